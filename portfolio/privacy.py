"""Letting go of a portfolio."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import transaction
from django.db.models import ForeignKey, Model, ProtectedError, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.people.models import Person
from foundation.privacy.registry import GONE, Erasure, Sentence, Steward, register
from portfolio.models import Audience, AudienceMember, CoveredCopy, EvidenceFile, EvidenceItem, Manifest, Share
from portfolio.services.files import store
from portfolio.services.freezing import canonical_json

# What scores and badges point at stays, emptied. Everything else of an owner's is deleted, whatever it will be.
_STAYS_EMPTIED = frozenset({EvidenceItem, Manifest, Audience})
_EMPTIED: dict[str, Any] = {
    "title": GONE,
    "what_it_shows": "",
    "organisation": "",
    "level": "",
    "holder": "",
    "code": "",
    "code_system": "",
    "starr": {},
    **dict.fromkeys(("period_from", "period_until", "issued_on", "valid_until", "reading_confirmed_at")),
}


# Of a frozen dossier: what is no text of the person's.
_CODES = frozenset(
    {
        "id",
        "owner",
        "standard_version",
        "frozen_at",
        "sha256",
        "preview_sha256",
        "kind",
        "media_type",
        "preview_media_type",
        "work_process",
        "work_processes",
        "warnings",
        "line",
        "made_by",
        "part",
    }
)


def _erase(erasure: Erasure) -> None:
    person = erasure.person
    for model in _owned_models():
        model._default_manager.filter(owner=person).delete()
    for item in EvidenceItem.objects.filter(owner=person):
        _let_go(item)
    for manifest in Manifest.objects.filter(owner=person):
        manifest.document = _emptied_document(manifest.document)
        manifest.save(update_fields=["document"])
    AudienceMember.objects.filter(person=person, audience__named_reader__person=person).delete()
    Audience.objects.filter(owner=person, named_reader__isnull=False).delete()


def let_go_of_dossier(audience: Audience) -> None:
    """End what one audience holds: what was frozen is emptied, what is shared is not any more, plan and requests go.

    The living items stay their owner's. One that the owner took out of the portfolio was only kept because it had been
    handed in: it goes with its files, unless another dossier that still says something holds it as well.
    """
    frozen = set(Share.objects.filter(audience=audience).values_list("item", flat=True))
    for manifest in audience.manifests.all():
        document = json.loads(manifest.document)
        frozen |= {UUID(item["id"]) for item in document["items"]}
        for item in document["items"]:
            item["files"], item["places"] = [], []
        manifest.document = _emptied_document(canonical_json(document))
        manifest.save(update_fields=["document"])
    Share.objects.filter(audience=audience, ended_at=None).update(ended_at=timezone.now())
    audience.requests.all().delete()
    audience.plan.all().delete()
    removed = EvidenceItem.objects.filter(owner=audience.owner_id, pk__in=frozen).exclude(removed_at=None)
    for taken_out in removed:
        if not _is_told_elsewhere(taken_out.owner_id, str(taken_out.pk)):
            _let_go_with_files(taken_out)


def _is_told_elsewhere(owner: UUID, word: str) -> bool:
    """Whether a frozen dossier of the owner that was not emptied names this id or fingerprint."""
    telling = Manifest.objects.filter(owner=owner, document__contains=word)
    return any(manifest.document != _emptied_document(manifest.document) for manifest in telling)


def _let_go_with_files(item: EvidenceItem) -> None:
    rows = [*item.files.all(), *CoveredCopy.objects.filter(file__item=item)]
    held = {sha256 for row in rows for sha256 in (row.sha256, row.preview_sha256) if sha256}
    _let_go(item)
    item.files.all().delete()
    for sha256 in held:
        transaction.on_commit(partial(_remove_file, item.owner_id, sha256))


def _remove_file(owner: UUID, sha256: str) -> None:
    """Unless something else of the owner's is the same file."""
    named = Q(sha256=sha256) | Q(preview_sha256=sha256)
    if (
        EvidenceFile.objects.filter(named, owner=owner).exists()
        or CoveredCopy.objects.filter(named, owner=owner).exists()
        or _is_told_elsewhere(owner, sha256)
    ):
        return
    if store().exists(owner, sha256):
        store().path(owner, sha256).unlink(missing_ok=True)


def _owned_models() -> list[type[Model]]:
    """Every model here whose rows belong to a person, those to come included."""
    return [
        model
        for model in apps.get_app_config("portfolio").get_models()
        if model not in _STAYS_EMPTIED
        and any(
            isinstance(field, ForeignKey) and field.name == "owner" and field.related_model is Person
            for field in model._meta.get_fields()
        )
    ]


def _let_go(item: EvidenceItem) -> None:
    """Delete an item with all that hangs on it; one that a score rests on stays as an empty place."""
    try:
        with transaction.atomic():
            item.delete()
    except ProtectedError:
        for relation in (item.comments, item.links, item.shares, item.authorships, item.requests):
            relation.all().delete()
        EvidenceItem.objects.filter(pk=item.pk).update(**_EMPTIED)


def _emptied_document(document: str) -> str:
    """What was handed in, without what it said. Identifiers, fingerprints and codes stay: scores point at them."""
    emptied = _emptied(json.loads(document), "")
    for item in emptied["items"]:
        item["content"]["title"] = GONE
    for row in emptied["practice"]:
        row["repetitions"] = []
    return canonical_json(emptied)


def _emptied(value: Any, name: str) -> Any:
    if isinstance(value, dict):
        return {key: _emptied(part, key) for key, part in value.items()}
    if isinstance(value, list):
        return [_emptied(part, name) for part in value]
    return "" if isinstance(value, str) and name not in _CODES else value


def _stays(person: Person) -> Iterator[Sentence]:
    if Manifest.objects.filter(owner=person).exists():
        yield _("That you handed something in, and its fingerprint: scores rest on it. What it said goes.")


register(
    Steward(
        app="portfolio",
        rank=20,
        erase=_erase,
        goes=[
            _("Your portfolio: every item, every file, your practice log, and the copies that you made of it."),
            _("What you shared: nobody can read it any more, with a link or without."),
        ],
        stays=_stays,
    )
)
