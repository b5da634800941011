"""Forms of a trajectory: the request, the intake, hours, and what the badge holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from evc.routes.models import Phase, Route
from evc.standards.models import CoreTask, WorkProcess
from evc.trajectories.models import Intake, SelfScan
from foundation.people.models import Organisation
from frontend.forms.dates import DayField
from frontend.forms.later import LaterChoice, LaterMultipleChoice, LaterText


def _choices_of(form: forms.Form, name: str, choices: Sequence[Any]) -> None:
    field = form.fields[name]
    assert isinstance(field, (forms.ChoiceField, forms.MultipleChoiceField))
    field.choices = choices


class RequestForm(forms.Form):
    """Along which route, for which parts, and with whom. A choice of one is made already."""

    route = forms.ChoiceField(
        label=_("Which route?"), widget=forms.RadioSelect, error_messages={"required": _("Choose a route.")}
    )
    units = forms.MultipleChoiceField(
        label=_("Which parts?"),
        help_text=_("EVC Compact: tick the parts you want. Full EVC: tick only the electives; the rest belongs to it."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    client = forms.ChoiceField(label=_("For which organisation do you work?"), widget=forms.RadioSelect)
    provider = forms.ChoiceField(label=_("Which EVC provider?"), widget=forms.RadioSelect)

    def __init__(
        self,
        *args: Any,
        routes: Iterable[Route],
        units: Iterable[CoreTask],
        clients: Iterable[Organisation],
        providers: Iterable[Organisation],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.known: dict[str, dict[str, Any]] = {
            "route": {str(row.pk): row for row in routes},
            "units": {str(row.pk): row for row in units},
            "client": {str(row.pk): row for row in clients},
            "provider": {str(row.pk): row for row in providers},
        }
        _choices_of(self, "route", [(pk, _route_label(row)) for pk, row in self.known["route"].items()])
        _choices_of(self, "units", [(pk, _unit_label(row)) for pk, row in self.known["units"].items()])
        for name in ("client", "provider"):
            rows = self.known[name]
            _choices_of(self, name, [(pk, row.name) for pk, row in rows.items()])
            if len(rows) == 1:
                self.fields[name].initial, self.fields[name].widget = next(iter(rows)), forms.HiddenInput()

    @property
    def chosen(self) -> dict[str, Any]:
        """The rows that were chosen, for the service."""
        data = self.cleaned_data
        return {
            "route": self.known["route"][data["route"]],
            "units": [self.known["units"][pk] for pk in data["units"]],
            "client": self.known["client"][data["client"]],
            "provider": self.known["provider"][data["provider"]],
        }


class UnitsForm(forms.Form):
    units = forms.MultipleChoiceField(label=_("Which parts?"), widget=forms.CheckboxSelectMultiple, required=False)

    def __init__(self, *args: Any, units: Iterable[CoreTask], **options: Any) -> None:
        super().__init__(*args, **options)
        self.known = {str(row.pk): row for row in units}
        _choices_of(self, "units", [(pk, _unit_label(row)) for pk, row in self.known.items()])

    @property
    def chosen(self) -> list[CoreTask]:
        return [self.known[pk] for pk in self.cleaned_data["units"]]


class IntakeForm(forms.Form):
    """Saved while it is typed; everything may wait until the advice is given."""

    use_required_attribute = False
    reasons = LaterMultipleChoice(
        label=_("Why do you want this?"),
        help_text=_("Tick all that fit."),
        choices=Intake.Reason.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    goal = LaterText(
        label=_("What do you want to reach?"),
        help_text=_("For example: the function of team leader, or an exemption for part of a course."),
        widget=forms.Textarea,
    )
    motivation = forms.CharField(label=_("Why you, and why now?"), widget=forms.Textarea, required=False)
    brings_exemptions = forms.CharField(
        label=_("Which exemptions could it bring?"),
        help_text=_("Of which course? An exam board decides about them."),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
    )
    brings_vacancies = forms.CharField(
        label=_("For which vacancies could it help?"), widget=forms.Textarea(attrs={"rows": 2}), required=False
    )
    brings_scale = forms.CharField(
        label=_("Could it bring another scale?"), widget=forms.Textarea(attrs={"rows": 2}), required=False
    )
    entry_requirements = forms.CharField(
        label=_("What have you got already?"),
        help_text=_("Diplomas, years of work, a driving licence: what your goal asks for."),
        widget=forms.Textarea,
        required=False,
    )
    needs = forms.CharField(
        label=_("What do you need to do this well?"),
        help_text=_("For example more time, a reader, or help with writing. Only the EVC coordinator reads this."),
        widget=forms.Textarea,
        required=False,
    )

    @classmethod
    def of(cls, intake: Intake, data: Any = None) -> IntakeForm:
        return cls(data, initial={name: getattr(intake, name) for name in cls.base_fields})


class SelfScanForm(forms.Form):
    """A question a work process: have you done this?"""

    use_required_attribute = False

    def __init__(
        self, *args: Any, work_processes: Iterable[WorkProcess], answers: dict[Any, int], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.known = {f"wp-{row.pk}": row for row in work_processes}
        for name, row in self.known.items():
            self.fields[name] = LaterChoice(
                label=row.title,
                help_text=row.description,
                choices=[(str(value), label) for value, label in SelfScan.Answer.choices],
                widget=forms.RadioSelect(attrs={"class": "choices--row"}),
                initial=str(answers[row.pk]) if row.pk in answers else None,
            )

    @property
    def groups(self) -> list[tuple[CoreTask, list[forms.BoundField]]]:
        """The questions under their core task."""
        return [
            (task, [self[name] for name, _row in rows])
            for task, rows in groupby(self.known.items(), key=lambda named: named[1].core_task)
        ]

    @property
    def answers(self) -> dict[Any, int]:
        given = self.cleaned_data
        return {row.pk: int(given[name]) for name, row in self.known.items() if given.get(name)}


class HoursForm(forms.Form):
    phase = forms.ChoiceField(label=_("For what?"))
    day = DayField(label=_("When?"))
    hours = forms.CharField(label=_("How many hours?"), help_text=_("For example 1,5."), max_length=10)
    note = forms.CharField(label=_("Note"), max_length=200, required=False)

    def __init__(self, *args: Any, phases: Iterable[Phase], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["hours"].widget.attrs |= {"inputmode": "decimal", "class": "utrecht-textbox--short"}
        self.known = {str(row.pk): row for row in phases}
        _choices_of(self, "phase", [(pk, row.name) for pk, row in self.known.items()])

    @property
    def phase_chosen(self) -> Phase:
        return self.known[self.cleaned_data["phase"]]


class BadgeContentsForm(forms.Form):
    """What the badge itself will hold; this can't be changed after it is issued."""

    shows_name = forms.BooleanField(label=_("Put my name in the badge"), required=False)
    addresses = forms.MultipleChoiceField(
        label=_("To which of your addresses is it bound?"),
        help_text=_(
            "The address itself is not in the badge, only a code of it. With it you can prove that it is yours."
        ),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, addresses: Sequence[str], **options: Any) -> None:
        super().__init__(*args, **options)
        _choices_of(self, "addresses", [(address, address) for address in addresses])


class BadgePageForm(forms.Form):
    """What the public page of a badge shows; this can be changed at any moment."""

    is_public = forms.BooleanField(label=_("My badge has a page that anybody with the link can open"), required=False)
    shows_results = forms.BooleanField(label=_("Show the result of each part"), required=False)
    shows_name = forms.BooleanField(label=_("Show my name"), required=False)


class ConfirmForm(forms.Form):
    """A page that asks “are you sure?” and nothing else."""


def _route_label(route: Route) -> str:
    """An own route says of which provider it is."""
    name = f"{route.name} ({route.organisation.name})" if route.organisation else route.name
    return format_html('{}<span class="choice__hint">{}</span>', name, route.description)


def _unit_label(unit: CoreTask) -> str:
    hint = _("elective") if unit.elective else ""
    return format_html('{}<span class="choice__hint">{}</span>', unit.title, hint) if hint else unit.title
