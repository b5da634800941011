"""What can be wrong with something in a portfolio."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from credentials.core.report import Report, ReportVerdict
from foundation.errors import InvalidInput, NotAllowed, WrongState


class NotYourItem(NotAllowed):
    def __init__(self) -> None:
        super().__init__(_("Only the owner of this portfolio can change it."), code="portfolio.not-yours")


class ItemRemoved(WrongState):
    def __init__(self) -> None:
        super().__init__(_("This item was removed. Put it back first."), code="portfolio.item-removed")


class UnknownKind(InvalidInput):
    def __init__(self, kind: str) -> None:
        super().__init__(
            _("Choose what kind of evidence this is."), code="portfolio.unknown-kind", field="kind", kind=kind
        )


class NoRoomLeft(InvalidInput):
    def __init__(self, *, limit_mb: int) -> None:
        super().__init__(
            _("Your portfolio is full (%(limit_mb)s MB). Remove files you don't need and try again.")
            % {"limit_mb": limit_mb},
            code="portfolio.full",
            field="file",
            limit_mb=limit_mb,
        )


class TooManyFiles(InvalidInput):
    def __init__(self, *, limit: int) -> None:
        super().__init__(
            _("An item holds at most %(limit)s files. Add another item for this file.") % {"limit": limit},
            code="portfolio.too-many-files",
            field="file",
            limit=limit,
        )


class HoldsCaseData(WrongState):
    """Data of a criminal investigation may not leave the owner's hands (domain fact 62)."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "There is data of a criminal investigation in this, so it can't be shared. Cover that data in every file "
                "of it, or add a version without it and then change your answer at this item."
            ),
            code="portfolio.case-data",
        )


class SharedAlready(WrongState):
    """An item that others read is about to hold data of an investigation."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "You share this item, and data of a criminal investigation may not be shared. Stop sharing it first, or "
                "add this as an item of its own."
            ),
            code="portfolio.case-data-shared",
        )


class BadgeRefused(InvalidInput):
    """No badge, or not as its issuer made it. ``report`` says why, for a page that shows it in words."""

    def __init__(self, report: Report) -> None:
        if report.verdict is ReportVerdict.UNREADABLE:
            message = _("There is no badge in this. Choose the picture or the file that you got from who issued it.")
        else:
            message = _(
                "This badge was changed after it was issued, or is not from who it says. It proves nothing, so it was not "
                "added. Ask the issuer for it again."
            )
        super().__init__(message, code="portfolio.badge-refused", field="file")
        self.report = report


class NoSuchPlace(InvalidInput):
    def __init__(self) -> None:
        super().__init__(
            _(
                "There is no such place in this file. Look how many pages it has, or how long it plays, and point again."
            ),
            code="portfolio.no-such-place",
            field="place",
        )


class RepetitionIsConfirmed(WrongState):
    def __init__(self) -> None:
        super().__init__(
            _("A witness confirmed this entry, so it can't be changed. Say at the entry how often it really was."),
            code="portfolio.repetition-confirmed",
        )


class SignedByReferee(WrongState):
    def __init__(self) -> None:
        super().__init__(
            _("A referee signed this, so it stays a testimony. You can leave it out of what you share."),
            code="portfolio.signed-by-referee",
        )


class OwnAddress(InvalidInput):
    def __init__(self, *, field: str) -> None:
        super().__init__(
            _("This is the candidate's own address. Somebody else who was there has to answer: use their address."),
            code="portfolio.own-address",
            field=field,
        )


class OwnDevice(NotAllowed):
    """The candidate, or a phone that the candidate hands over, at a door that is meant for somebody else."""

    def __init__(self, *, name: str) -> None:
        super().__init__(
            _("This phone or computer is in use by %(name)s. Open the link from your mail on your own device.")
            % {"name": name},
            code="portfolio.own-device",
        )


class WitnessUnknown(WrongState):
    def __init__(self) -> None:
        super().__init__(
            _("Say first who you are: your work, how you know this work, and whether there is any other tie."),
            code="portfolio.witness-unknown",
        )


class AlreadyDecided(WrongState):
    """A witness answers what was answered before, in another way."""

    def __init__(self, *, state: str) -> None:
        super().__init__(
            _("This entry was already answered. Ask the candidate to note a new entry if the answer was wrong."),
            code="portfolio.already-decided",
            state=state,
        )


class NothingShared(InvalidInput):
    def __init__(self) -> None:
        super().__init__(
            _("Nothing is shared yet. Share at least one item before you hand in."), code="portfolio.nothing-shared"
        )


class NotConfirmedYet(WrongState):
    def __init__(self) -> None:
        super().__init__(
            _("Nobody confirmed this entry yet, so you can simply change it."), code="portfolio.not-confirmed"
        )


class CorrectionIsFinal(WrongState):
    def __init__(self) -> None:
        super().__init__(
            _("A correction stays as it is. Is it wrong? Correct the entry that it is about once more."),
            code="portfolio.correction-final",
        )
