"""Asking candidates afterwards how it was. That somebody answered is known; what, is not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from evc.outcomes import after_mails
from evc.outcomes.evaluating import questions_of
from evc.outcomes.models import Evaluation, EvaluationAnswer, EvaluationInvitation, EvaluationQuestion, QuestionKind
from evc.roles import Role
from evc.trajectories import rules, states
from evc.trajectories import services as trajectories
from evc.trajectories.cleaning import clean_text
from evc.trajectories.models import State
from foundation.audit import services as audit
from foundation.errors import InvalidInput, NotAllowed, WrongState
from foundation.people.models import Organisation, Person

QUESTION_LENGTH = 300
MOST_QUESTIONS = 12


@transaction.atomic
def invite_to_evaluate(trajectory_id: UUID) -> EvaluationInvitation:
    """Once, after the trajectory was closed. By the daily job."""
    trajectory = trajectories.locked(trajectory_id)
    states.require_state(trajectory, State.CLOSED)
    invitation, is_new = EvaluationInvitation.objects.get_or_create(trajectory=trajectory)
    if is_new:
        audit.record("evaluation.invited", on=invitation, by=None)
        after_mails.invite_to_evaluate(invitation)
    return invitation


@transaction.atomic
def remind_to_evaluate(invitation_id: UUID) -> None:
    """Once, to somebody who did not answer. By the daily job."""
    invitation = EvaluationInvitation.objects.select_for_update().get(pk=invitation_id)
    if invitation.is_answered or invitation.reminded_at is not None:
        return
    invitation.reminded_at = timezone.now()
    invitation.save(update_fields=["reminded_at"])
    after_mails.remind_to_evaluate(invitation)


@transaction.atomic
def answer_evaluation(trajectory_id: UUID, *, marks: Mapping[int, int], words: Mapping[int, str], by: Person) -> None:
    """Answers by the place of the question; none of them is compulsory, one is the least. Kept without who gave them.

    Raises NotAllowed, WrongState (not closed, or answered before), InvalidInput.
    """
    trajectory = trajectories.locked(trajectory_id)
    rules.require_candidate(trajectory, by)
    states.require_state(trajectory, State.CLOSED)
    invitation = EvaluationInvitation.objects.get_or_create(trajectory=trajectory)[0]
    if invitation.is_answered:
        raise WrongState(_("You told this before. Thank you, once is enough."), code="evaluated-already")
    answers = []
    for question in questions_of(trajectory.provider):
        answer = EvaluationAnswer(position=question.position, question=question.text)
        if question.kind == QuestionKind.MARK:
            answer.mark = _mark(marks.get(question.position))
        else:
            answer.words = clean_text(
                words.get(question.position, ""), field=f"answer-{question.position}", longest=4000
            )
        answers.append(answer)
    if not any(answer.mark or answer.words for answer in answers):
        raise InvalidInput(_("Answer at least one question."), code="nothing-answered")
    evaluation = Evaluation.objects.create(organisation=trajectory.provider, year=timezone.localdate().year)
    for answer in answers:
        answer.evaluation = evaluation
    EvaluationAnswer.objects.bulk_create(answers)
    invitation.is_answered = True
    invitation.save(update_fields=["is_answered"])
    audit.record("evaluation.answered", on=invitation, by=None)


@transaction.atomic
def set_questions(organisation: Organisation, *, questions: Sequence[tuple[str, str]], by: Person) -> None:
    """What this organisation asks from now on: text and kind, in order; none: the default ones. By a coordinator.

    What was answered stays with the words of the question that was asked.
    """
    if not by.holds(Role.COORDINATOR, organisation):
        raise NotAllowed(_("Only an EVC coordinator of the provider can do this."))
    kept = [(clean_text(text, field="questions", longest=QUESTION_LENGTH), kind) for text, kind in questions]
    kept = [(text, kind) for text, kind in kept if text]
    if len(kept) > MOST_QUESTIONS or any(kind not in QuestionKind.values for _text, kind in kept):
        raise InvalidInput(
            _("Ask at most %(most)s questions. A short list is answered more often.") % {"most": MOST_QUESTIONS},
            code="too-many-questions",
            field="questions",
        )
    EvaluationQuestion.objects.filter(organisation=organisation).delete()
    EvaluationQuestion.objects.bulk_create(
        EvaluationQuestion(organisation=organisation, position=number, text=text, kind=kind)
        for number, (text, kind) in enumerate(kept, start=1)
    )
    audit.record("evaluation.questions-set", on=organisation, by=by, questions=len(kept))


def _mark(mark: int | None) -> int | None:
    if mark is not None and not 1 <= mark <= 5:
        raise InvalidInput(_("Choose a mark from 1 to 5."), code="mark-unknown")
    return mark
