"""Letting go of a portfolio."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import ForeignKey, Model, ProtectedError
from django.utils.translation import gettext_lazy as _

from foundation.people.models import Person
from foundation.privacy.registry import GONE, Erasure, Sentence, Steward, register
from portfolio.models import Audience, AudienceMember, EvidenceItem, Manifest
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
        item.comments.all().delete()
        item.links.all().delete()
        item.shares.all().delete()
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
