"""Issuing, withdrawing, showing and checking badges, one function each."""

from credentials.services.issuers import active_key, did_document, make_issuer, rotate_key
from credentials.services.issuing import issue
from credentials.services.pages import choose_page
from credentials.services.pictures import badge_picture, document_of, medal_of
from credentials.services.signing import issuer_for, sign_document
from credentials.services.status import revoke, status_list_document
from credentials.services.verification import (
    Verification,
    find_badge,
    load_status_list,
    resolve_did,
    verify_address,
    verify_bytes,
)

__all__ = [
    "Verification",
    "active_key",
    "badge_picture",
    "choose_page",
    "did_document",
    "document_of",
    "find_badge",
    "issue",
    "issuer_for",
    "load_status_list",
    "make_issuer",
    "medal_of",
    "resolve_did",
    "revoke",
    "rotate_key",
    "sign_document",
    "status_list_document",
    "verify_address",
    "verify_bytes",
]
