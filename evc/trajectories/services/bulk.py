"""One thing done with many trajectories: each by its own service in its own transaction, with what came of it.

Nothing is skipped in silence: every chosen one gets a line. Sent twice under the same key it is done once; after a crash
the same key does what was left.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from evc.trajectories.models import BulkLine, BulkRun, Participant, Trajectory
from evc.trajectories.services.pausing import start_pause
from evc.trajectories.services.people import assign
from evc.trajectories.services.terms import move_due, remind
from foundation.errors import ErkendError, InvalidInput, NotFound
from foundation.people.models import Person

MOST = 50
Act = BulkRun.Act
Work = Callable[[int], Trajectory | None]  # by the place of the line; raises an ErkendError where it can't be done


def do_with_many(
    key: UUID, *, act: str, chosen: Sequence[UUID], by: Person, arguments: Mapping[str, Any] | None = None
) -> BulkRun:
    """Assign, remind, move or pause all of ``chosen`` (at most MOST), as a coordinator; ``arguments`` are the service's own."""
    keys = list(dict.fromkeys(chosen))
    if act not in _SERVICES:
        raise InvalidInput(_("Choose what you want to do."), code="act-unknown", field="act")
    if not keys or len(keys) > MOST:
        message = _("Choose one trajectory at least and %(most)s at most.")
        raise InvalidInput(message % {"most": MOST}, code="nothing-chosen", field="chosen")
    known = {row.pk: row for row in Trajectory.objects.coordinated_by(by).filter(pk__in=keys)}

    def work(place: int) -> Trajectory:
        trajectory = known.get(keys[place - 1])
        if trajectory is None:
            raise NotFound(_("There is no such trajectory."))
        _SERVICES[act](trajectory.pk, by=by, **(arguments or {}))
        return trajectory

    def about(place: int) -> Trajectory | None:
        return known.get(keys[place - 1])

    return run_once(key, act=act, places=range(1, len(keys) + 1), chosen=keys, work=work, about=about, by=by)


def run_once(
    key: UUID,
    *,
    act: str,
    places: Sequence[int],
    chosen: Sequence[object],
    work: Work,
    about: Callable[[int], Trajectory | None],
    by: Person,
) -> BulkRun:
    """Do every place that has no line yet. ``about``: which trajectory a line speaks of when nothing came of it."""
    wanted = {"act": act, "by": by, "chosen": [str(one) for one in chosen]}
    run, is_new = BulkRun.objects.get_or_create(key=key, defaults=wanted)
    if not is_new and (run.by_id != by.pk or run.act != act or run.chosen != wanted["chosen"]):
        raise InvalidInput(_("This page was used for something else already. Begin again."), code="key-used")
    done = set(run.lines.values_list("place", flat=True))
    for place in places:
        if place not in done:
            _do(run, place, work, about)
    return run


def _do(run: BulkRun, place: int, work: Work, about: Callable[[int], Trajectory | None]) -> None:
    """The change and its line together; when another request was first, only that one's count."""
    try:
        with transaction.atomic():
            try:
                with transaction.atomic():
                    trajectory = work(place)
            except ErkendError as error:
                line = {"trajectory": about(place), "is_done": False, "code": error.code, "message": str(error.message)}
            else:
                line = {"trajectory": trajectory, "is_done": True}
            BulkLine.objects.create(run=run, place=place, **line)
    except IntegrityError:
        if not run.lines.filter(place=place).exists():
            raise


def _assign_coach(pk: UUID, *, by: Person, person: Person, because: str = "") -> object:
    return assign(pk, person=person, part=Participant.Part.COACH, because=because, by=by)


def _assign_assessor(pk: UUID, *, by: Person, person: Person, seat: int, because: str = "") -> object:
    return assign(pk, person=person, part=Participant.Part.ASSESSOR, seat=seat, because=because, by=by)


_SERVICES: Mapping[str, Callable[..., object]] = {
    Act.ASSIGN_COACH: _assign_coach,
    Act.ASSIGN_ASSESSOR: _assign_assessor,
    Act.REMIND: remind,
    Act.MOVE_DUE: move_due,
    Act.PAUSE: start_pause,
}
