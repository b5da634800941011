"""Endorsements: credentials of others, inside a badge, about the badge, its achievement or an organisation in it.

Open Badges 3.0, EndorsementCredential and the members ``endorsement`` and ``endorsementJwt`` of the credential, Achievement
and Profile. Each is a whole credential with a proof of its own; ``inner`` gets it verified.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from credentials.core.contexts import CREDENTIALS_V2
from credentials.core.errors import CredentialError, MalformedCredential
from credentials.core.lenient import id_of, items_of, object_of, objects_of, text_of, texts_in

ENDORSEMENT = "EndorsementCredential"
_ENVELOPED = "EnvelopedVerifiableCredential"

Credential: TypeAlias = Mapping[str, Any] | str
"""An object, or a compact JWT."""


def endorsements_in(document: Mapping[str, Any]) -> Iterator[Credential]:
    """Every endorsement of the badge, in the order of the document. Those inside another credential are that one's."""
    for holder in _endorsable(document):
        yield from objects_of(holder.get("endorsement"))
        yield from (token for token in items_of(holder.get("endorsementJwt")) if isinstance(token, str))


def is_endorsement(document: Mapping[str, Any]) -> bool:
    """Say whether ``check_endorsement_credential`` is meant for this document: an endorsement on data model 2.0."""
    return items_of(document.get("@context"))[:1] == [CREDENTIALS_V2] and ENDORSEMENT in texts_in(document.get("type"))


def check_endorsement_credential(document: Mapping[str, Any]) -> None:
    """Raise MalformedCredential for the first rule of an EndorsementCredential that it breaks.

    No published package holds its JSON schema byte for byte; these are its required members (Open Badges 3.0,
    EndorsementCredential, EndorsementSubject, Profile), beside what the data model asks of every credential.
    """
    for member in ("id", "name", "validFrom"):
        if not text_of(document.get(member)):
            raise _broken(f"/{member}", "must be there")
    if "Profile" not in texts_in(object_of(document.get("issuer")).get("type")):
        raise _broken("/issuer", "must be a Profile")
    subject = document.get("credentialSubject")
    if not isinstance(subject, Mapping) or "EndorsementSubject" not in texts_in(subject.get("type")):
        raise _broken("/credentialSubject", "must be one EndorsementSubject")
    if not text_of(subject.get("id")):
        raise _broken("/credentialSubject/id", "must say what is endorsed")


def check_endorsement(endorsement: Credential, document: Mapping[str, Any]) -> None:
    """Check that it endorses something in ``document``; whether it is sound and genuine is checked elsewhere.

    A badge that carries praise for something else would lend itself that praise. Raises MalformedCredential.
    """
    stated = _content(endorsement)
    if stated is None:
        return  # its own report says what is wrong with it
    if ENDORSEMENT not in texts_in(stated.get("type")):
        raise _broken("/type", f"must include {ENDORSEMENT}")
    endorsed = {id_of(subject) for subject in objects_of(stated.get("credentialSubject"))}
    here = {id_of(holder) for holder in _endorsable(document)}
    here |= {id_of(subject) for subject in objects_of(document.get("credentialSubject"))}
    if not endorsed or not endorsed <= here - {""}:
        raise _broken("/credentialSubject/id", "must be the id of something in the badge that it stands in")


def _endorsable(document: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """What can carry endorsements: the credential, its achievements, and the organisations in it."""
    yield document
    yield from _profiles(document.get("issuer"))
    for subject in objects_of(document.get("credentialSubject")):
        yield from _profiles(subject.get("source"))
        for achievement in objects_of(subject.get("achievement")):
            yield achievement
            yield from _profiles(achievement.get("creator"))


def _profiles(value: Any) -> Iterator[Mapping[str, Any]]:
    """A Profile and the organisations that it is part of."""
    profile = object_of(value)
    while profile:
        yield profile
        profile = object_of(profile.get("parentOrg"))


def _content(endorsement: Credential) -> Mapping[str, Any] | None:
    """The credential itself, out of its token; None where that can't be read."""
    token = endorsement
    if isinstance(token, Mapping):
        if _ENVELOPED not in texts_in(token.get("type")):
            return token
        token = id_of(token).partition(",")[2]
    from credentials.core.jwt_checks import read_secured_jwt  # noqa: PLC0415  # seldom wanted

    try:
        return read_secured_jwt(token)[0]
    except CredentialError:
        return None


def _broken(field: str, rule: str) -> MalformedCredential:
    return MalformedCredential(f"{field} {rule}.", field=field, detail=rule)
