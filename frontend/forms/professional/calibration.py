"""Forms of calibration: asking for a round, scoring in one, saying how a criterion is read, and the talks about it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from evc.outcomes.models import Outcome
from evc.quality.models import QualityTalk
from evc.quality.pack.registry import number_of
from evc.quality.selectors.calibration import Scoring, ScoringRow
from evc.quality.services.calibration_scoring import Given
from foundation.people.models import Person


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class _OutcomeChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic only in the stubs
    """A dossier by its number, as in the audit pack: who it is of need not be known to choose one."""

    def label_from_instance(self, obj: Any) -> str:
        return gettext("%(standard)s, released on %(day)s (%(number)s)") % {
            "standard": obj.trajectory.standard_version.standard.title,
            "day": date_format(timezone.localdate(obj.decided_at), "j F Y"),
            "number": number_of(obj.trajectory_id),
        }


class RoundForm(forms.Form):
    outcome = _OutcomeChoice(
        label=_("Which dossier?"),
        help_text=_("We ask the candidate first. Nobody sees anything before they agree."),
        queryset=Outcome.objects.none(),
        error_messages={"required": _("Choose a dossier.")},
    )
    assessors = forms.ModelMultipleChoiceField(
        label=_("Who scores?"),
        help_text=_("At least two. Nobody who had a part in that trajectory. The candidate reads their names."),
        queryset=Person.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose who scores.")},
    )
    due_on = forms.DateField(
        label=_("Before which day?"), widget=_day(), error_messages={"required": _("Fill in a day.")}
    )
    question = forms.CharField(
        label=_("What do you want to find out?"),
        help_text=_("The assessors read this. Write no name of a candidate."),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )

    def __init__(self, outcomes: QuerySet[Outcome], assessors: QuerySet[Person], data: Any = None) -> None:
        super().__init__(data)
        for name, rows in (("outcome", outcomes), ("assessors", assessors)):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = rows


class ScoresForm(forms.Form):
    """A level and a note for each criterion of one work process; answering some of them is enough to save."""

    def __init__(self, shown: Scoring, data: Any = None) -> None:
        super().__init__(data)
        self.shown = shown
        choices = [(str(level.pk), level.name) for level in shown.levels]
        for row in shown.rows:
            self.fields[f"level:{row.criterion.pk}"] = forms.ChoiceField(
                label=_("Your score"),
                choices=choices,
                widget=forms.RadioSelect(attrs={"class": "choices--row"}),
                required=False,
                initial=str(row.score.level_id) if row.score and row.score.level_id else None,
            )
            self.fields[f"note:{row.criterion.pk}"] = forms.CharField(
                label=_("Why"),
                help_text=_("The others read this after closing, without your name."),
                widget=forms.Textarea(attrs={"rows": 2}),
                required=False,
                initial=row.score.note if row.score else "",
            )

    def criteria(self) -> Iterator[tuple[ScoringRow, Any, Any]]:
        """Each criterion with its two fields."""
        for row in self.shown.rows:
            yield row, self[f"level:{row.criterion.pk}"], self[f"note:{row.criterion.pk}"]

    def given(self) -> list[Given]:
        return [
            Given(
                row.criterion.pk,
                UUID(level) if (level := self.cleaned_data[f"level:{row.criterion.pk}"]) else None,
                self.cleaned_data[f"note:{row.criterion.pk}"],
            )
            for row in self.shown.rows
        ]


class CriterionReadingForm(forms.Form):
    text = forms.CharField(
        label=_("How is this criterion read from now on?"),
        help_text=_("It stands beside the criterion on every assessor's desk. Write no name of a candidate."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write how it is read.")},
    )
    since = forms.DateField(
        label=_("From which day?"),
        help_text=_("Today or later. Scores that were given before stay as they are."),
        widget=_day(),
        error_messages={"required": _("Fill in a day.")},
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"since": timezone.localdate()})


class ChosenItemsForm(forms.Form):
    """Which items the candidate chose, and of which files they said that nobody can be known from them.

    The page draws the boxes itself; the form reads them and carries what went wrong.
    """

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data)
        self.items = _uuids(data.getlist("item")) if data is not None else set()
        self.nobody_in = _uuids(data.getlist("nobody")) if data is not None else set()


class TalkForm(forms.Form):
    colleague = forms.ModelChoiceField(
        label=_("With whom?"),
        queryset=Person.objects.none(),
        error_messages={"required": _("Choose with whom you talked.")},
    )
    occasion = forms.ChoiceField(
        label=_("What was it about?"), choices=QualityTalk.Occasion.choices, widget=forms.RadioSelect
    )
    held_on = forms.DateField(label=_("When?"), widget=_day(), error_messages={"required": _("Fill in a day.")})
    agreed = forms.CharField(
        label=_("What did you agree?"),
        help_text=_("The other reads this and signs it. Write no name of a candidate."),
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Write what you agreed.")},
    )

    def __init__(self, colleagues: QuerySet[Person] | None, data: Any = None, talk: QualityTalk | None = None) -> None:
        """``talk``: one that is changed; with whom it was stays."""
        first: dict[str, Any] = {"held_on": timezone.localdate()}
        if talk is not None:
            first = {"held_on": talk.held_on, "occasion": talk.occasion, "agreed": talk.agreed}
        super().__init__(data, initial=first)
        if colleagues is None:
            del self.fields["colleague"]
        else:
            field = self.fields["colleague"]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = colleagues


class ObjectionForm(forms.Form):
    objection = forms.CharField(
        label=_("What is not right in it?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write what is not right.")},
    )


def _uuids(texts: list[str]) -> set[UUID]:
    """What can't be read is not of this page."""
    found = set()
    for text in texts:
        try:
            found.add(UUID(text))
        except ValueError:
            continue
    return found
