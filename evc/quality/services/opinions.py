"""A second opinion: asked of another quality officer, kept beside the outcome."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from evc.outcomes.errors import NotProposed
from evc.outcomes.models import Outcome
from evc.outcomes.services.locking import locked_outcome
from evc.quality.errors import NotIndependentHere, OpinionIsClosed
from evc.quality.mails import tell_of_answer, tell_of_question
from evc.quality.models import SecondOpinion
from evc.roles import Role
from evc.trajectories import rules as case_rules
from evc.trajectories.cleaning import clean_text
from evc.trajectories.models import Trajectory
from foundation.audit import services as audit
from foundation.errors import InvalidInput, NotFound
from foundation.people.models import Membership, Person


def independent_officers(trajectory: Trajectory) -> QuerySet[Person]:
    """The quality officers of the provider who never had a part in this case."""
    officers = Membership.objects.current().with_role(Role.QUALITY_OFFICER).filter(organisation=trajectory.provider_id)
    return (
        Person.objects.filter(pk__in=officers.values("person"), is_active=True)
        .exclude(pk__in=trajectory.participants.values("person"))
        .order_by("name")
    )


@transaction.atomic
def ask_opinion(outcome_id: UUID, *, of: Person, question: str, release_waits: bool, by: Person) -> SecondOpinion:
    """By the quality officer of the trajectory, of one who is independent. Asking the same person again gives the first.

    Raises NotIndependentHere, NotAllowed, NotProposed, InvalidInput.
    """
    outcome = locked_outcome(outcome_id)
    case_rules.require_quality_officer(outcome.trajectory, by)
    if outcome.state != Outcome.State.PROPOSED:
        raise NotProposed(outcome.state)
    if not independent_officers(outcome.trajectory).filter(pk=of.pk).exists():
        raise NotIndependentHere("of")
    asked = clean_text(question, field="question", required=True, longest=4000)
    if existing := SecondOpinion.objects.filter(outcome=outcome, asked_of=of, withdrawn_at=None).first():
        return existing
    opinion = SecondOpinion.objects.create(
        outcome=outcome, asked_by=by, asked_of=of, question=asked, release_waits=release_waits
    )
    audit.record("outcome.opinion-asked", on=outcome, by=by, opinion=opinion.pk, of=of.pk, release_waits=release_waits)
    tell_of_question(opinion)
    return opinion


@transaction.atomic
def give_opinion(opinion_id: UUID, *, verdict: str, text: str, by: Person) -> SecondOpinion:
    """What the other quality officer thinks; given once. Raises NotFound, OpinionIsClosed, NotProposed, InvalidInput."""
    opinion = _open(opinion_id)
    if not SecondOpinion.objects.visible_to(by).filter(pk=opinion.pk).exists():
        raise NotFound(_("There is no such question."))
    if opinion.outcome.trajectory.participants.filter(person=by).exists():
        raise NotIndependentHere("verdict")
    if verdict not in SecondOpinion.Verdict.values:
        raise InvalidInput(_("Choose what you would do."), code="unknown-verdict", field="verdict")
    opinion.text = clean_text(text, field="text", required=True)
    opinion.verdict, opinion.answered_at = verdict, timezone.now()
    opinion.save(update_fields=["text", "verdict", "answered_at"])
    audit.record("outcome.opinion-given", on=opinion.outcome, by=by, opinion=opinion.pk, verdict=verdict)
    tell_of_answer(opinion)
    return opinion


@transaction.atomic
def withdraw_opinion(opinion_id: UUID, *, by: Person) -> SecondOpinion:
    """The quality officer goes on without it. Raises NotAllowed, OpinionIsClosed, NotProposed."""
    opinion = _open(opinion_id)
    case_rules.require_quality_officer(opinion.outcome.trajectory, by)
    opinion.withdrawn_at = timezone.now()
    opinion.save(update_fields=["withdrawn_at"])
    audit.record("outcome.opinion-withdrawn", on=opinion.outcome, by=by, opinion=opinion.pk)
    return opinion


def _open(opinion_id: UUID) -> SecondOpinion:
    """The question with its outcome, held. Raises NotFound, OpinionIsClosed, NotProposed."""
    known = SecondOpinion.objects.filter(pk=opinion_id).values_list("outcome", flat=True).first()
    if known is None:
        raise NotFound(_("There is no such question."))
    outcome = locked_outcome(known)
    if outcome.state != Outcome.State.PROPOSED:
        raise NotProposed(outcome.state)
    opinion = SecondOpinion.objects.get(pk=opinion_id)
    if not opinion.is_open:
        raise OpinionIsClosed
    opinion.outcome = outcome
    return opinion
