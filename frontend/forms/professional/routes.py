"""A route as a form: what it is called, what it asks, its phases with hours, and which assessor scores what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from evc.routes.models import Route, Scope
from evc.routes.plan import INSTRUMENTS, PhasePlan, RoutePlan, plan_of
from evc.routes.wording import in_active_language
from foundation.people.models import Organisation

MOST_SEATS, EMPTY_PHASES = 3, 3
_SHORT = {"class": "utrecht-textbox--short"}
_STAGES = (
    ("", _("none")),
    ("identification", _("identification")),
    ("documentation", _("documentation")),
    ("assessment", _("assessment")),
    ("certification", _("certification")),
)


class CopyForm(forms.Form):
    organisation = forms.ChoiceField(label=_("For which organisation?"), widget=forms.RadioSelect)
    name = forms.CharField(label=_("Name of your route"), max_length=200)
    label = forms.CharField(
        label=_("Label on the badge"),
        help_text=_("Says no more than the route asks: “EVC” only for what full EVC asks."),
        max_length=40,
    )

    def __init__(self, *args: Any, organisations: Iterable[Organisation], **options: Any) -> None:
        super().__init__(*args, **options)
        self.known = {str(row.pk): row for row in organisations}
        field = self.fields["organisation"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(pk, row.name) for pk, row in self.known.items()]
        if len(self.known) == 1:
            field.initial, field.widget = next(iter(self.known)), forms.HiddenInput()

    @property
    def chosen(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {**data, "organisation": self.known[data["organisation"]]}


class RouteForm(forms.Form):
    """The whole of an own route; ``route`` is what it was."""

    label = forms.CharField(
        label=_("Label on the badge"),
        help_text=_("Says no more than the route asks: “EVC” only for what full EVC asks."),
        max_length=40,
        required=False,
    )
    name_nl = forms.CharField(label=_("Name"), max_length=200)
    name_en = forms.CharField(label=_("Name in English"), max_length=200, required=False)
    description_nl = forms.CharField(label=_("What it is"), widget=forms.Textarea(attrs={"rows": 3}))
    description_en = forms.CharField(
        label=_("What it is, in English"), widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    scope = forms.ChoiceField(
        label=_("What of the standard?"),
        choices=[
            (Scope.WHOLE, _("The whole standard, and chosen electives")),
            (Scope.CHOSEN, _("Chosen parts")),
        ],
        widget=forms.RadioSelect,
    )
    yields_certificate = forms.BooleanField(
        label=_("May yield an experience certificate"),
        help_text=_("Where standard and provider are recognised. Otherwise it yields a profile or a report."),
        required=False,
    )
    hours_min = forms.DecimalField(
        label=_("Hours of the candidate, at least"), min_value=0, max_value=999, decimal_places=1
    )
    hours_max = forms.DecimalField(
        label=_("Hours of the candidate, at most"), min_value=0, max_value=999, decimal_places=1
    )
    lead_time_weeks = forms.IntegerField(label=_("Lead time in weeks"), min_value=1, max_value=260)
    max_items = forms.IntegerField(
        label=_("Pieces of evidence at most"),
        help_text=_("Leave empty for no limit."),
        min_value=1,
        max_value=500,
        required=False,
    )
    max_supplements = forms.IntegerField(label=_("How often may a supplement be asked for?"), min_value=0, max_value=5)
    still_after_days = forms.IntegerField(
        label=_("Stands still after days without a change"), min_value=1, max_value=365
    )
    evidence_flagged_after_years = forms.IntegerField(
        label=_("Evidence is flagged after years"), min_value=1, max_value=50
    )
    min_items_per_work_process = forms.IntegerField(
        label=_("Pieces of evidence per work process, below it is flagged"), min_value=0, max_value=20
    )
    shelf_life_months = forms.IntegerField(
        label=_("How long is the certificate trusted, in months?"),
        help_text=_("The badge and the report say until when. Leave empty when it does not end."),
        min_value=1,
        max_value=600,
        required=False,
    )

    def __init__(self, *args: Any, route: Route, **options: Any) -> None:
        self.route, self.plan = route, plan_of(route)
        initial = {name: getattr(self.plan, name) for name in self.base_fields}
        super().__init__(*args, **{**options, "initial": initial})
        for name in ("hours_min", "hours_max"):
            self.fields[name].widget = forms.TextInput(attrs={"inputmode": "decimal", **_SHORT})
            self.fields[name].localize = True
        self._add_seats()
        self._add_phases()

    def _add_seats(self) -> None:
        choices = [
            (key, in_active_language(_Words(fields), "name").capitalize()) for key, fields in INSTRUMENTS.items()
        ]
        self.seat_names = []
        for number in range(1, MOST_SEATS + 1):
            name = f"seat-{number}"
            held = self.plan.seats[number - 1] if number <= len(self.plan.seats) else frozenset()
            self.fields[name] = forms.MultipleChoiceField(
                label=_("What does assessor %(number)s score?") % {"number": number},
                choices=choices,
                widget=forms.CheckboxSelectMultiple,
                required=False,
                initial=sorted(held),
            )
            self.seat_names.append(name)

    def _add_phases(self) -> None:
        self.phase_rows = []
        for number in range(len(self.plan.phases) + EMPTY_PHASES):
            phase = self.plan.phases[number] if number < len(self.plan.phases) else None
            names = tuple(f"phase-{number}-{part}" for part in ("name", "hours", "stage"))
            about = {"number": number + 1}
            self.fields[names[0]] = forms.CharField(
                label=_("Phase %(number)s") % about,
                max_length=200,
                required=False,
                initial=phase.name_nl if phase else "",
            )
            self.fields[names[1]] = forms.DecimalField(
                label=_("Hours of phase %(number)s") % about,
                min_value=0,
                max_value=999,
                decimal_places=1,
                required=False,
                localize=True,
                initial=phase.hours if phase else None,
                widget=forms.TextInput(attrs={"inputmode": "decimal", **_SHORT}),
            )
            self.fields[names[2]] = forms.ChoiceField(
                label=_("European stage of phase %(number)s") % about,
                choices=_STAGES,
                required=False,
                initial=phase.european if phase else "",
            )
            self.phase_rows.append(names)

    @property
    def general(self) -> list[forms.BoundField]:
        return [self[name] for name in self.base_fields]

    @property
    def seats(self) -> list[forms.BoundField]:
        return [self[name] for name in self.seat_names]

    @property
    def phases(self) -> list[list[forms.BoundField]]:
        return [[self[name] for name in names] for names in self.phase_rows]

    @property
    def wanted(self) -> RoutePlan:
        """For the service. A seat without instruments and a phase without a name are left out."""
        data = self.cleaned_data
        fields = {name: data[name] for name in self.base_fields}
        fields["name_en"] = fields["name_en"] or fields["name_nl"]
        fields["description_en"] = fields["description_en"] or fields["description_nl"]
        return replace(
            self.plan,
            **fields,
            seats=tuple(frozenset(data[name]) for name in self.seat_names if data[name]),
            phases=tuple(self._phases()),
        )

    def _phases(self) -> Iterable[PhasePlan]:
        used: set[str] = set()
        for number, names in enumerate(self.phase_rows):
            name, hours, stage = (self.cleaned_data[each] for each in names)
            if not name:
                continue
            before = self.plan.phases[number] if number < len(self.plan.phases) else None
            same = before is not None and before.name_nl == name
            key = before.key if before else slugify(name)[:30]
            while not key or key in used:
                key = f"{key[:30] or 'phase'}-{number + 1}"
            used.add(key)
            yield PhasePlan(
                key=key,
                name_nl=name,
                name_en=before.name_en if same and before else name,
                european=stage,
                hours=hours or Decimal(0),
            )


class _Words:
    """A known instrument's fields, to be read in the language of the moment."""

    def __init__(self, fields: Any) -> None:
        self.name_nl, self.name_en = fields["name_nl"], fields["name_en"]
