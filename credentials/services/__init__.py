"""Issuing, withdrawing, showing and checking badges, one function each."""

from credentials.services.issuers import active_key, did_document, make_issuer
from credentials.services.issuing import issue
from credentials.services.keys import badges_that_fell, revoke_key, rotate_key
from credentials.services.pages import choose_page
from credentials.services.pictures import badge_picture, document_of, medal_of
from credentials.services.sealing import (
    bring_seal,
    let_go_of_document,
    make_seal,
    replace_document,
    seal_document,
    sealed_bytes,
    seals_of,
)
from credentials.services.signing import issuer_for, sign_document
from credentials.services.status import (
    lift_suspension,
    replace,
    revoke,
    signed_status_list,
    status_list_document,
    suspend,
)
from credentials.services.verification import (
    Verification,
    badge_at,
    badge_in,
    find_badge,
    surroundings,
    verify_address,
    verify_bytes,
    verify_report,
)
from credentials.services.verifying_reports import badge_of_document, is_pdf

__all__ = [
    "Verification",
    "active_key",
    "badge_at",
    "badge_in",
    "badge_of_document",
    "badge_picture",
    "badges_that_fell",
    "bring_seal",
    "choose_page",
    "did_document",
    "document_of",
    "find_badge",
    "is_pdf",
    "issue",
    "issuer_for",
    "let_go_of_document",
    "lift_suspension",
    "make_issuer",
    "make_seal",
    "medal_of",
    "replace",
    "replace_document",
    "revoke",
    "revoke_key",
    "rotate_key",
    "seal_document",
    "sealed_bytes",
    "seals_of",
    "sign_document",
    "signed_status_list",
    "status_list_document",
    "surroundings",
    "suspend",
    "verify_address",
    "verify_bytes",
    "verify_report",
]
