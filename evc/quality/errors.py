"""What can go wrong in the quality care, with the codes that pages and the API tell apart."""

from __future__ import annotations

from django.utils.translation import gettext as _

from foundation.errors import InvalidInput, NotAllowed, WrongState


class NotRead(WrongState):
    """Marked as read in full by somebody who never opened or printed the dossier."""

    def __init__(self) -> None:
        super().__init__(
            _("You did not open this dossier yet. Open it or print it first, and read it."), code="dossier-not-opened"
        )


class NotDrawn(WrongState):
    def __init__(self) -> None:
        super().__init__(_("This dossier was not drawn. Nobody has to read it in full."), code="dossier-not-drawn")


class OpinionIsClosed(WrongState):
    def __init__(self) -> None:
        super().__init__(
            _("This second opinion was given or withdrawn before. Open the page again to see where it stands."),
            code="second-opinion-closed",
        )


class NotIndependentHere(InvalidInput):
    """Somebody who took part in the case can't give a second opinion on it, nor own the question."""

    def __init__(self, field: str) -> None:
        super().__init__(
            _(
                "This person is no quality officer of the organisation, or took part in this trajectory. Choose another."
            ),
            code="not-independent",
            field=field,
        )


class NotYourFinding(NotAllowed):
    def __init__(self, sentence: str) -> None:
        super().__init__(sentence, code="finding-not-yours")


class FindingIsClosed(WrongState):
    def __init__(self) -> None:
        super().__init__(_("This finding was closed before."), code="finding-closed")


class NothingToDrawFrom(InvalidInput):
    def __init__(self) -> None:
        super().__init__(
            _("No dossier was finished in this period. Choose a longer period or another standard."),
            code="nothing-to-draw-from",
            field="period_from",
        )
