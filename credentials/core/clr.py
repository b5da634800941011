"""Comprehensive Learner Records (CLR 2.0): a learner's badges in one signed credential, and how they belong together.

https://www.imsglobal.org/spec/clr/v2p0, sections ClrCredential, ClrSubject and Association of the data model. No published
package holds its JSON schema byte for byte, so its rules are written out here. Each badge inside is verified on its own
(``inner``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

from credentials.core.claim import IssuerFacts
from credentials.core.contexts import CREDENTIALS_V2, OPEN_BADGES_3
from credentials.core.errors import MalformedCredential
from credentials.core.lenient import id_of, items_of, objects_of, text_of, texts_in
from credentials.core.primitives.canonical import is_absolute_iri
from credentials.core.primitives.timestamps import format_timestamp
from credentials.core.records import CLR

CLR_2 = "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json"
EXTENSIONS = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"

_CLR_CONTEXTS = "https://purl.imsglobal.org/spec/clr/v2p0/context"
_VERIFIABLE = frozenset({"VerifiableCredential", "EnvelopedVerifiableCredential"})
_ASSOCIATION_MEMBERS = frozenset({"type", "associationType", "sourceId", "targetId"})
_ACHIEVEMENT_MEMBERS = ("name", "description", "criteria")


class AssociationType(StrEnum):
    """How the source stands to the target: the source is a child of the target."""

    EXACT_MATCH_OF = "exactMatchOf"
    IS_CHILD_OF = "isChildOf"
    IS_PARENT_OF = "isParentOf"
    IS_PART_OF = "isPartOf"
    IS_PEER_OF = "isPeerOf"
    IS_RELATED_TO = "isRelatedTo"
    PRECEDES = "precedes"
    REPLACED_BY = "replacedBy"


class Association(NamedTuple):
    """Two achievements (their ids), which the badges inside assert or the record itself lists."""

    kind: AssociationType
    source_id: str
    target_id: str


def build_clr(
    credentials: Sequence[Mapping[str, Any]],
    *,
    issuer: IssuerFacts,
    credential_id: str,
    name: str,
    learner: Mapping[str, Any],
    valid_from: datetime,
    associations: Sequence[Association] = (),
    achievements: Sequence[Mapping[str, Any]] = (),
    is_partial: bool = False,
    status_entry: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Return the unsigned record; ``primitives.data_integrity.add_proof`` signs it.

    ``credentials`` are signed badges, whole and as they were issued, or enveloped ones. ``learner`` says whom it is about:
    ``id``, or ``identifier`` with identity objects. ``achievements`` are those that associations need and no badge
    inside asserts: a programme whose parts were earned. ``is_partial``: the learner has more at this issuer. Raises
    MalformedCredential for what ``check_clr`` would refuse.
    """
    subject: dict[str, Any] = {**learner, "type": ["ClrSubject"]}
    if achievements:
        subject["achievement"] = [dict(achievement) for achievement in achievements]
    subject["verifiableCredential"] = [dict(credential) for credential in credentials]
    if associations:
        subject["association"] = [_association(association) for association in associations]
    clr: dict[str, Any] = {
        "@context": [CREDENTIALS_V2, CLR_2, OPEN_BADGES_3, EXTENSIONS],
        "id": credential_id,
        "type": ["VerifiableCredential", CLR],
        "name": name,
        "issuer": {"id": issuer.did, "type": ["Profile"], "name": issuer.name}
        | ({"url": issuer.url} if issuer.url else {}),
        "validFrom": format_timestamp(valid_from),
        "partial": is_partial,
        "credentialSubject": subject,
    }
    if status_entry is not None:
        clr["credentialStatus"] = dict(status_entry)
    check_clr(clr)
    return clr


def _association(association: Association) -> dict[str, str]:
    return {
        "type": "Association",
        "associationType": str(association.kind),
        "sourceId": association.source_id,
        "targetId": association.target_id,
    }


