"""Nobody stalls unseen: a coach's look, a stall that is noticed once, and the candidate's answer to it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from evc.trajectories import rules
from evc.trajectories.models import CoachLook, Participant, Stall, Trajectory
from evc.trajectories.selectors.coached import FIRST_LOOK_DAYS, lasting_stall
from evc.trajectories.selectors.resting import asked_pause, awake, coming_pause, rest_of
from evc.trajectories.selectors.standing_still import CAN_STALL, last_changes, stands_still
from evc.trajectories.services.locking import locked
from evc.trajectories.services.pausing import CAN_PAUSE, ask_pause, days_of_one_tap, end_pause, refuse_pause
from foundation.addresses import public_address
from foundation.audit import services as audit
from foundation.errors import InvalidInput, NotFound
from foundation.jobs.mail import queue_mail
from foundation.people.links import new_secret, secret_hash
from foundation.people.models import Person

ONE_VISIT = timedelta(minutes=30)  # a page that is loaded again in this time is the same visit: its news stays
_AT_ONCE = 500


@transaction.atomic
def note_look(trajectory_id: UUID, *, by: Person, now: datetime | None = None) -> CoachLook:
    """The coach opened the candidate's page. What is new there is counted from the visit before this one."""
    now = now or timezone.now()
    trajectory = locked(trajectory_id)
    rules.require(
        Participant.Part.COACH in rules.standing(trajectory, by).now, _("Only the coach of this candidate can do this.")
    )
    look, is_first = CoachLook.objects.get_or_create(
        trajectory=trajectory,
        coach=by,
        defaults={"at": now, "news_since": now - timedelta(days=FIRST_LOOK_DAYS)},
    )
    if not is_first:
        if now - look.at > ONE_VISIT:
            look.news_since = look.at
        look.at = now
        look.save(update_fields=["at", "news_since"])
    return look


def stalled(now: datetime) -> Iterable[Trajectory]:
    """Those that stand still and of which that was not noticed yet."""
    theirs = Trajectory.objects.filter(state__in=CAN_STALL, candidate__is_active=True, state_since__lt=now)
    waiting = awake(theirs, timezone.localdate(now))
    keys = list(waiting.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), _AT_ONCE):
        rows = waiting.filter(pk__in=keys[start : start + _AT_ONCE])
        cases = list(rows.select_related("route").prefetch_related("stalls"))
        last = last_changes(cases)
        yield from (
            row for row in cases if stands_still(row, last[row.pk], now) and lasting_stall(row, last[row.pk]) is None
        )


@transaction.atomic
def notice_stall(trajectory_id: UUID, *, now: datetime | None = None) -> Stall | None:
    """Note that the work stands still and mail the candidate four answers; None when it doesn't, or that was done before."""
    now = now or timezone.now()
    trajectory = locked(trajectory_id)
    if rest_of(trajectory, timezone.localdate(now)) is not None:
        return None
    last = last_changes([trajectory])[trajectory.pk]
    if not stands_still(trajectory, last, now) or lasting_stall(trajectory, last) is not None:
        return None
    secret = new_secret()
    stall = Stall.objects.create(trajectory=trajectory, since=last, token_hash=secret_hash(secret), noticed_at=now)
    audit.record("stall.noticed", on=trajectory, by=None, since=last)
    ask_how_it_is_going(trajectory, secret, key=str(stall.pk), again=False)
    return stall


def ask_how_it_is_going(trajectory: Trajectory, secret: str, *, key: str, again: bool) -> None:
    """The mail with the four answers; ``again``: the second one, which says what follows on silence."""
    candidate = trajectory.candidate
    queue_mail(
        "still_going",
        to=candidate.email,
        language=candidate.language,
        key=f"still_going:{key}",
        sender_name=trajectory.provider.name,
        name=candidate.name,
        organisation=trajectory.provider.name,
        again=again,
        answers=[
            {"label": answer.label, "link": public_address(f"/still/{secret}/{answer.value.replace('_', '-')}")}
            for answer in Stall.Answer
        ],
    )


def find_stall(secret: str) -> Stall | None:
    """The stall that a mailed link belongs to, while it is the candidate's turn. Looking changes nothing."""
    mailed = secret_hash(secret)
    found = Stall.objects.filter(Q(token_hash=mailed) | Q(second_hash=mailed))
    return (
        found.filter(trajectory__state__in=CAN_STALL)
        .select_related("trajectory__candidate", "trajectory__provider")
        .first()
    )


@transaction.atomic
def answer_stall(secret: str, *, answer: str) -> Stall:
    """What the candidate wants; the coach is shown it. Another answer takes the place of the first.

    A pause is asked for with this one tap, and "going on" takes back what was asked or ends it.
    Raises NotFound for a link that is unknown or over.
    """
    if answer not in Stall.Answer.values:
        raise InvalidInput(_("Choose one of the four answers."), code="answer-unknown", field="answer")
    found = find_stall(secret)
    if found is None:
        raise NotFound(_("This link is unknown or has ended."), code="link-ended")
    trajectory = locked(found.trajectory_id)
    stall = Stall.objects.select_for_update().get(pk=found.pk)
    if stall.answer != answer:
        stall.answer, stall.answered_at = answer, timezone.now()
        stall.save(update_fields=["answer", "answered_at"])
        audit.record("stall.answered", on=trajectory, by=None, answer=answer)
        _act_on(answer, trajectory)
    return stall


def _act_on(answer: str, trajectory: Trajectory) -> None:
    """The link is the candidate's: what it asks is asked in their name."""
    today = timezone.localdate()
    asked, agreed = asked_pause(trajectory), coming_pause(trajectory, today)
    if answer == Stall.Answer.PAUSE and asked is None and agreed is None:
        if trajectory.state in CAN_PAUSE and rest_of(trajectory, today) is None:
            first_day, until = days_of_one_tap(today)
            ask_pause(trajectory.pk, first_day=first_day, until=until, by=trajectory.candidate)
    elif answer == Stall.Answer.GOING_ON and asked is not None:
        refuse_pause(asked.pk, by=trajectory.candidate)
    elif answer == Stall.Answer.GOING_ON and agreed is not None:
        end_pause(agreed.pk, by=trajectory.candidate)
