"""Sealing a PDF in an organisation's name, exactly once per key; the certificates that it seals with."""

from __future__ import annotations

import hashlib
import shutil
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from io import BytesIO
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from credentials.errors import UnusableSeal
from credentials.keys import close_secret, open_secret
from credentials.models import IssuerProfile, SealCertificate, SealedDocument
from credentials.rules import require_may_rotate
from credentials.services.issuers import lock_issuer
from foundation.audit.services import record
from foundation.files import FileStore
from foundation.pdf_seals.material import (
    BadSealFile,
    SealMaterial,
    certificates_in,
    make_material,
    material_of,
    name_in,
    read_material,
)
from foundation.pdf_seals.sealing import seal_pdf
from foundation.people.models import Person

_KEYS = uuid.UUID("5f0f9d5e-7a50-4f0e-9a3f-2d8f6a1c4b7e")  # of this program: the id of a document follows from its key
_MAKE_NEW_BEFORE_END = timedelta(days=30)


def seal_document(
    pdf: bytes,
    *,
    key: str,
    title: str,
    label: str,
    reason: str,
    issuer: IssuerProfile,
    recipient: Person | None,
    by: Person | None,
) -> SealedDocument:
    """Seal a PDF, exactly once per ``key``: a retry or a second worker gets the first document.

    The file lies under its sha256 in a folder of the document's own, whose id follows from the key: what a killed process
    left there is cleared by the next. ``label`` and ``reason``: see ``seal_pdf``. Raises KeyDoesNotOpen.
    """
    if existing := SealedDocument.objects.filter(claim_key=key).first():
        return existing
    try:
        with transaction.atomic():
            lock_issuer(issuer.pk)
            if existing := SealedDocument.objects.filter(claim_key=key).first():
                return existing
            certificate = _active_seal(issuer, by=by)
            sealed = seal_pdf(pdf, _opened(certificate), label=label, reason=reason)
            document = SealedDocument(
                pk=uuid.uuid5(_KEYS, key),
                claim_key=key,
                issuer=issuer,
                recipient=recipient,
                certificate=certificate,
                title=title[:300],
                unsealed_sha256=hashlib.sha256(pdf).hexdigest(),
                size=len(sealed),
            )
            document.sha256 = _keep(document, sealed)
            document.save(force_insert=True)
            record(
                "document.sealed", on=document, by=by, claim_key=key, sha256=document.sha256, seal=certificate.sha256
            )
            return document
    except IntegrityError:  # another worker was first, and its transaction has ended
        return SealedDocument.objects.get(claim_key=key)


def sealed_bytes(document: SealedDocument) -> bytes:
    """The sealed file. Raises NotFound when it was erased."""
    with FileStore(settings.ERKEND_FILES_DIR).open(document.pk, document.sha256) as stream:
        return stream.read()


def let_go_of_document(document: SealedDocument) -> None:
    """The file goes after the commit, and whose it was; its digest stays, so that whoever kept the file can have it checked."""
    transaction.on_commit(partial(remove_file, document.pk))
    document.recipient = None
    document.save(update_fields=["recipient"])


def remove_file(document_id: UUID) -> None:
    """The sealed file goes; that it was there, and its digest, stay."""
    shutil.rmtree(settings.ERKEND_FILES_DIR / str(document_id), ignore_errors=True)


@transaction.atomic
def replace_document(old: SealedDocument, *, new: SealedDocument, by: Person | None) -> None:
    """From now on ``new`` counts in the place of ``old``; whoever checks the old one reads that. A retry does nothing."""
    old = SealedDocument.objects.select_for_update().get(pk=old.pk)
    if old.replaced_by_id is not None:
        return
    old.replaced_by, old.replaced_at = new, timezone.now()
    old.save(update_fields=["replaced_by", "replaced_at"])
    record("document.replaced", on=old, by=by, replaced_by=new.pk)