def check_clr(document: Mapping[str, Any]) -> None:
    """Raise MalformedCredential for the first rule that the record itself breaks; ``field`` is a JSON pointer.

    What the data model asks of every credential is taken for granted; the badges inside get reports of their own.
    """
    if not any(isinstance(url, str) and url.startswith(_CLR_CONTEXTS) for url in items_of(document.get("@context"))):
        raise _broken("/@context", f"must include {CLR_2}")
    for member in ("id", "name", "validFrom"):
        if not text_of(document.get(member)):
            raise _broken(f"/{member}", "must be there")
    if not isinstance(document.get("issuer"), Mapping) or "Profile" not in texts_in(document["issuer"].get("type")):
        raise _broken("/issuer", "must be a Profile")
    if not isinstance(document.get("partial", False), bool):
        raise _broken("/partial", "must be true or false")
    subject = document.get("credentialSubject")
    if not isinstance(subject, Mapping) or "ClrSubject" not in texts_in(subject.get("type")):
        raise _broken("/credentialSubject", "must be one ClrSubject")
    _check_subject(subject)


def _check_subject(subject: Mapping[str, Any]) -> None:
    path = "/credentialSubject"
    if not text_of(subject.get("id")) and not any(objects_of(subject.get("identifier"))):
        raise _broken(path, "must say whom it is about: an id or an identifier")
    contained = items_of(subject.get("verifiableCredential"))
    if not contained:
        raise _broken(f"{path}/verifiableCredential", "must hold at least one credential")
    for number, credential in enumerate(contained):
        if not isinstance(credential, Mapping) or not _VERIFIABLE & set(texts_in(credential.get("type"))):
            raise _broken(f"{path}/verifiableCredential/{number}", "must be a credential")
    for number, achievement in enumerate(items_of(subject.get("achievement"))):
        _check_achievement(achievement, f"{path}/achievement/{number}")
    known = _achievement_ids(subject)
    for number, association in enumerate(items_of(subject.get("association"))):
        _check_association(association, f"{path}/association/{number}", known)


def _check_achievement(achievement: Any, path: str) -> None:
    if not isinstance(achievement, Mapping) or "Achievement" not in texts_in(achievement.get("type")):
        raise _broken(path, "must be an Achievement")
    if not is_absolute_iri(achievement.get("id")):
        raise _broken(f"{path}/id", "must be one absolute address")
    for member in _ACHIEVEMENT_MEMBERS:
        if not achievement.get(member):
            raise _broken(f"{path}/{member}", "must be there")


def _check_association(association: Any, path: str, known: frozenset[str] | None) -> None:
    if not isinstance(association, Mapping) or texts_in(association.get("type")) != ("Association",):
        raise _broken(path, "must be an Association")
    if unknown := sorted(association.keys() - _ASSOCIATION_MEMBERS):
        raise _broken(f"{path}/{unknown[0]}", "is no member of an Association")
    if association.get("associationType") not in list(AssociationType):  # a list: it need not be hashable
        raise _broken(f"{path}/associationType", "must be one of the eight kinds of association")
    for member in ("sourceId", "targetId"):
        identity = text_of(association.get(member))
        if not is_absolute_iri(identity) or (known is not None and identity not in known):
            raise _broken(f"{path}/{member}", "must be the id of an achievement in this record")


def _achievement_ids(subject: Mapping[str, Any]) -> frozenset[str] | None:
    """The ids that an association may name; None when a badge in a token may hold others.

    An association is between "two achievements and the credentials that assert those achievements": a credential's id
    names its achievement too.
    """
    known = {id_of(achievement) for achievement in objects_of(subject.get("achievement"))}
    for credential in objects_of(subject.get("verifiableCredential")):
        if "VerifiableCredential" not in texts_in(credential.get("type")):
            return None
        known.add(id_of(credential))
        for inner in objects_of(credential.get("credentialSubject")):
            known |= {id_of(achievement) for achievement in objects_of(inner.get("achievement"))}
    return frozenset(known)


def _broken(field: str, rule: str) -> MalformedCredential:
    return MalformedCredential(f"{field} {rule}.", field=field, detail=rule)
