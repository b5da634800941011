"""What can go wrong around an appeal or a complaint, with the codes that pages and the API tell apart."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from foundation.errors import InvalidInput, WrongState


class TooLateToAppeal(WrongState):
    def __init__(self, until: date) -> None:
        super().__init__(
            _(
                "You could appeal until %(date)s, and that has passed. The outcome stands. Your coach or the EVC coordinator "
                "can tell you how to show later what is missing now."
            )
            % {"date": date_format(until, "j F Y")},
            code="appeal-too-late",
            until=until.isoformat(),
        )


class AppealIsOpen(WrongState):
    def __init__(self) -> None:
        super().__init__(
            _("You appealed against this outcome already, and it is being dealt with. Wait for the answer."),
            code="appeal-open",
        )


class AppealWasDecided(WrongState):
    def __init__(self) -> None:
        super().__init__(
            _("An appeal against this outcome was decided on before. That decision is the last one here."),
            code="appeal-decided",
        )


class NothingToContest(InvalidInput):
    def __init__(self) -> None:
        super().__init__(
            _("Choose at least one criterion that was not met. Only those can be looked at again."),
            code="nothing-contested",
            field="criteria",
        )


class AppealHasMovedOn(WrongState):
    """It isn't at the step that this asks for."""

    def __init__(self, state: str) -> None:
        super().__init__(
            _("This appeal is at another step by now. Open it again to see where it stands."),
            code="appeal-moved-on",
            state=state,
        )


class NobodyDecides(WrongState):
    def __init__(self) -> None:
        super().__init__(
            _("First choose the quality officer who decides on this appeal; after that the assessors."),
            code="appeal-officer-missing",
        )


class ComplaintHasMovedOn(WrongState):
    def __init__(self, state: str) -> None:
        super().__init__(
            _("This complaint is at another step by now. Open it again to see where it stands."),
            code="complaint-moved-on",
            state=state,
        )


class TooLongAgo(InvalidInput):
    def __init__(self, weeks: int) -> None:
        super().__init__(
            _(
                "A complaint can be made until %(weeks)s weeks after what happened. Talk to the EVC coordinator about what "
                "can still be done."
            )
            % {"weeks": weeks},
            code="complaint-too-late",
            field="happened_on",
        )


class NotUninvolved(InvalidInput):
    def __init__(self) -> None:
        super().__init__(
            _(
                "This person takes or took part in the trajectory, or handled the complaint before. Choose somebody else."
            ),
            code="handler-involved",
            field="handler",
        )
