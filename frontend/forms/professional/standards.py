"""Bringing in a standard, and setting what a version of it asks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from evc.standards.case.levels import Role, are_levels
from evc.standards.importing.recognising import MOST_BYTES
from evc.standards.models import StandardVersion, SubstantiationDepth, ThresholdRule
from evc.standards.selectors import UnitNode
from evc.standards.settings import VersionSettings

_ACCEPT = ".json,.xlsx,.csv,application/json,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ALL, SHARE, NAMED = "all", "share", "named"


class StandardFileForm(forms.Form):
    """A file, or an address to fetch it from."""

    file = forms.FileField(
        label=_("Choose a file"),
        help_text=_("A CASE package (JSON), an Excel file (XLSX) or a CSV file. The name doesn't matter."),
        widget=forms.ClearableFileInput(attrs={"accept": _ACCEPT, "data-max-bytes": MOST_BYTES}),
        required=False,
        allow_empty_file=True,
    )
    address = forms.URLField(
        label=_("Or the address of a CASE package"),
        help_text=_("It starts with https:// and can be read without signing in."),
        max_length=2000,
        assume_scheme="https",
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("file") and not data.get("address") and not self.errors:
            self.add_error("file", ValidationError(_("Choose a file, or give an address.")))
        return data


class LevelsForm(forms.Form):
    """At which depth of a CASE package the units, work processes and criteria stand."""

    unit = forms.TypedChoiceField(label=_("Units (core tasks)"), coerce=int)
    work_process = forms.TypedChoiceField(label=_("Work processes"), coerce=int)
    criterion = forms.TypedChoiceField(label=_("Criteria"), coerce=int)

    def __init__(self, data: Any = None, *, depths: Sequence[Mapping[str, Any]], levels: Mapping[str, int]) -> None:
        super().__init__(data, initial={str(role): levels.get(role) for role in Role})
        deepest = max([depth["depth"] for depth in depths], default=1)
        examples = {depth["depth"]: depth for depth in depths}
        choices = [(number, _choice(number, examples.get(number))) for number in range(1, max(3, deepest) + 1)]
        for role in Role:
            field = self.fields[str(role)]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and not are_levels(data):
            self.add_error("criterion", ValidationError(_("Choose three depths, each below the one before.")))
        return data


class SettingsForm(forms.Form):
    """What a version asks; it can be set until a trajectory uses it."""

    threshold = forms.ChoiceField(
        label=_("When is a work process recognised?"),
        widget=forms.RadioSelect,
        choices=[
            (ALL, _("When all its criteria are met")),
            (SHARE, _("When a part of its criteria is met")),
            (NAMED, _("When the criteria are met that I tick below")),
        ],
    )
    threshold_percent = forms.IntegerField(
        label=_("Which part, in per cent?"),
        help_text=_("Only for a part of the criteria."),
        min_value=1,
        max_value=100,
        required=False,
    )
    substantiation_depth = forms.ChoiceField(
        label=_("How deep does an assessor substantiate?"),
        widget=forms.RadioSelect,
        choices=[
            (SubstantiationDepth.WORK_PROCESS, _("Per work process")),
            (SubstantiationDepth.CRITERION, _("Per criterion")),
        ],
    )
    independent_only = forms.BooleanField(label=_("Only repetitions that were done alone count"), required=False)
    expire_after_years = forms.IntegerField(
        label=_("After how many years does a repetition no longer count?"),
        help_text=_(
            "Leave it empty when the standard sets no limit: old repetitions are then flagged and still count."
        ),
        min_value=1,
        max_value=50,
        required=False,
    )
    least_witnesses = forms.IntegerField(label=_("How many different witnesses at least?"), min_value=1, max_value=20)
    electives = forms.MultipleChoiceField(
        label=_("Which units may a candidate leave out?"), widget=forms.CheckboxSelectMultiple, required=False
    )
    named = forms.MultipleChoiceField(
        label=_("Which criteria decide?"),
        help_text=_("Only when the criteria decide that you tick here."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, data: Any = None, *, version: StandardVersion, units: Sequence[UnitNode]) -> None:
        super().__init__(data, initial=_initial(version, units))
        electives, named = self.fields["electives"], self.fields["named"]
        assert isinstance(electives, forms.MultipleChoiceField)
        assert isinstance(named, forms.MultipleChoiceField)
        electives.choices = [
            (str(unit.core_task.pk), f"{unit.core_task.code} {unit.core_task.title}") for unit in units
        ]
        named.choices = [
            (
                f"{node.work_process.code} {node.work_process.title}",
                [(str(row.pk), f"{row.code} {row.title}") for row in node.criteria],
            )
            for unit in units
            for node in unit.work_processes
        ]

    @property
    def wanted(self) -> VersionSettings:
        data = self.cleaned_data
        is_share = data["threshold"] == SHARE
        return VersionSettings(
            threshold_rule=ThresholdRule.NAMED if data["threshold"] == NAMED else ThresholdRule.SHARE,
            threshold_percent=(data["threshold_percent"] or 100) if is_share else 100,
            named=data["named"],
            substantiation_depth=data["substantiation_depth"],
            expire_after_years=data["expire_after_years"],
            independent_only=data["independent_only"],
            least_witnesses=data["least_witnesses"],
            electives=data["electives"],
        )


def _initial(version: StandardVersion, units: Sequence[UnitNode]) -> dict[str, Any]:
    share = ALL if version.threshold_percent == 100 else SHARE
    return {
        "threshold": NAMED if version.threshold_rule == ThresholdRule.NAMED else share,
        "threshold_percent": version.threshold_percent,
        "substantiation_depth": version.substantiation_depth,
        "independent_only": version.repetitions_independent_only,
        "expire_after_years": version.repetitions_expire_after_years,
        "least_witnesses": version.repetitions_least_witnesses,
        "electives": [str(unit.core_task.pk) for unit in units if unit.core_task.elective],
        "named": [
            str(row.pk) for unit in units for node in unit.work_processes for row in node.criteria if row.decisive
        ],
    }


def _choice(number: int, depth: Mapping[str, Any] | None) -> str:
    if depth is None:
        return str(_("%(number)s: nothing stands there, it is filled in") % {"number": number})
    words = _("%(number)s: %(count)s × such as “%(example)s”")
    return str(words % {"number": number, "count": depth["count"], "example": depth["example"][:60]})
