"""Which units a trajectory is about. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from evc.routes.models import Route, Scope
from evc.standards.models import CoreTask


def units_in_scope(route: Route, *, units: Sequence[CoreTask], chosen: Iterable[CoreTask]) -> list[CoreTask]:
    """Whole: every unit that is not elective, plus the chosen electives. Chosen: the chosen ones. In the standard's order.

    ``units`` are all of the version; chosen ones that are not among them are left out.
    """
    wanted = {unit.pk for unit in chosen}
    whole = route.scope == Scope.WHOLE
    return [unit for unit in units if unit.pk in wanted or (whole and not unit.elective)]
