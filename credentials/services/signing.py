"""Signing a credential that was composed elsewhere, in the name of an organisation (the VC-API).

It is not a badge of ours: it has no page, no place in our status lists and no assessment behind it. So it may not look
like one either, and who had it signed stands in the log.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from credentials.core.data_model import issuer_id_of
from credentials.core.envelopes import enveloped_credential
from credentials.core.errors import MalformedCredential
from credentials.core.issue import issue_credential, issue_jwt
from credentials.core.primitives.json_pointers import pointer_step
from credentials.keys import method_id, signer_for
from credentials.models import IssuerProfile
from credentials.rules import require_may_sign
from credentials.services.issuers import active_key
from foundation.addresses import public_address
from foundation.audit.services import record
from foundation.errors import NotFound
from foundation.people.models import Person
from foundation.people.roles import ADMINISTRATOR

_ADDRESS_MEMBERS = ("id", "statusListCredential")


def issuer_for(person: Person) -> IssuerProfile:
    """The issuer in whose name this person may sign; the first by name where there are several. Raises NotFound."""
    organisations = person.organisations_as(ADMINISTRATOR)
    issuer = IssuerProfile.objects.filter(organisation__in=organisations).order_by("organisation__slug").first()
    if issuer is None:
        raise NotFound(_("You administer no organisation that issues. Ask an administrator."))
    return issuer


@transaction.atomic
def sign_document(
    document: Mapping[str, Any], *, by: Person, cryptosuite: str | None = None, as_jwt: bool = False
) -> dict[str, Any]:
    """The document with a proof of the organisation that it names as its issuer, or enveloped in a JWT.

    Raises NotAllowed, and CredentialError for a document that can't be signed, that names an issuer who isn't ours, or
    that gives itself an address of ours.
    """
    issuer = _named_issuer(document)
    require_may_sign(issuer, by)
    _require_not_ours(document)
    key, now = active_key(issuer), timezone.now()
    signer, method = signer_for(key), method_id(key, issuer.did)
    if as_jwt:
        token = issue_jwt(document, signer=signer, verification_method=method, created=now)
        signed, text = enveloped_credential(token), token
    else:
        signed = issue_credential(
            document, signer=signer, verification_method=method, created=now, cryptosuite=cryptosuite
        )
        text = json.dumps(signed, ensure_ascii=False)
    record(
        "credential.signed",
        on=issuer,
        by=by,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        key=key.public_multibase,
    )
    return signed


def _named_issuer(document: Mapping[str, Any]) -> IssuerProfile:
    found = IssuerProfile.objects.filter(did=issuer_id_of(document)).first()
    if found is None:
        rule = "must be the DID of an organisation that issues here"
        raise MalformedCredential(f"/issuer {rule}.", field="/issuer", detail=rule)
    return found


def _require_not_ours(document: Mapping[str, Any]) -> None:
    """An address of ours says: this was assessed here, and here it can be withdrawn. Neither holds for this document."""
    own = public_address("/")
    for place, text in _addresses(document, ""):
        if text.startswith(own):
            rule = "must not be an address of this service"
            raise MalformedCredential(f"{place} {rule}.", field=place, detail=rule)


def _addresses(value: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for key, item in value.items():
            if key in _ADDRESS_MEMBERS and isinstance(item, str):
                yield f"{path}/{key}", item
            elif key != "@context":
                yield from _addresses(item, path + pointer_step(key))
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _addresses(item, f"{path}/{number}")
