"""Forms of what comes after the outcome: the development talk, the evaluation, and an organisation's terms and questions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from evc.outcomes.evaluating import Question
from evc.outcomes.models import DevelopmentStep, QuestionKind
from evc.outcomes.services.developing import STEP_LENGTH
from evc.outcomes.services.terms import LONGEST
from foundation.people.models import Person
from frontend.forms.dates import DayField


class CameUpForm(forms.Form):
    text = forms.CharField(
        label=_("What came up in your talks?"),
        help_text=_("Strengths, wishes, what to work on. The candidate reads this and chooses what the manager reads."),
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": _("Write something here.")},
    )


class ShareForm(forms.Form):
    text = forms.CharField(
        label=_("What does your manager read?"),
        help_text=_("Change it as you like. Leave it empty to share nothing (any more)."),
        widget=forms.Textarea(attrs={"rows": 8}),
        required=False,
    )


class HeldForm(forms.Form):
    held_on = DayField(label=_("Day of the talk"))


class StepForm(forms.Form):
    text = forms.CharField(
        label=_("What do you agree on?"),
        max_length=STEP_LENGTH,
        error_messages={"required": _("Write down what is done.")},
    )
    who = forms.ChoiceField(
        label=_("Who does it?"),
        choices=DevelopmentStep.Who.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who does this.")},
    )
    due_on = DayField(label=_("Before which day?"))


class EvaluationForm(forms.Form):
    """The questions of the organisation; none of them has to be answered."""

    def __init__(self, *args: Any, questions: Iterable[Question], **options: Any) -> None:
        super().__init__(*args, **options)
        self.questions = list(questions)
        marks = [(str(mark), str(mark)) for mark in range(1, 6)]
        for question in self.questions:
            if question.kind == QuestionKind.MARK:
                field: forms.Field = forms.ChoiceField(
                    label=question.text,
                    help_text=_("1 is not at all, 5 is completely."),
                    choices=marks,
                    widget=forms.RadioSelect(attrs={"class": "choices--scale"}),
                    required=False,
                )
            else:
                field = forms.CharField(
                    label=question.text, widget=forms.Textarea(attrs={"rows": 4}), required=False, max_length=4000
                )
            self.fields[f"answer-{question.position}"] = field

    @property
    def marks(self) -> dict[int, int]:
        return {
            question.position: int(given)
            for question in self.questions
            if question.kind == QuestionKind.MARK and (given := self.cleaned_data[f"answer-{question.position}"])
        }

    @property
    def words(self) -> dict[int, str]:
        return {
            question.position: self.cleaned_data[f"answer-{question.position}"]
            for question in self.questions
            if question.kind == QuestionKind.WORDS
        }


class QuestionsForm(forms.Form):
    """One question a line. Both empty: the default questions."""

    marks = forms.CharField(
        label=_("Questions with a mark from 1 to 5"),
        help_text=_("One a line, as a sentence that somebody agrees with or not."),
        widget=forms.Textarea(attrs={"rows": 7}),
        required=False,
    )
    words = forms.CharField(
        label=_("Questions with an answer in words"),
        help_text=_("One a line. Empty everything to ask the default questions again."),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
    )

    @property
    def questions(self) -> list[tuple[str, str]]:
        return [
            (line.strip(), kind.value)
            for name, kind in (("marks", QuestionKind.MARK), ("words", QuestionKind.WORDS))
            for line in self.cleaned_data[name].splitlines()
            if line.strip()
        ]


def _weeks(label: Any, help_text: Any = "") -> forms.IntegerField:
    return forms.IntegerField(label=label, help_text=help_text, min_value=1, max_value=LONGEST)


class TermsForm(forms.Form):
    appeal_weeks = _weeks(_("Weeks to appeal"), _("From the day on which the outcome was released."))
    appeal_answer_weeks = _weeks(_("Weeks to answer an appeal"))
    complaint_weeks = _weeks(_("Weeks to complain"), _("From the day on which it happened."))
    complaint_answer_weeks = _weeks(_("Weeks to answer a complaint"))
    complaints_officer = forms.ChoiceField(
        label=_("Who handles complaints?"),
        help_text=_("When this person took part, a quality officer who did not handles it."),
        required=False,
    )

    def __init__(self, *args: Any, people: Sequence[Person], **options: Any) -> None:
        super().__init__(*args, **options)
        self.known = {str(person.pk): person for person in people}
        field = self.fields["complaints_officer"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("A quality officer who took no part"))] + [
            (pk, person.name) for pk, person in self.known.items()
        ]

    @property
    def officer(self) -> Person | None:
        return self.known.get(self.cleaned_data["complaints_officer"])
