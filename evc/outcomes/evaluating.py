"""What candidates are asked afterwards, and what came of it. Nothing is shown about fewer than five answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from evc.outcomes.models import Evaluation, EvaluationAnswer, EvaluationQuestion, QuestionKind
from foundation.people.models import Organisation

LEAST_ANSWERS = 5

_DEFAULT: tuple[tuple[str | Promise, QuestionKind], ...] = (
    (_("It was clear beforehand what would happen and how much time it takes."), QuestionKind.MARK),
    (_("My coach helped me to show what I can."), QuestionKind.MARK),
    (_("The assessors were well prepared and treated me with respect."), QuestionKind.MARK),
    (_("I understand how they came to the outcome."), QuestionKind.MARK),
    (_("I know what I can do with the outcome."), QuestionKind.MARK),
    (_("What went well?"), QuestionKind.WORDS),
    (_("What should be better?"), QuestionKind.WORDS),
)


@dataclass(frozen=True, slots=True)
class Question:
    position: int
    text: str
    kind: QuestionKind


@dataclass(frozen=True, slots=True)
class Found:
    """One question with what was answered. ``marks``: how often 1, 2, 3, 4 and 5; ``words`` in no order that tells anything."""

    text: str
    marks: tuple[int, ...]
    words: tuple[str, ...]

    @property
    def mean(self) -> float | None:
        count = sum(self.marks)
        total = sum(mark * times for mark, times in enumerate(self.marks, start=1))
        return float(Fraction(total, count)) if count else None


@dataclass(frozen=True, slots=True)
class Evaluated:
    """``found`` is empty below ``LEAST_ANSWERS``."""

    year: int
    count: int
    found: tuple[Found, ...]

    @property
    def is_shown(self) -> bool:
        return self.count >= LEAST_ANSWERS


def questions_of(organisation: Organisation) -> list[Question]:
    """The organisation's own, else the default ones in the language of the moment."""
    own = [
        Question(row.position, row.text, QuestionKind(row.kind))
        for row in EvaluationQuestion.objects.filter(organisation=organisation)
    ]
    return own or [Question(number, str(text), kind) for number, (text, kind) in enumerate(_DEFAULT, start=1)]


def evaluated(organisation: Organisation, year: int) -> Evaluated:
    """What the candidates of a year answered; two queries."""
    count = Evaluation.objects.filter(organisation=organisation, year=year).count()
    if count < LEAST_ANSWERS:
        return Evaluated(year, count, ())
    rows = EvaluationAnswer.objects.filter(evaluation__organisation=organisation, evaluation__year=year)
    by_question: dict[tuple[int, str], list[EvaluationAnswer]] = {}
    for row in rows.order_by("position", "question", "words"):
        by_question.setdefault((row.position, row.question), []).append(row)
    return Evaluated(year, count, tuple(_found(text, asked) for (_place, text), asked in by_question.items()))


def years_of(organisation: Organisation) -> list[int]:
    """The years in which somebody answered, the newest first."""
    found = Evaluation.objects.filter(organisation=organisation).order_by("-year")
    return list(dict.fromkeys(found.values_list("year", flat=True)))


def _found(text: str, rows: Sequence[EvaluationAnswer]) -> Found:
    """Of a question that fewer than five answered nothing is shown: it may have been changed halfway."""
    answered = [row for row in rows if row.mark is not None or row.words]
    if len(answered) < LEAST_ANSWERS:
        return Found(text, (0, 0, 0, 0, 0), ())
    marks = tuple(sum(row.mark == mark for row in rows) for mark in range(1, 6))
    return Found(text, marks, tuple(row.words for row in rows if row.words))
