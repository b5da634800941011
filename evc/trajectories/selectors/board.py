"""The coordinator's board: a row a candidate, the days each step took, what is late and who is missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from evc.trajectories.models import HoursSpent, Participant, Pause, State, StateChange, Trajectory
from evc.trajectories.selectors.resting import runs_on
from evc.trajectories.selectors.turns import RESTING, Turn, with_turn
from evc.trajectories.states import ENDED
from foundation.people.models import Person

Part = Participant.Part
SORTS: Mapping[str, tuple[str, ...]] = {
    "due": ("due_sorted", "requested_at", "pk"),
    "-due": ("-due_sorted", "requested_at", "pk"),
    "since": ("state_since", "pk"),
    "-since": ("-state_since", "pk"),
    "candidate": ("candidate__name", "pk"),
    "-candidate": ("-candidate__name", "pk"),
    "requested": ("requested_at", "pk"),
    "-requested": ("-requested_at", "pk"),
    "turn": ("turn", "due_sorted", "pk"),
    "-turn": ("-turn", "due_sorted", "pk"),
}
DEFAULT_SORT = "due"
_SHOWN = (Part.COACH, Part.ASSESSOR, Part.QUALITY_OFFICER)
_COLUMNS = (
    "state",
    "due_on",
    "candidate__name",
    "standard_version__standard__title",
    "route__label",
    "route__hours_min",
    "route__hours_max",
    "client__name",
)
_LATEST = date(9999, 12, 31)  # no due date yet: at the end


@dataclass(frozen=True, slots=True)
class BoardFilters:
    """Empty means: all that are under way. ``states`` may name ended ones too."""

    states: tuple[str, ...] = ()
    route: str = ""  # its key
    standard: UUID | None = None
    person: UUID | None = None  # who takes part now, in whatever part
    text: str = ""  # in the candidate's name
    late_only: bool = False
    turn: str = ""  # of Turn; "paused" as well


@dataclass(frozen=True, slots=True)
class BoardRow:
    trajectory: Trajectory
    days: Mapping[State, int]  # whole days spent in each state so far, the present one included
    is_late: bool
    turn: Turn
    paused_until: date | None
    hours: Decimal
    coach: UUID | None  # a person
    quality_officer: UUID | None
    empty_seats: tuple[int, ...]
    undeclared_seats: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class BoardPage:
    rows: tuple[BoardRow, ...]
    total: int
    number: int
    pages: int


def board(
    viewer: Person,
    filters: BoardFilters | None = None,
    *,
    sort: str = DEFAULT_SORT,
    page: int = 1,
    page_size: int = 50,
    now: datetime | None = None,
) -> BoardPage:
    """The trajectories that the viewer coordinates; six queries. An unknown sort or page falls back to the first.

    While a trajectory is paused, or ended for silence, nothing of it is late.
    """
    now = now or timezone.now()
    today = timezone.localdate(now)
    filters, order = filters or BoardFilters(), SORTS.get(sort, SORTS[DEFAULT_SORT])
    coordinated = Trajectory.objects.coordinated_by(viewer)
    found: QuerySet[Trajectory] = coordinated.alias(due_sorted=Coalesce("due_on", _LATEST))
    if filters.turn or filters.late_only or {"turn", "-turn"} & set(order):
        found = with_turn(found, today)
    found = _filtered(found, filters, today)
    shown = Paginator(found.order_by(*order).values_list("pk", flat=True), page_size).get_page(page)
    # What a row says is worked out only for the rows of this page: sorting them all with it takes most of the time.
    rows = _with_facts(coordinated.filter(pk__in=list(shown)), today).in_bulk()
    changes, people = _changes_of(rows), _people_of(rows)
    return BoardPage(
        rows=tuple(_row(rows[key], changes[key], people[key], now, today) for key in shown if key in rows),
        total=shown.paginator.count,
        number=shown.number,
        pages=shown.paginator.num_pages,
    )


def _with_facts(found: QuerySet[Trajectory], today: date) -> QuerySet[Trajectory]:
    pause = Pause.objects.filter(runs_on(today), trajectory=OuterRef("pk"))
    spent = HoursSpent.objects.filter(trajectory=OuterRef("pk")).order_by().values("trajectory")
    return (
        with_turn(found, today)
        .select_related("candidate", "standard_version__standard", "route", "client")
        .only(*_COLUMNS)
        .annotate(
            hours_noted=Subquery(spent.annotate(total=Sum("hours")).values("total")),
            paused_until=Subquery(pause.values("until")[:1]),
        )
        .prefetch_related("route__seats")
    )


def days_in_states(changes: Iterable[StateChange | _Change], *, until: datetime) -> dict[State, int]:
    """Whole days in each state; a state that was entered twice counts both times. Pure."""
    ordered = sorted(changes, key=lambda change: change.at)
    seconds: dict[State, float] = {}
    for place, change in enumerate(ordered):
        state = State(change.to_state)
        end = ordered[place + 1].at if place + 1 < len(ordered) else until
        if state in ENDED:
            continue
        seconds[state] = seconds.get(state, 0) + max(0.0, (end - change.at).total_seconds())
    return {state: int(total // 86_400) for state, total in seconds.items()}


def _filtered(found: QuerySet[Trajectory], filters: BoardFilters, today: date) -> QuerySet[Trajectory]:
    found = found.filter(state__in=filters.states) if filters.states else found.exclude(state__in=ENDED)
    if filters.route:
        found = found.filter(route__key=filters.route)
    if filters.standard:
        found = found.filter(standard_version__standard=filters.standard)
    if filters.person:
        with_person = Participant.objects.current().filter(person=filters.person)
        found = found.filter(pk__in=with_person.values("trajectory"))
    if filters.text.strip():
        found = found.filter(candidate__name__icontains=filters.text.strip())
    if filters.late_only:
        found = found.filter(Q(due_on__lt=today) & ~Q(state__in=ENDED)).exclude(Q(("turn__in", RESTING)))
    if filters.turn in Turn.values:
        found = found.filter(Q(("turn", filters.turn)))
    return found


class _Change(NamedTuple):
    """What counting days needs of a StateChange: whole rows of hundreds cost more than all the rest."""

    to_state: str
    at: datetime


def _changes_of(keys: Iterable[UUID]) -> Mapping[UUID, list[_Change]]:
    found: dict[UUID, list[_Change]] = defaultdict(list)
    kept = StateChange.objects.filter(trajectory__in=list(keys)).order_by()
    for key, to_state, at in kept.values_list("trajectory", "to_state", "at"):
        found[key].append(_Change(to_state, at))
    return found


class _Seated(NamedTuple):
    """What a row needs of a Participant."""

    part: str
    person: UUID
    seat: int | None
    no_ties_declared_at: datetime | None


def _people_of(keys: Iterable[UUID]) -> Mapping[UUID, list[_Seated]]:
    """By seat."""
    found: dict[UUID, list[_Seated]] = defaultdict(list)
    kept = Participant.objects.current().filter(trajectory__in=list(keys), part__in=_SHOWN)
    for key, *rest in kept.order_by("seat").values_list("trajectory", *_Seated._fields):
        found[key].append(_Seated(*rest))
    return found


def _row(
    trajectory: Trajectory, changes: Iterable[_Change], people: Iterable[_Seated], now: datetime, today: date
) -> BoardRow:
    persons = {row.part: row.person for row in people}
    assessors = [row for row in people if row.part == Part.ASSESSOR]
    taken = {row.seat for row in assessors}
    state, turn = State(trajectory.state), Turn(getattr(trajectory, "turn"))  # noqa: B009 -- annotated
    is_over = trajectory.due_on is not None and trajectory.due_on < today
    return BoardRow(
        trajectory=trajectory,
        days=days_in_states(changes, until=now),
        is_late=is_over and state not in ENDED and turn not in RESTING,
        turn=turn,
        paused_until=getattr(trajectory, "paused_until", None),
        hours=getattr(trajectory, "hours_noted", None) or Decimal(0),
        coach=persons.get(Part.COACH),
        quality_officer=persons.get(Part.QUALITY_OFFICER),
        empty_seats=tuple(seat.number for seat in trajectory.route.seats.all() if seat.number not in taken),
        undeclared_seats=tuple(row.seat for row in assessors if row.no_ties_declared_at is None and row.seat),
    )
