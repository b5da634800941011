"""Evidence as it is shown: cards, icons, files in their last version, and which items a filter keeps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from foundation.people.models import Person
from portfolio.models import EvidenceFile, EvidenceItem, EvidenceKind, EvidenceLink, Share
from portfolio.selectors import items_of
from portfolio.versions import current_versions

ICONS: Mapping[str, str] = {
    EvidenceKind.DIPLOMA: "document",
    EvidenceKind.CERTIFICATE: "document",
    EvidenceKind.WORK_PRODUCT: "document",
    EvidenceKind.PRACTICE_LOG: "practice",
    EvidenceKind.POSITION: "person",
    EvidenceKind.PLACEMENT: "person",
    EvidenceKind.TESTIMONY: "witness",
    EvidenceKind.PRIVATE_SKILL: "person",
    EvidenceKind.REFLECTION: "story",
    EvidenceKind.BADGE: "badge",
}
_KEPT = {
    "missing": Q(is_linked=False) | Q(what_it_shows="", starr={}),
    "unread": Q(has_reading=True, reading_confirmed_at=None),
    "shared": Q(is_shared=True),
}
FILTERS = tuple(_KEPT)


def file_address(file: EvidenceFile, form: str) -> str:
    """Where the file is served; ``form`` is preview or original."""
    return f"{reverse('file', args=[file.pk])}?{urlencode({'form': form})}"


def current_files(item: EvidenceItem) -> list[EvidenceFile]:
    """The last version of each file, from what was prefetched."""
    return current_versions(item.files.all())


def day_of(item: EvidenceItem) -> date | None:
    """The day that an item is about; not when it was uploaded."""
    return item.period_until or item.issued_on or item.period_from


def is_unread(item: EvidenceItem, files: Sequence[EvidenceFile]) -> bool:
    """Whether the machine read something that the person has not looked at."""
    return item.reading_confirmed_at is None and any(file.reading for file in files)


def card(item: EvidenceItem) -> dict[str, Any]:
    """An item of ``with_marks`` as ``components/evidence_card.html`` shows it to its owner."""
    files = current_files(item)
    preview = next((file for file in files if file.preview_sha256), None)
    links = [link.work_process.title for link in item.links.all()]
    state, word = _state(item, files, links)
    shares = sum(share.ended_at is None for share in item.shares.all())
    return {
        "title": item.title,
        "kind_label": item.get_kind_display(),
        "icon": ICONS[item.kind],
        "href": reverse("item", args=[item.pk]),
        "date": day_of(item),
        "preview_url": file_address(preview, "preview") if preview else "",
        "shows": item.what_it_shows,
        "work_processes": links,
        "state": state,
        "word": word,
        "shared_label": _("Shared") if shares else "",
    }


def filtered(owner: Person, which: str) -> QuerySet[EvidenceItem]:
    """The owner's present items, all or those of one of ``FILTERS``."""
    items = with_marks(items_of(owner))
    return items.filter(_KEPT[which]) if which in _KEPT else items


def with_marks(items: QuerySet[EvidenceItem]) -> QuerySet[EvidenceItem]:
    """With ``is_linked``, ``has_reading`` and ``is_shared``."""
    of_item = {"item": OuterRef("pk")}
    return items.annotate(
        is_linked=Exists(EvidenceLink.objects.filter(**of_item)),
        has_reading=Exists(EvidenceFile.objects.filter(**of_item).exclude(reading={})),
        is_shared=Exists(Share.objects.filter(**of_item, ended_at=None)),
    )


def counts(owner: Person) -> dict[str, int]:
    """How many items there are, and how many each filter keeps; one query."""
    found = with_marks(EvidenceItem.objects.owned_by(owner).present()).order_by()
    return found.aggregate(all=Count("pk"), **{which: Count("pk", filter=kept) for which, kept in _KEPT.items()})


def _state(item: EvidenceItem, files: Sequence[EvidenceFile], links: Sequence[str]) -> tuple[str, str]:
    """What is still to do at an item; nothing when all is well."""
    if is_unread(item, files):
        return "waiting", _("Not read yet")
    if not links:
        return "not-yet", _("Not linked yet")
    if not item.what_it_shows and not item.starr:
        return "not-yet", _("Say what it shows")
    return "", ""
