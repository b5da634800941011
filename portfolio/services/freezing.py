"""Freezing a dossier: what is shared now becomes a manifest that scores and credentials refer to."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import get_language

from evc.standards.models import StandardVersion
from foundation.audit.services import record
from foundation.people.models import Person
from portfolio import reading, rules, selectors, statements
from portfolio.dossier import Dossier, FrozenFile, dossier_of
from portfolio.errors import NothingShared
from portfolio.models import Audience, EvidenceFile, EvidenceItem, EvidenceLink, Manifest, Share
from portfolio.reading import PageText
from portfolio.services.files import Form, OpenedFile, is_playing_on, open_copy, page_picture, store
from portfolio.services.frozen_facts import frozen_facts, frozen_file, frozen_places
from portfolio.versions import current_versions

_DATES = ("period_from", "period_until", "issued_on", "valid_until")
_CONTENT = (
    "kind",
    "title",
    "what_it_shows",
    "organisation",
    "level",
    "holder",
    "code",
    "code_system",
    "starr",
)


@transaction.atomic
def freeze(audience_id: UUID, *, version: StandardVersion, by: Person) -> Manifest:
    """Freeze everything shared with the audience, and the practice counts for the version's work processes.

    Freezing is stating ``statements.WHOLE`` over all of it: the words go into the manifest as the owner read them.

    A second manifest of the same audience gets the next number; the first stays as it was. Raises NothingShared.
    """
    audience = Audience.objects.select_for_update().get(pk=audience_id)
    rules.require_owner(audience.owner_id, by)
    items = list(
        EvidenceItem.objects.present()
        .filter(shares__audience=audience, shares__ended_at=None)
        .order_by("created_at", "pk")
        .prefetch_related(
            "files__covered_copies",
            "authorships",
            "recordings__file",
            "imported_badge",
            "testimony",
            Prefetch(
                "links",
                EvidenceLink.objects.filter(work_process__version=version)
                .select_related("work_process")
                .prefetch_related("places__file"),
            ),
        )
    )
    if not items:
        raise NothingShared
    now = timezone.now()
    document = {
        "owner": str(audience.owner_id),
        "standard_version": str(version.pk),
        "frozen_at": now.isoformat(timespec="seconds"),
        "statement": {"text": str(statements.WHOLE), "language": get_language() or ""},
        "items": [_frozen_item(item) for item in items],
        "practice": selectors.frozen_practice(audience.owner, version, on=timezone.localdate()),
    }
    text = canonical_json(document)
    latest = audience.manifests.order_by("-number").first()
    manifest = Manifest.objects.create(
        owner=audience.owner,
        audience=audience,
        number=latest.number + 1 if latest else 1,
        sha256=_sha256(text),
        document=text,
        frozen_at=now,
    )
    record("dossier.frozen", on=manifest, by=by, sha256=manifest.sha256, items=len(items), number=manifest.number)
    return manifest


@transaction.atomic
def replace_manifest(manifest: Manifest, *, without: UUID, by: Person) -> Manifest:
    """The same dossier but for one item, which is no longer shared either; what else was frozen stays as it was, byte for byte.

    Only before anything refers to it: whoever calls this knows that. The manifest that is replaced stays for its owner.
    """
    audience = Audience.objects.select_for_update().get(pk=manifest.audience_id)
    rules.require_owner(audience.owner_id, by)
    document = json.loads(manifest.document)
    document["items"] = [item for item in document["items"] if item["id"] != str(without)]
    text = canonical_json(document)
    replaced = Manifest.objects.select_for_update().get(pk=manifest.pk)
    replaced.replaced_at = timezone.now()
    replaced.save(update_fields=["replaced_at"])
    fresh = Manifest.objects.create(
        owner=audience.owner,
        audience=audience,
        number=manifest.number + 1,
        sha256=_sha256(text),
        document=text,
        frozen_at=manifest.frozen_at,  # when it was handed in
    )
    Share.objects.filter(item=without, audience=audience, ended_at=None).update(ended_at=timezone.now())
    record("dossier.item-taken-out", on=fresh, by=by, item=without, sha256=fresh.sha256, instead_of=manifest.sha256)
    return fresh


def manifest_contents(manifest: Manifest) -> Dossier:
    """The frozen dossier as dataclasses. What is frozen stays as it is: the last few are kept, for whoever works in one."""
    return _contents(manifest.document)


@lru_cache(maxsize=4)
def _contents(document: str) -> Dossier:
    return dossier_of(json.loads(document))


def changed_since(manifest: Manifest, *, version: StandardVersion) -> set[UUID]:
    """Which items of a frozen dossier are no longer as they were handed in: what was typed, the files, or what it is for.

    Three queries. What an item is used for elsewhere is no change.
    """
    entries = {entry["id"]: entry for entry in json.loads(manifest.document)["items"]}
    links = EvidenceLink.objects.filter(work_process__version=version).select_related("work_process")
    items = EvidenceItem.objects.present().filter(pk__in=entries).prefetch_related("files", Prefetch("links", links))
    return {item.pk for item in items if _differs(item, entries[str(item.pk)])}


def _differs(item: EvidenceItem, entry: dict[str, Any]) -> bool:
    typed = _typed_content(item)
    return (
        any(entry["content"].get(name) != value for name, value in typed.items())
        or [file.sha256 for file in current_versions(item.files.all())] != [file["sha256"] for file in entry["files"]]
        or sorted(link.work_process.code for link in item.links.all()) != entry["work_processes"]
    )


def open_frozen_file(manifest: Manifest, file_id: UUID, *, by: Person, form: Form = "preview") -> OpenedFile:
    """A file of a frozen dossier, in the form that others may have; the owner can see who read it.

    Raises EvidenceFile.DoesNotExist when the file is no part of the dossier.
    """
    file, frozen = _frozen_file(manifest, file_id)
    opened = open_copy(file.owner_id, frozen, form=form)
    _log_reading(manifest, file, by=by, form=form)
    return opened


def open_frozen_page(manifest: Manifest, file_id: UUID, *, page: int, by: Person) -> bytes:
    """One page of a PDF of a frozen dossier, as a PNG."""
    file, frozen = _frozen_file(manifest, file_id)
    picture = page_picture(file.owner_id, frozen.sha256, page=page)
    _log_reading(manifest, file, by=by, form="page")
    return picture


def frozen_page_text(manifest: Manifest, file_id: UUID, *, page: int, by: Person) -> PageText:
    """The text of one page of a PDF of a frozen dossier; of what is covered nothing."""
    file, frozen = _frozen_file(manifest, file_id)
    found = reading.page_text(store().path(file.owner_id, frozen.sha256), page)
    _log_reading(manifest, file, by=by, form="text")
    return found


def canonical_json(document: dict[str, Any]) -> str:
    """Sorted keys, no white space: the same content is the same text."""
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _frozen_file(manifest: Manifest, file_id: UUID) -> tuple[EvidenceFile, FrozenFile]:
    frozen = {file.id: file for item in manifest_contents(manifest).items for file in item.files}
    if file_id not in frozen:
        raise EvidenceFile.DoesNotExist
    file, entry = EvidenceFile.objects.get(pk=file_id), frozen[file_id]
    if entry.preview_sha256 and not entry.preview_media_type:  # a manifest of before it was kept there
        entry = replace(entry, preview_media_type=file.preview_media_type)
    return file, entry


def _log_reading(manifest: Manifest, file: EvidenceFile, *, by: Person, form: str) -> None:
    if by.pk != manifest.owner_id and not is_playing_on(file, by=by):
        record("evidence.read", on=file, by=by, item=file.item_id, manifest=manifest.pk, form=form)


def _frozen_item(item: EvidenceItem) -> dict[str, Any]:
    files = current_versions(item.files.all())
    content = _typed_content(item) | {"reading_confirmed": item.reading_confirmed_at is not None}
    content |= frozen_facts(item, files)
    return {
        "id": str(item.pk),
        "sha256": _sha256(canonical_json(content)),
        "content": content,
        "files": [frozen_file(file) for file in files],
        "work_processes": sorted(link.work_process.code for link in item.links.all()),
        "places": frozen_places(item, files),
    }


def _typed_content(item: EvidenceItem) -> dict[str, Any]:
    content: dict[str, Any] = {name: getattr(item, name) for name in _CONTENT}
    return content | {name: day.isoformat() if (day := getattr(item, name)) else None for name in _DATES}


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
