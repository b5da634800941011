"""Covering faces, names and numbers of others on a picture or a PDF: the owner keeps the file, everybody else gets the copy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.audit.services import record
from foundation.errors import ErkendError, InvalidInput, WrongState
from foundation.files import Stored
from foundation.people.models import Person
from portfolio import reading, rules
from portfolio.models import CoveredCopy, EvidenceFile
from portfolio.services.files import store
from portfolio.services.items import locked_item

MOST_BOXES = 300
_SIDES = ("x", "y", "width", "height")


def cover_file(file_id: UUID, *, boxes: Sequence[Mapping[str, Any]], by: Person) -> CoveredCopy:
    """Make the copy that others get from now on: drawn anew with the boxes burned in, fractions of the page from top left.

    Covering again makes another copy; a dossier that was handed in keeps the one it had. Raises InvalidInput, with what to do,
    for boxes that make no sense and for a file that can't be drawn; then the copy of before stays.
    """
    file = _coverable(file_id, by=by)
    drawn = draw_cover(file.owner_id, file.sha256, file.media_type, pages=file.page_count or 1, boxes=boxes)
    with transaction.atomic():
        locked_item(file.item_id, by=by)
        _end(file)
        return keep_cover(file, drawn, by=by)


@dataclass(frozen=True, slots=True)
class DrawnCover:
    """A covered copy that is kept, and belongs to no file yet."""

    boxes: list[dict[str, Any]]
    stored: Stored
    media_type: str
    preview_sha256: str
    preview_media_type: str


def draw_cover(
    owner_id: UUID, sha256: str, media_type: str, *, pages: int, boxes: Sequence[Mapping[str, Any]]
) -> DrawnCover:
    """Draw and keep the copy, before the transaction begins: drawing takes its time. Raises InvalidInput."""
    wanted = _checked(boxes, pages=pages)
    made = reading.cover(store().path(owner_id, sha256), media_type, boxes=wanted)
    kept = store().put(owner_id, BytesIO(made.copy))
    preview = store().put(owner_id, BytesIO(made.preview))
    return DrawnCover(wanted, kept, made.media_type, preview.sha256, made.preview_type)


def keep_cover(file: EvidenceFile, drawn: DrawnCover, *, by: Person) -> CoveredCopy:
    """Make it what others get of the file, in the caller's transaction."""
    copy = CoveredCopy.objects.create(
        file=file,
        owner_id=file.owner_id,
        boxes=drawn.boxes,
        sha256=drawn.stored.sha256,
        media_type=drawn.media_type,
        size=drawn.stored.size,
        preview_sha256=drawn.preview_sha256,
        preview_media_type=drawn.preview_media_type,
    )
    record("evidence.covered", on=copy, by=by, item=file.item_id, file=file.pk, boxes=len(drawn.boxes))
    return copy


@transaction.atomic
def uncover_file(file_id: UUID, *, by: Person) -> None:
    """Others get the file itself again. What was handed in covered stays covered."""
    file = _coverable(file_id, by=by)
    locked_item(file.item_id, by=by)
    if _end(file):
        record("evidence.uncovered", on=file, by=by, item=file.item_id)


def proposed_boxes(file: EvidenceFile) -> list[dict[str, Any]]:
    """Where to begin: the boxes of now; of a new version those of the version before; else what may be a BSN.

    A file in which nothing can be looked for gets no proposal.
    """
    covered = file.covered_copies.filter(ended_at=None).first()
    if covered is not None:
        return list(covered.boxes)
    earlier = (
        CoveredCopy.objects.filter(file__item=file.item_id, file__line=file.line, ended_at=None)
        .order_by("-file__version")
        .first()
    )
    if earlier is not None:
        return [box for box in earlier.boxes if box["page"] <= (file.page_count or 1)]
    try:
        found: list[dict[str, Any]] = reading.find_numbers(store().path(file.owner_id, file.sha256), file.media_type)
    except ErkendError:
        return []
    return found


def can_be_covered(file: EvidenceFile) -> bool:
    return file.media_type == "application/pdf" or (file.media_type.startswith("image/") and bool(file.preview_sha256))


def _coverable(file_id: UUID, *, by: Person) -> EvidenceFile:
    file = EvidenceFile.objects.select_related("item").get(pk=file_id)
    rules.require_owner(file.owner_id, by)
    rules.require_present(file.item)
    if not can_be_covered(file):
        raise WrongState(
            _("Only pictures and PDF files can be covered. Make a picture of what others may see."),
            code="portfolio.not-coverable",
        )
    return file


def _end(file: EvidenceFile) -> int:
    return CoveredCopy.objects.filter(file=file, ended_at=None).update(ended_at=timezone.now())


def _checked(boxes: Sequence[Mapping[str, Any]], *, pages: int) -> list[dict[str, Any]]:
    if not boxes:
        raise InvalidInput(_("Draw at least one block first."), code="portfolio.no-boxes", field="boxes")
    if len(boxes) > MOST_BOXES:
        raise InvalidInput(
            _("Use at most %(limit)s blocks: a larger one covers several things at once.") % {"limit": MOST_BOXES},
            code="portfolio.too-many-boxes",
            field="boxes",
        )
    return [_box(box, pages=pages) for box in boxes]


def _box(box: Mapping[str, Any], *, pages: int) -> dict[str, Any]:
    """Raises InvalidInput for what lies outside the page or covers nothing."""
    page, sides = box.get("page"), [box.get(side) for side in _SIDES]
    numbers = [float(side) for side in sides if isinstance(side, int | float) and not isinstance(side, bool)]
    if not isinstance(page, int) or not 1 <= page <= pages or len(numbers) != len(_SIDES):
        raise _outside()
    x, y, width, height = numbers
    if not (0 <= x < 1 and 0 <= y < 1 and 0 < width <= 1 and 0 < height <= 1):  # false for what is no number at all
        raise _outside()
    return {
        "page": page,
        "x": round(x, 5),
        "y": round(y, 5),
        "width": round(min(width, 1 - x), 5),
        "height": round(min(height, 1 - y), 5),
    }


def _outside() -> InvalidInput:
    return InvalidInput(
        _("A block lies outside the page or has no size. Take it away, or change its numbers."),
        code="portfolio.box-outside",
        field="boxes",
    )
