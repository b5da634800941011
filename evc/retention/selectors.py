"""What is kept how long, for the candidate of a case and for the organisation that keeps it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from evc.retention import dates
from evc.retention.cases import Term, ended_on, first_out, holding, not_erased_yet, notices_of, terms_of
from evc.retention.classes import CLASSES, DataClass
from evc.retention.holds import Hold, holds_of
from evc.retention.models import RetentionNotice
from evc.trajectories.models import ErasedPart, Kept, State, Trajectory
from evc.trajectories.states import ENDED
from foundation.people.models import Organisation, Person

TOLD_OF_DAYS = 365  # what was erased is listed this long; the log has all of it
WAITS_LONG = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class KeptLine:
    """One class of one case. ``until``: the last day; ``goes_on``: the day on which it is erased, once it was told."""

    data: DataClass
    term: Term
    until: date | None
    goes_on: date | None
    erased_at: datetime | None


@dataclass(frozen=True, slots=True)
class KeptCase:
    """``ended``: from when the terms run; None: they don't yet. ``holds``: what stops all of it now.

    While something does, nothing has a day on which it goes.
    """

    trajectory: Trajectory
    ended: date | None
    lines: tuple[KeptLine, ...]
    holds: tuple[Hold, ...]

    @property
    def coming(self) -> list[KeptLine]:
        """What goes on a day that was told."""
        return [line for line in self.lines if line.goes_on is not None]


def kept_of(person: Person, today: date) -> list[KeptCase]:
    """Of every case of a candidate, the newest first; classes in which there is something, or was."""
    own = Trajectory.objects.filter(candidate=person).select_related("provider", "standard_version__standard")
    return [_case(trajectory, today) for trajectory in own]


def _case(trajectory: Trajectory, today: date) -> KeptCase:
    ended, told = ended_on(trajectory), notices_of(trajectory)
    holds = tuple(holds_of(trajectory, today)) if ended else ()
    gone = {part.kept: part.erased_at for part in trajectory.erased_parts.all()}
    this = Trajectory.objects.filter(pk=trajectory.pk)
    lines = []
    for kept, term in terms_of(trajectory.provider).items():
        if kept in gone:
            lines.append(KeptLine(CLASSES[kept], term, until=None, goes_on=None, erased_at=gone[kept]))
        elif holding(kept, this).exists():
            lines.append(_line(term, first_out(ended, term), told.get(kept), today=today, is_held=bool(holds)))
    return KeptCase(trajectory, ended, tuple(lines), holds)


def _line(term: Term, out: date | None, notice: RetentionNotice | None, *, today: date, is_held: bool) -> KeptLine:
    """What is held has its term's last day as long as that is to come, and no day on which it goes."""
    if is_held and out is not None and out <= today:
        out = None
    goes_on = notice.erase_on if out and notice and notice.erase_on >= out and not is_held else None
    first = goes_on or out
    until = first - timedelta(days=1) if first else None
    return KeptLine(CLASSES[term.kept], term, until, goes_on, erased_at=None)


@dataclass(frozen=True, slots=True)
class ClassLine:
    """One class of an organisation: its term, when the next case's goes and of how many that was told; how many wait, held."""

    data: DataClass
    term: Term
    next_day: date | None
    told: int
    held: int


@dataclass(frozen=True, slots=True)
class ErasedLine:
    day: date
    kept: Kept
    count: int


def classes_of(organisation: Organisation, today: date) -> list[ClassLine]:
    return [_class_line(organisation, term, today) for term in terms_of(organisation).values()]


def erased_of(organisation: Organisation, now: datetime) -> list[ErasedLine]:
    """By day and class, the newest first; whose it was stands in the log by number."""
    since = now - timedelta(days=TOLD_OF_DAYS)
    rows = ErasedPart.objects.filter(trajectory__provider=organisation, erased_at__gte=since)
    counted = Counter((timezone.localdate(at), kept) for at, kept in rows.values_list("erased_at", "kept"))
    return [ErasedLine(day, Kept(kept), count) for (day, kept), count in sorted(counted.items(), reverse=True)]


def not_closed_of(organisation: Organisation, now: datetime) -> int:
    """Cases with a badge for over a year that nobody closed: their terms don't run."""
    waiting = Trajectory.objects.filter(provider=organisation, state=State.ISSUED, state_since__lt=now - WAITS_LONG)
    return waiting.count()


def _class_line(organisation: Organisation, term: Term, today: date) -> ClassLine:
    pending = not_erased_yet().filter(trajectory__provider=organisation, kept=term.kept)
    coming = pending.filter(erase_on__gte=today).order_by("erase_on")
    first = coming.values_list("erase_on", flat=True).first()
    days = [day for day in (first, _first_untold(organisation, term, pending, today)) if day is not None]
    return ClassLine(
        data=CLASSES[term.kept],
        term=term,
        next_day=min(days, default=None),
        told=coming.count(),
        held=pending.filter(erase_on__lt=today).count(),
    )


def _first_untold(
    organisation: Organisation, term: Term, pending: QuerySet[RetentionNotice], today: date
) -> date | None:
    """About when the oldest case of which nothing was told follows; nothing goes within a month from now."""
    if term.months is None:
        return None
    ended = Trajectory.objects.filter(provider=organisation, state__in=ENDED)
    untold = holding(term.kept, ended).exclude(pk__in=pending.values("trajectory"))
    oldest = untold.order_by("state_since").values_list("state_since", flat=True).first()
    if oldest is None:
        return None
    out = dates.first_day_out(timezone.localdate(oldest), term.months)
    return dates.erase_day(out, told_on=today) if dates.told_from(out) <= today else out
