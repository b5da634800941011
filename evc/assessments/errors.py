"""What can go wrong while scoring, with the codes that pages and the API tell apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation.errors import InvalidInput, NotAllowed, WrongState

if TYPE_CHECKING:
    from evc.assessments.gaps import Gap


class NotYourAssessment(NotAllowed):
    def __init__(self) -> None:
        super().__init__(
            _("This assessment is somebody else's. You can only change your own."), code="assessment-not-yours"
        )


class AssessmentIsFinal(WrongState):
    def __init__(self) -> None:
        super().__init__(
            _("You made this assessment final. It can only change when the quality officer sends the outcome back."),
            code="assessment-final",
        )


class NotComplete(WrongState):
    """Something is left; ``gaps`` says what, ``data["left"]`` how much of each kind."""

    def __init__(self, gaps: Sequence[Gap]) -> None:
        self.gaps = list(gaps)
        message = ngettext(
            "One thing is left before your assessment can be final. The list at the top says what.",
            "%(count)s things are left before your assessment can be final. The list at the top says which.",
            len(self.gaps),
        )
        super().__init__(
            message % {"count": len(self.gaps)},
            code="assessment-not-complete",
            left=dict(Counter(gap.kind.value for gap in self.gaps)),
        )


class OutOfScope(InvalidInput):
    def __init__(self, field: str) -> None:
        super().__init__(
            _("This part of the standard is not assessed in this trajectory. Choose one that is."),
            code="out-of-scope",
            field=field,
        )


class NotYourInstrument(InvalidInput):
    def __init__(self) -> None:
        super().__init__(
            _("Your seat does not score on this instrument. Choose one of your own instruments."),
            code="not-your-instrument",
            field="instrument",
        )


class RecordMissing(WrongState):
    def __init__(self) -> None:
        super().__init__(
            _("Write down first what was said or seen. Then you can score on it."),
            code="record-missing",
            field="record",
        )


class UnknownLevel(InvalidInput):
    def __init__(self) -> None:
        super().__init__(
            _("This level is not on the scale of this route. Choose one of the levels shown."),
            code="unknown-level",
            field="level",
        )


class UnknownMark(InvalidInput):
    def __init__(self, field: str) -> None:
        super().__init__(_("Choose yes, partly or no."), code="unknown-mark", field=field)


class NotInDossier(InvalidInput):
    def __init__(self) -> None:
        super().__init__(
            _("This is not part of the dossier that was handed in. Choose something from the dossier."),
            code="not-in-dossier",
            field="support",
        )


class NoSuchPage(InvalidInput):
    def __init__(self, *, pages: int) -> None:
        super().__init__(
            ngettext(
                "This piece of evidence has one page. Give page 1, or no page.",
                "This piece of evidence has %(pages)s pages. Give a page from 1 to %(pages)s, or no page.",
                pages,
            )
            % {"pages": pages},
            code="no-such-page",
            field="support",
            pages=pages,
        )


class NothingToSend(WrongState):
    def __init__(self) -> None:
        super().__init__(
            _("No assessor asked for anything yet. Write down what is missing first."), code="nothing-to-send"
        )


class NotAgreed(WrongState):
    """Levels are still to be agreed; ``data["criteria"]`` holds their codes."""

    def __init__(self, codes: Sequence[str]) -> None:
        super().__init__(
            ngettext(
                "One level is still to be agreed. Agree on it first, then sign.",
                "%(count)s levels are still to be agreed. Agree on them first, then sign.",
                len(codes),
            )
            % {"count": len(codes)},
            code="not-agreed",
            criteria=list(codes),
        )


class ModerationIsClosed(WrongState):
    def __init__(self) -> None:
        super().__init__(_("This moderation was signed by all and is closed."), code="moderation-closed")


class ThirdDecides(WrongState):
    def __init__(self) -> None:
        super().__init__(
            _("A third assessor was asked for. Their score decides, so there is nothing to agree on now."),
            code="third-decides",
        )


class NobodyAskedForAThird(WrongState):
    def __init__(self) -> None:
        super().__init__(_("The assessors did not ask for a third assessor."), code="third-not-asked")


class NoThirdInAppeal(WrongState):
    def __init__(self) -> None:
        super().__init__(
            _(
                "In an appeal the two of you decide. Read each other's reasons once more, and write down what you agree on."
            ),
            code="no-third-in-appeal",
        )


class ThirdIsFound(WrongState):
    def __init__(self) -> None:
        super().__init__(_("There is a third assessor already."), code="third-is-found")


class NotEverybodyAgrees(WrongState):
    def __init__(self) -> None:
        super().__init__(
            _(
                "Not everybody who is heard agreed to a recording. Hold the interview without one, and write down what is said."
            ),
            code="recording-no-consent",
        )


class ReasonMissing(InvalidInput):
    def __init__(self, field: str = "because") -> None:
        super().__init__(_("Say why, in a sentence that the others can follow."), code="reason-missing", field=field)


class ReassessmentOver(WrongState):
    def __init__(self) -> None:
        super().__init__(
            _("This second look has ended, so nothing of it changes any more. Thank you for your work."),
            code="reassessment-over",
        )