@transaction.atomic
def bring_seal(issuer_id: UUID, *, file: bytes, password: str, by: Person) -> SealCertificate:
    """Seal with the organisation's own certificate from now on: PKCS #12, or PEM with certificate and key.

    What was sealed before stays what it is. Raises NotAllowed, UnusableSeal.
    """
    issuer = lock_issuer(issuer_id)
    require_may_rotate(issuer, by)
    try:
        material = read_material(file, password=password, now=timezone.now())
    except BadSealFile as error:
        raise UnusableSeal(error.code) from error
    known = issuer.seals.filter(sha256=material.sha256).first()
    if known is not None and known.retired_at is None:
        return known
    _retire(issuer)
    if known is not None:  # it was used before and comes back
        known.retired_at = None
        known.save(update_fields=["retired_at"])
        record("seal.changed", on=known, by=by, certificate=known.sha256, own=True)
        return known
    return _store(issuer, material, is_own=True, by=by)


@transaction.atomic
def make_seal(issuer_id: UUID, *, by: Person) -> SealCertificate:
    """A new certificate that Erkend makes, in the place of the one there is. Raises NotAllowed."""
    issuer = lock_issuer(issuer_id)
    require_may_rotate(issuer, by)
    _retire(issuer)
    return _made(issuer, by=by)


@dataclass(frozen=True, slots=True)
class SealFacts:
    """A certificate as a page shows it; ``ends``: from when it may seal nothing more."""

    name: str
    issued_by: str
    ends: datetime
    sha256: str
    is_own: bool
    is_active: bool


def seals_of(issuer: IssuerProfile) -> list[SealFacts]:
    """The organisation's certificates, the one that seals now first, then the newest."""
    rows = issuer.seals.order_by(F("retired_at").desc(nulls_first=True), "-created_at")
    return [_facts(row) for row in rows]


def _facts(row: SealCertificate) -> SealFacts:
    certificate, _rest = certificates_in(row.chain)
    return SealFacts(
        name=name_in(certificate.subject),
        issued_by=name_in(certificate.issuer),
        ends=certificate.not_valid_after_utc,
        sha256=row.sha256,
        is_own=row.is_own,
        is_active=row.retired_at is None,
    )


def _active_seal(issuer: IssuerProfile, *, by: Person | None) -> SealCertificate:
    """The one to seal with; the caller holds the issuer's row. One that (almost) ended makes room for one that we make."""
    found = issuer.seals.filter(retired_at=None).first()
    if found is None:
        return _made(issuer, by=by)
    ends, now = _facts(found).ends, timezone.now()
    if now < ends - (timedelta(0) if found.is_own else _MAKE_NEW_BEFORE_END):
        return found
    _retire(issuer)
    return _made(issuer, by=by)


def _made(issuer: IssuerProfile, *, by: Person | None) -> SealCertificate:
    return _store(issuer, make_material(issuer.organisation.name, now=timezone.now()), is_own=False, by=by)


def _store(issuer: IssuerProfile, material: SealMaterial, *, is_own: bool, by: Person | None) -> SealCertificate:
    made = SealCertificate.objects.create(
        issuer=issuer,
        chain=material.chain_pem,
        sha256=material.sha256,
        encrypted_secret=close_secret(material.secret, bound_to=material.sha256),
        is_own=is_own,
    )
    record("seal.changed", on=made, by=by, certificate=made.sha256, own=is_own)
    return made


def _retire(issuer: IssuerProfile) -> None:
    issuer.seals.filter(retired_at=None).update(retired_at=timezone.now())


def _opened(certificate: SealCertificate) -> SealMaterial:
    secret = open_secret(bytes(certificate.encrypted_secret), bound_to=certificate.sha256)
    return material_of(certificate.chain, secret)


def _keep(document: SealedDocument, sealed: bytes) -> str:
    remove_file(document.pk)
    return FileStore(settings.ERKEND_FILES_DIR).put(document.pk, BytesIO(sealed)).sha256
