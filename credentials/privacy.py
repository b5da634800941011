"""Letting go of a holder: their badges stay valid wherever they are, and nothing here leads to the person any more."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from credentials.models import Badge, BadgePicture, SealedDocument
from credentials.services.sealing import let_go_of_document
from foundation.files import FileStore
from foundation.people.models import Person
from foundation.privacy.registry import Erasure, Sentence, Steward, register


def _erase(erasure: Erasure) -> None:
    """The page closes; the pictures go, since the badge is baked into them, and the sealed reports, of which the digest stays.

    Row, status entry and keys stay. A badge that says the holder's name loses it here: our text of it is then no badge any
    more, the holder's file still is.
    """
    for badge in Badge.objects.filter(recipient=erasure.person).select_related("issuer"):
        for picture in BadgePicture.objects.filter(badge=badge):
            transaction.on_commit(partial(_remove, badge.issuer.organisation_id, picture.sha256))
            picture.delete()
        badge.recipient, badge.page_is_public, badge.page_shows_name = None, False, False
        badge.revoked_because = erasure.without_name(badge.revoked_because)
        badge.suspended_because = erasure.without_name(badge.suspended_because)
        if erasure.is_named_in(json.dumps(json.loads(badge.document), ensure_ascii=False)):
            badge.document = _without_holder(badge.document, erasure)
        badge.save()
    for document in SealedDocument.objects.filter(recipient=erasure.person):
        let_go_of_document(document)


def _without_holder(document: str, erasure: Erasure) -> str:
    found = json.loads(document)
    found["credentialSubject"].pop("identifier", None)
    found["credentialSubject"].pop("name", None)
    return erasure.without_name(json.dumps(found, ensure_ascii=False))


def _remove(owner: UUID, sha256: str) -> None:
    store = FileStore(settings.ERKEND_FILES_DIR)
    if store.exists(owner, sha256):
        store.path(owner, sha256).unlink(missing_ok=True)


def _stays(person: Person) -> Iterator[Sentence]:
    if Badge.objects.filter(recipient=person).exists():
        yield _(
            "Your badges can still be checked by whoever has the file, so keep your files. Their pages here close, and we "
            "no longer know that they are yours."
        )


register(Steward(app="credentials", rank=10, erase=_erase, stays=_stays))
