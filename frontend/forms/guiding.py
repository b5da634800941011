"""What candidate and coach fill in for each other: the plan, and what is asked."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from evc.standards.models import WorkProcess
from evc.trajectories.models import Digest
from portfolio.models import EvidenceKind, PlannedItem

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class PlanForm(forms.Form):
    """What will be shown; the work processes as sentences to tick."""

    use_required_attribute = False
    title = forms.CharField(
        label=_("What will be shown?"),
        help_text=_("For example: the plan for the market, or a talk that a colleague saw."),
        max_length=300,
        error_messages={"required": _("Say what will be shown.")},
    )
    kind = forms.ChoiceField(label=_("What kind of evidence is it?"), choices=EvidenceKind.choices)
    due_on = forms.DateField(
        label=_("By which day?"),
        widget=DAY,
        error_messages={"required": _("Choose a day."), "invalid": _("Choose a day.")},
    )
    work_processes = forms.MultipleChoiceField(
        label=_("What will it show?"),
        help_text=_("One thing can show several parts."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one part of the standard that this shows.")},
    )

    def __init__(self, data: Any = None, *, work_processes: Iterable[WorkProcess], **options: Any) -> None:
        super().__init__(data, **options)
        field = self.fields["work_processes"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [
            (heading, [(str(row.pk), row.title) for row in rows])
            for heading, rows in groupby(work_processes, key=lambda row: row.core_task.title)
        ]

    @staticmethod
    def values_of(planned: PlannedItem) -> dict[str, Any]:
        """What the form begins with when it is changed."""
        chosen = [str(row.pk) for row in planned.work_processes.all()]
        return {"title": planned.title, "kind": planned.kind, "due_on": planned.due_on, "work_processes": chosen}

    @property
    def chosen(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {**data, "work_processes": [UUID(pk) for pk in data["work_processes"]]}


class ReasonForm(forms.Form):
    because = forms.CharField(
        label=_("Why?"),
        help_text=_("A few words are enough. The other reads them."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        error_messages={"required": _("Say in a few words why this is off. The other reads it.")},
    )


class AskForm(forms.Form):
    text = forms.CharField(
        label=_("What do you ask for?"),
        help_text=_("For example: add a second plan, of another season."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        error_messages={"required": _("Say what you ask for.")},
    )
    due_on = forms.DateField(
        label=_("By which day?"),
        widget=DAY,
        error_messages={"required": _("Choose a day."), "invalid": _("Choose a day.")},
    )


class MailForm(forms.Form):
    rhythm = forms.ChoiceField(
        label=_("How often do you want news by mail?"),
        help_text=_("Comments, what is asked of you, what was agreed. Mail that asks you to act at once still comes."),
        choices=Digest.Rhythm.choices,
        widget=forms.RadioSelect,
    )


class AnswerForm(forms.Form):
    """Nothing to fill in: sending it is the answer. Carries what went wrong."""
