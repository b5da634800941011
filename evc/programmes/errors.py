"""What can go wrong with a course, with the codes that pages and the API tell apart."""

from __future__ import annotations

from django.utils.translation import gettext as _

from foundation.errors import NotAllowed, WrongState


class NotYourModules(NotAllowed):
    def __init__(self) -> None:
        super().__init__(
            _("Only coordinators and administrators of the organisation keep its courses. Ask one of them."),
            code="module-not-yours",
        )


class NotAProvider(WrongState):
    """Badges are issued by providers."""

    def __init__(self) -> None:
        super().__init__(
            _("Only an EVC provider can have courses with a badge of their own. This organisation is none."),
            code="module-no-provider",
        )


class NotOffered(WrongState):
    def __init__(self) -> None:
        super().__init__(
            _("Nobody can begin this course at the moment. Look at the other courses."), code="module-not-offered"
        )


class AlreadyCompleted(WrongState):
    def __init__(self) -> None:
        super().__init__(_("This course is completed: its badge is there."), code="enrolment-completed")


class FollowedAlready(WrongState):
    def __init__(self) -> None:
        super().__init__(
            _("It was said before that this course was followed. That stays as it is."), code="enrolment-followed"
        )


class NotYourCourse(NotAllowed):
    """Somebody else follows it; and nobody says of themself that they followed it."""

    def __init__(self) -> None:
        super().__init__(_("Somebody else has to do this for you."), code="enrolment-not-yours")
