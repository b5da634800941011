"""1EdTech Revocation List Status Method 1.0 (https://www.imsglobal.org/spec/vcrl/v1p0/), as other issuers use it; read only.

The status names a list by its ``id``. The list is a JSON document without a signature: what it says rests on the address,
which the badge's own signature covers.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from credentials.core.data_model import issuer_id_of
from credentials.core.errors import MalformedStatusList
from credentials.core.lenient import items_of

REVOCATION_LIST = "1EdTechRevocationList"


class RevocationList(NamedTuple):
    """``reasons``: of each credential that was revoked, by its id, the issuer's words; "" where it gives none."""

    id: str | None
    issuer_id: str | None
    reasons: Mapping[str, str]


def open_revocation_list(document: Mapping[str, Any]) -> RevocationList:
    """Read the list. Raises MalformedStatusList ``status.list-malformed``.

    A credential stands in it as revoked when ``revoked`` is true or left out.
    """
    if not isinstance(document, Mapping) or "revokedCredentials" not in document:
        raise MalformedStatusList("This is not a list of revoked credentials.", code="status.list-malformed")
    reasons: dict[str, str] = {}
    for item in items_of(document["revokedCredentials"]):
        if not isinstance(item, Mapping) or not isinstance(item.get("id"), str):
            raise MalformedStatusList("The list names a credential without its id.", code="status.list-malformed")
        if item.get("revoked", True) is not False:
            reason = item.get("revocationReason")
            reasons[item["id"]] = reason if isinstance(reason, str) else ""
    return RevocationList(document.get("id"), issuer_id_of(document) or None, reasons)
