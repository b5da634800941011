"""What can go wrong with an outcome, with the codes that pages and the API tell apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation.errors import InvalidInput, WrongState

if TYPE_CHECKING:
    from evc.outcomes.findings import QualityFinding
    from evc.outcomes.holds import Hold


class NotProposed(WrongState):
    """The outcome was released or sent back before."""

    def __init__(self, state: str) -> None:
        super().__init__(
            _("This outcome was decided on before. Open the trajectory again to see where it stands."),
            code="outcome-not-proposed",
            state=state,
        )


class NotTheLastRound(WrongState):
    def __init__(self) -> None:
        super().__init__(_("There is a newer outcome of this trajectory. Open that one."), code="outcome-not-the-last")


class NotEnoughAssessments(WrongState):
    """The route asks for more independent assessments than are final."""

    def __init__(self) -> None:
        super().__init__(
            _("Not every assessor that the route asks for made an assessment final. Wait for them."),
            code="assessments-missing",
        )


class ReleaseBlocked(WrongState):
    """Something stands in the way of releasing; ``findings`` says what, ``data["blocks"]`` holds their codes."""

    def __init__(self, findings: Sequence[QualityFinding | Hold]) -> None:
        self.findings = list(findings)
        message = ngettext(
            "One thing has to be put right before you can release this outcome: %(what)s",
            "%(count)s things have to be put right before you can release this outcome: %(what)s",
            len(self.findings),
        )
        super().__init__(
            message
            % {"count": len(self.findings), "what": " ".join(str(finding.sentence) for finding in self.findings)},
            code="release-blocked",
            blocks=[str(finding.code) for finding in self.findings],
        )


class NotReleased(WrongState):
    def __init__(self) -> None:
        super().__init__(
            _("This outcome is not released yet. A badge is made after a quality officer released it."),
            code="outcome-not-released",
        )


class NothingRecognised(WrongState):
    def __init__(self) -> None:
        super().__init__(
            _("Nothing was recognised in this outcome, so there is no badge. The report holds the advice."),
            code="nothing-recognised",
        )


class NothingMissing(InvalidInput):
    def __init__(self) -> None:
        super().__init__(
            _("Nothing is missing for this work process. Choose one for which something is."),
            code="nothing-missing",
            field="work_process",
        )


class ReportMissing(WrongState):
    """It is being made, or there is no report yet."""

    def __init__(self) -> None:
        super().__init__(
            _("The report is being made. That takes a few minutes at most; open this page again after that."),
            code="report-not-ready",
        )


class CorrectionUnderWay(WrongState):
    def __init__(self) -> None:
        super().__init__(
            _("You asked for a correction before, and it is not done yet. Wait for the answer."),
            code="correction-under-way",
        )


class CorrectionDecided(WrongState):
    def __init__(self) -> None:
        super().__init__(
            _("This request was granted or refused before. Open it again to see the answer."),
            code="correction-decided",
        )


class WordsErased(WrongState):
    """The term of keeping is over: what the report was set from is not there any more."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "What the report was made from was erased because its term was over, so it can't be made anew. The one that you "
                "have stays valid."
            ),
            code="words-erased",
        )
