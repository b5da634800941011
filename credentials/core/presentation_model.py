"""The rules of the data model for presentations and for what is enveloped (data model 2.0, section 4.13)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from credentials.core.contexts import CREDENTIALS_V2
from credentials.core.data_model import check_common_rules, is_version_1
from credentials.core.errors import MalformedCredential, UnsupportedProof
from credentials.core.lenient import items_of
from credentials.core.primitives.canonical import is_absolute_iri

CREDENTIAL = "VerifiableCredential"
PRESENTATION = "VerifiablePresentation"
ENVELOPED_CREDENTIAL = "EnvelopedVerifiableCredential"
ENVELOPED_PRESENTATION = "EnvelopedVerifiablePresentation"
MAX_CREDENTIALS = 100

# The older names are those of drafts; ``application/jwt`` is what a general JWT is called (RFC 7519, section 10.3.1).
_MEDIA_TYPES = frozenset(f"application/{name}" for name in ("vc+jwt", "vp+jwt", "vc+ld+jwt", "vp+ld+jwt", "jwt"))


def check_presentation_model(document: Mapping[str, Any]) -> None:
    """Raise MalformedCredential for the first rule that a presentation breaks; ``field`` is a JSON pointer.

    The credentials inside are looked at from outside only: that they are objects, and that an envelope is one.
    ``proof`` is looked at when it is there.
    """
    own = {name: value for name, value in document.items() if name != "verifiableCredential"}
    check_common_rules(own, PRESENTATION)
    if "holder" in document and not is_absolute_iri(_identity(document["holder"])):
        raise _broken("/holder", "must be an address, or an object with an id that is one")
    if "verifiableCredential" not in document:
        return
    contained = list(credentials_in(document))
    if not contained:
        raise _broken("/verifiableCredential", "must hold at least one credential")
    if len(contained) > MAX_CREDENTIALS:
        raise _broken("/verifiableCredential", f"must hold {MAX_CREDENTIALS} credentials at most")
    for number, credential in enumerate(contained):
        _check_contained(credential, f"/verifiableCredential/{number}", may_be_token=is_version_1(document))


def credentials_in(document: Mapping[str, Any]) -> Iterator[Any]:
    """What stands in ``verifiableCredential``, in order. A list in the list counts as its items, as in JSON-LD."""
    for item in items_of(document.get("verifiableCredential")):
        yield from item if isinstance(item, list) else [item]


def holder_of(document: Mapping[str, Any]) -> str | None:
    """The id of the holder that a presentation names, None where it names none."""
    identity = _identity(document.get("holder"))
    return identity if isinstance(identity, str) else None


def token_in(enveloped: Mapping[str, Any], *, kind: str = ENVELOPED_CREDENTIAL) -> str:
    """Return the token of an enveloped credential, or of an enveloped presentation where ``kind`` says so.

    Raises MalformedCredential for an object that breaks a rule of sections 4.13.1 and 4.13.3, and UnsupportedProof
    for an envelope of another kind (SD-JWT, COSE).
    """
    if items_of(enveloped.get("@context"))[:1] != [CREDENTIALS_V2]:
        raise _broken("/@context", f"must begin with {CREDENTIALS_V2}")
    if items_of(enveloped.get("type")) != [kind]:
        raise _broken("/type", f"must be {kind}, nothing else")
    address = enveloped.get("id")
    if not isinstance(address, str) or not address.startswith("data:") or "," not in address:
        raise _broken("/id", "must be a data: address that holds a signed token")
    media_type, _, token = address.removeprefix("data:").partition(",")
    if media_type.lower() not in _MEDIA_TYPES:
        raise UnsupportedProof(f"An envelope of the kind {media_type[:60]} can't be opened.", kind=media_type[:60])
    return token


def _check_contained(credential: Any, field: str, *, may_be_token: bool) -> None:
    """Data model 1.1 (section 6.3.1) has credentials as bare tokens in a presentation, 2.0 has them in envelopes."""
    if isinstance(credential, str) and may_be_token:
        return
    types = items_of(credential.get("type")) if isinstance(credential, Mapping) else []
    if CREDENTIAL not in types and ENVELOPED_CREDENTIAL not in types:
        raise _broken(field, "must be a credential, or an enveloped one")
    if ENVELOPED_CREDENTIAL not in types:
        return
    try:
        token_in(credential)
    except MalformedCredential as error:
        raise _broken(f"{field}{error.field}", str(error.data["detail"])) from error
    except UnsupportedProof:
        return  # not a fault of the presentation; the report on the credential says what can't be opened


def _identity(holder: Any) -> Any:
    return holder.get("id") if isinstance(holder, Mapping) else holder


def _broken(field: str, rule: str) -> MalformedCredential:
    return MalformedCredential(f"{field} {rule}.", field=field, detail=rule)
