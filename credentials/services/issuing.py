"""Issuing a claim, exactly once per key."""

from __future__ import annotations

import hashlib
import json
import secrets
import uuid
from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from credentials.core.claim import BadgeClaim, IssuerFacts
from credentials.core.open_badge import build_credential
from credentials.core.status_list import build_status_entry
from credentials.keys import sign_with
from credentials.models import Achievement, Badge, IssuerProfile, SealedDocument
from credentials.services.issuers import active_key, lock_issuer
from credentials.services.status import Place, columns_of, take_places
from foundation.addresses import public_address
from foundation.audit.services import record
from foundation.people.models import Person

# Letters and digits that are not mistaken for one another when read from a picture; 31^12 is some 59 bits.
_CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_SALT_BYTES = 16


def issue(claim: BadgeClaim, *, key: str, issuer: IssuerProfile, recipient: Person | None, by: Person | None) -> Badge:
    """Issue what the claim states, exactly once per ``key``: a retry or a second worker gets the first badge.

    One transaction makes the row, takes the places in the status lists, signs, and writes the log; killed at any moment,
    nothing of it is there or all of it.
    """
    if existing := Badge.objects.filter(claim_key=key).first():
        return existing
    try:
        with transaction.atomic():
            return _issue(claim, key=key, issuer=issuer, recipient=recipient, by=by)
    except IntegrityError:
        # Another worker was first, and its transaction has ended: its badge is the one.
        return Badge.objects.get(claim_key=key)


def _issue(claim: BadgeClaim, *, key: str, issuer: IssuerProfile, recipient: Person | None, by: Person | None) -> Badge:
    now = timezone.now()
    lock_issuer(issuer.pk)
    # Whoever waited for the issuer's row sees here what was issued in the meantime.
    if existing := Badge.objects.filter(claim_key=key).first():
        return existing
    places = take_places(issuer)
    badge_id = uuid.uuid4()
    achievement = _achievement(claim, issuer)
    signing_key = active_key(issuer)
    unsigned = build_credential(
        claim,
        issuer=issuer_facts(issuer),
        credential_id=public_address(f"/badges/{badge_id}"),
        achievement_id=achievement.address,
        status_entry=None,
        valid_from=now,
        valid_until=claim.valid_until,
        salts=[secrets.token_hex(_SALT_BYTES) for _address in claim.addresses],
    )
    unsigned["credentialStatus"] = _status(places)
    signed = sign_with(signing_key, unsigned, did=issuer.did, created=now)
    if not achievement.document:
        achievement.document = signed["credentialSubject"]["achievement"]
        achievement.save(update_fields=["document"])
    text = json.dumps(signed, ensure_ascii=False, indent=2)
    badge = Badge.objects.create(
        pk=badge_id,
        claim_key=key,
        issuer=issuer,
        achievement=achievement,
        recipient=recipient,
        document=text,
        document_sha256=hashlib.sha256(text.encode()).hexdigest(),
        signing_key=signing_key,
        report=_report_of(claim, issuer),
        **columns_of(places),
        code="".join(secrets.choice(_CODE_ALPHABET) for _place in range(12)),
        issued_at=now,
        valid_until=claim.valid_until,
    )
    record(
        "badge.issued", on=badge, by=by, claim_key=key, sha256=badge.document_sha256, key=signing_key.public_multibase
    )
    return badge


def _report_of(claim: BadgeClaim, issuer: IssuerProfile) -> SealedDocument | None:
    """The report that the claim names by its digest, where it was sealed here."""
    if not claim.report_sha256:
        return None
    return SealedDocument.objects.filter(issuer=issuer, sha256=claim.report_sha256).first()


def _status(places: Sequence[Place]) -> Any:
    """One entry as it is, several as a list."""
    entries = [
        build_status_entry(list_url=place.status_list.address, index=place.index, purpose=place.status_list.purpose)
        for place in places
    ]
    return entries[0] if len(entries) == 1 else entries


def issuer_facts(issuer: IssuerProfile) -> IssuerFacts:
    """The organisation as it stands in what it issues now."""
    organisation = issuer.organisation
    return IssuerFacts(
        did=issuer.did,
        name=organisation.name,
        url=organisation.website or public_address("/"),
        email=organisation.contact_email or None,
    )


def _achievement(claim: BadgeClaim, issuer: IssuerProfile) -> Achievement:
    """One address for everything that asks the same: standard version, route and work processes; of a course its words."""
    course = {"criteria": claim.criteria_narrative, "taught": [list(taught) for taught in claim.taught]}
    content = json.dumps(
        {
            "title": claim.title,
            "kind": claim.kind,
            "language": claim.language,
            "standard": [claim.standard_uri, claim.standard_title, claim.standard_code, claim.standard_version],
            "route": claim.route.key if claim.route else "",
            "units": [[unit.code, unit.title] for unit in claim.units],
        }
        | ({} if claim.route else course),
        sort_keys=True,
    )
    digest = hashlib.sha256(content.encode()).hexdigest()
    known = Achievement.objects.filter(issuer=issuer, content_sha256=digest).first()
    if known is not None:
        return known
    made = Achievement(issuer=issuer, content_sha256=digest)
    made.address = public_address(f"/achievements/{made.pk}")
    made.save(force_insert=True)
    return made
