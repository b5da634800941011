"""The talks of coach and candidate: written down point by point, of which the candidate chooses what the manager reads."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from evc.trajectories import rules, states
from evc.trajectories.cleaning import clean_past_day, clean_text
from evc.trajectories.models import CoachTalk, Participant, State, TalkPoint, Trajectory
from evc.trajectories.services.locking import locked
from foundation.audit import services as audit
from foundation.errors import InvalidInput, NotFound
from foundation.people.models import Person

Part = Participant.Part
POINT_LENGTH = 500
MOST_POINTS = 20
_TALKS_IN = (states.UNDER_WAY - {State.REQUESTED, State.INTAKE}) | {State.DECIDED, State.ISSUED, State.CLOSED}


@transaction.atomic
def note_talk(trajectory_id: UUID, *, held_on: date, points: Sequence[str], by: Person) -> CoachTalk:
    """What came up in a talk, one text a point; coach and candidate read it from now on. By the coach.

    Raises NotAllowed, WrongState before the portfolio is built, InvalidInput for a day to come or without a point.
    """
    trajectory = locked(trajectory_id)
    rules.require(Part.COACH in rules.standing(trajectory, by).now, _("Only the coach of this candidate can do this."))
    _require_talks(trajectory)
    texts = [
        text for point in points if (text := clean_text(" ".join(point.split()), field="points", longest=POINT_LENGTH))
    ]
    if not texts:
        raise InvalidInput(_("Write down at least one thing that came up."), code="points-missing", field="points")
    if len(texts) > MOST_POINTS:
        raise InvalidInput(
            _("Write down at most %(most)s points of one talk.") % {"most": MOST_POINTS},
            code="points-too-many",
            field="points",
        )
    talk = CoachTalk.objects.create(trajectory=trajectory, coach=by, held_on=clean_past_day(held_on, field="held_on"))
    TalkPoint.objects.bulk_create(
        TalkPoint(talk=talk, position=position, text=text) for position, text in enumerate(texts, start=1)
    )
    audit.record("talk.noted", on=talk, by=by, held_on=held_on, points=len(texts))
    return talk


@transaction.atomic
def take_back_talk(talk_id: UUID, *, by: Person) -> None:
    """By the coach who wrote it, who writes it anew when something in it is wrong; what was chosen of it goes with it.

    Raises NotFound, NotAllowed.
    """
    talk = CoachTalk.objects.filter(pk=talk_id).first()
    if talk is None:
        raise NotFound(_("This talk was taken back already."))
    trajectory = locked(talk.trajectory_id)
    is_author = talk.coach_id == by.pk and Part.COACH in rules.standing(trajectory, by).now
    rules.require(is_author, _("Only the coach who wrote this down can take it back."))
    _require_talks(trajectory)
    audit.record("talk.taken-back", on=talk, by=by)
    talk.delete()


@transaction.atomic
def choose_points(trajectory_id: UUID, *, chosen: Collection[UUID], by: Person) -> int:
    """Which points go to the development talk, where the manager reads them; every other one doesn't (any more).

    By the candidate; gives how many are chosen. Raises NotAllowed, InvalidInput for a point of another trajectory.
    """
    trajectory = locked(trajectory_id)
    rules.require_candidate(trajectory, by)
    _require_talks(trajectory)
    points = {point.pk: point for point in TalkPoint.objects.filter(talk__trajectory=trajectory)}
    if not set(chosen) <= set(points):
        raise InvalidInput(
            _("One of these points is not there any more. Look at the list again."),
            code="point-unknown",
            field="chosen",
        )
    now = timezone.now()
    added = [point for point in points.values() if point.pk in set(chosen) and point.chosen_at is None]
    dropped = [point for point in points.values() if point.pk not in set(chosen) and point.chosen_at is not None]
    for point in added:
        point.chosen_at = now
    for point in dropped:
        point.chosen_at = None
    TalkPoint.objects.bulk_update([*added, *dropped], ["chosen_at"])
    if added or dropped:
        audit.record("talk.points-chosen", on=trajectory, by=by, added=len(added), dropped=len(dropped))
    return len(set(chosen))


def _require_talks(trajectory: Trajectory) -> None:
    states.require_state(trajectory, *_TALKS_IN)
