"""What can go wrong in a trajectory, with the codes that pages and the API tell apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation.errors import InvalidInput, WrongState

if TYPE_CHECKING:
    from evc.trajectories.rules import Caution, Obstacle


class UnsupportedClaims(WrongState):
    """Work processes in scope that no shared evidence is linked to; ``codes`` in the order of the standard."""

    code = "unsupported-claims"

    def __init__(self, codes: Sequence[str]) -> None:
        self.codes = list(codes)
        message = _(
            "Nothing is linked to %(codes)s yet. Link evidence to it, share that with this trajectory, and hand in again."
        )
        super().__init__(message % {"codes": ", ".join(self.codes)}, codes=self.codes)


class TooManyItems(WrongState):
    code = "too-many-items"

    def __init__(self, *, shared: int, allowed: int) -> None:
        message = _(
            "This route takes %(allowed)s pieces of evidence at most and you share %(shared)s. "
            "Stop sharing the ones that show least, and hand in again."
        )
        super().__init__(message % {"allowed": allowed, "shared": shared}, shared=shared, allowed=allowed)


class NotIndependent(InvalidInput):
    """Somebody can't have this part here. ``obstacle`` says why; it names no one."""

    code = "not-independent"

    def __init__(self, obstacle: Obstacle) -> None:
        self.obstacle = obstacle
        super().__init__(obstacle.sentence, field="person", obstacle=obstacle.value)


class ToBeWeighed(InvalidInput):
    """Somebody may have this part only for a reason; ``cautions`` say what has to be weighed."""

    code = "to-be-weighed"

    def __init__(self, cautions: Sequence[Caution]) -> None:
        self.cautions = tuple(cautions)
        message = _("%(cautions)s Write why you assign this person all the same, or choose somebody else.")
        said = " ".join(str(caution.sentence) for caution in self.cautions)
        super().__init__(message % {"cautions": said}, field="because", cautions=[each.value for each in self.cautions])


class SeatsNotFilled(WrongState):
    """Assessors are missing, or have not said yet that they have no ties; ``seats`` are their numbers."""

    code = "seats-not-filled"

    def __init__(self, seats: Sequence[int]) -> None:
        self.seats = list(seats)
        message = ngettext(
            "One assessor is still missing or has not declared to have no ties. The dossier opens when all have.",
            "%(count)s assessors are still missing or have not declared to have no ties. The dossier opens when all have.",
            len(self.seats),
        )
        super().__init__(message % {"count": len(self.seats)}, seats=self.seats)


class NoSupplementLeft(WrongState):
    code = "no-supplement-left"

    def __init__(self, allowed: int) -> None:
        message = ngettext(
            "A supplement can be asked for once on this route, and that was done. Score what is there.",
            "A supplement can be asked for %(count)s times on this route, and that was done. Score what is there.",
            allowed,
        )
        super().__init__(message % {"count": allowed}, allowed=allowed)


class NotReadyYet(WrongState):
    """A step that comes before is not complete; ``code`` says which ("goal-missing", "advice-missing", …)."""

    code = "not-ready-yet"

    def __init__(self, message: Any, *, code: str, **data: Any) -> None:
        super().__init__(message, code=code, **data)
