"""Whose turn it is in a trajectory, said by the database, so that a board can filter and sort by it."""

from __future__ import annotations

from datetime import date

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, TextChoices, Value, When
from django.utils.translation import gettext_lazy as _

from evc.trajectories.models import AgreementVersion, Participant, SelfScan, State, Trajectory
from evc.trajectories.selectors.resting import is_paused, is_silent

Part = Participant.Part


class Turn(TextChoices):
    CANDIDATE = "candidate", _("the candidate")
    COORDINATOR = "coordinator", _("the EVC coordinator")
    CLIENT = "client", _("the client, for the agreement")
    ASSESSORS = "assessors", _("the assessors")
    QUALITY_OFFICER = "quality_officer", _("the quality officer")
    CLOSING = "closing", _("the coach, for the closing talk")
    PAUSED = "paused", _("nobody: paused")
    SILENCE = "silence", _("nobody: ended for silence")
    NOBODY = "nobody", _("nobody")


RESTING = (Turn.PAUSED, Turn.SILENCE)


def with_turn(rows: QuerySet[Trajectory], day: date) -> QuerySet[Trajectory]:
    """Each row gets ``turn``, a value of Turn. During the intake it is the candidate's until there is something to advise on."""
    scanned = Exists(SelfScan.objects.filter(intake__trajectory=OuterRef("pk")))
    waiting = Participant.objects.current().filter(
        trajectory=OuterRef("pk"), part=Part.ASSESSOR, no_ties_declared_at=None
    )
    offered = AgreementVersion.objects.filter(trajectory=OuterRef("pk"), replaced_at=None)
    filled_in = Q(intake__advice="") & ~Q(intake__goal="") & ~Q(intake__reasons=[]) & Q(scanned)
    asked_self = Q(state=State.REQUESTED, requested_by=F("candidate"))
    chooses = (
        (Q(is_silent()), Turn.SILENCE),
        (Q(is_paused(day)), Turn.PAUSED),
        (asked_self, Turn.COORDINATOR),
        (Q(state=State.INTAKE) & filled_in, Turn.COORDINATOR),
        (Q(state=State.INTAKE) & ~Q(intake__advice="") & ~Q(Exists(offered)), Turn.COORDINATOR),
        (Q(state=State.INTAKE) & Q(Exists(offered.filter(client_accepted_at=None))), Turn.CLIENT),
        (Q(state__in=[State.REQUESTED, State.INTAKE, State.BUILDING, State.SUPPLEMENT]), Turn.CANDIDATE),
        (Q(state=State.SUBMITTED) & Q(Exists(waiting)), Turn.ASSESSORS),
        (Q(state=State.SUBMITTED), Turn.COORDINATOR),
        (Q(state__in=[State.ASSESSING, State.MODERATING]), Turn.ASSESSORS),
        (Q(state=State.QUALITY_CHECK), Turn.QUALITY_OFFICER),
        (Q(state__in=[State.DECIDED, State.ISSUED]), Turn.CLOSING),
    )
    return rows.alias(scanned=scanned).annotate(
        turn=Case(
            *(When(condition, then=Value(turn.value)) for condition, turn in chooses), default=Value(Turn.NOBODY.value)
        )
    )


def turn_of(trajectory: Trajectory, day: date) -> Turn:
    """One query."""
    row = with_turn(Trajectory.objects.filter(pk=trajectory.pk), day).get()
    return Turn(getattr(row, "turn"))  # noqa: B009 -- annotated
