"""What is in a dossier before it is handed in: what is shared, what would be frozen, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from evc.standards.models import WorkProcess
from evc.trajectories.models import Trajectory
from evc.trajectories.selectors import claims_without_evidence, coverage_of, shared_items
from frontend import coverage
from portfolio.authorship import Standing, said_of
from portfolio.models import EvidenceItem
from portfolio.selectors import CoverageRow, items_of
from portfolio.versions import current_versions

Groups = Sequence[tuple[str, Sequence[EvidenceItem]]]


@dataclass(frozen=True, slots=True)
class ToHandIn:
    """``missing``: nothing shared is linked to it, so it can't be handed in; ``weak``: it can, but it could be stronger."""

    items: tuple[EvidenceItem, ...]
    missing: tuple[WorkProcess, ...]
    weak: tuple[CoverageRow, ...]
    practice: tuple[CoverageRow, ...]
    most: int | None
    to_say: tuple[tuple[EvidenceItem, str], ...] = ()
    """Of whose work it is not said yet, or said of an earlier version: the item and a sentence."""

    @property
    def too_many(self) -> bool:
        return self.most is not None and len(self.items) > self.most

    @property
    def is_complete(self) -> bool:
        return bool(self.items) and not self.missing and not self.too_many

    @property
    def weak_lines(self) -> list[tuple[WorkProcess, str]]:
        return [(row.work_process, coverage.signal_words(row)) for row in self.weak]

    @property
    def practice_lines(self) -> list[tuple[WorkProcess, str]]:
        return [(row.work_process, coverage.practice_words(row.practice)) for row in self.practice]


def to_hand_in(trajectory: Trajectory) -> ToHandIn:
    """What handing in now would freeze."""
    rows = coverage_of(trajectory, on=timezone.localdate(), shared_only=True)
    codes = set(claims_without_evidence(trajectory))
    shared = shared_items(trajectory).prefetch_related("files", "authorships", "links__places__file")
    items = tuple(shared.order_by("created_at", "pk"))
    return ToHandIn(
        items=items,
        to_say=tuple(_to_say(items)),
        missing=tuple(row.work_process for row in rows if row.work_process.code in codes),
        weak=tuple(row for row in rows if row.work_process.code not in codes and row.signals),
        practice=tuple(row for row in rows if row.practice.confirmed),
        most=trajectory.route.max_items,
    )


def _to_say(items: Sequence[EvidenceItem]) -> Iterator[tuple[EvidenceItem, str]]:
    for item in items:
        files = current_versions(item.files.all())
        standing = said_of(item, files=files, answers=list(item.authorships.all())).standing
        if standing == Standing.NOT_SAID:
            yield item, _("You did not say yet whose work this is.")
        elif standing == Standing.TO_CONFIRM:
            yield item, _("You said whose work this is of an earlier version. Is it still right?")
        if any(place.file not in files for link in item.links.all() for place in link.places.all()):
            yield item, _("You point at a place in an earlier version. Is it still right?")


def share_groups(trajectory: Trajectory) -> tuple[Groups, set[UUID]]:
    """The candidate's items, those for this standard first, and the ids of the ones that are shared now."""
    items = list(items_of(trajectory.candidate))
    shared = {
        item.pk
        for item in items
        if any(share.audience_id == trajectory.audience_id and share.ended_at is None for share in item.shares.all())
    }
    version = trajectory.standard_version_id

    def fits(item: EvidenceItem) -> bool:
        return any(link.work_process.version_id == version for link in item.links.all())

    groups = (
        (_("For this standard"), [item for item in items if fits(item)]),
        (_("Not linked to this standard"), [item for item in items if not fits(item)]),
    )
    return groups, shared
