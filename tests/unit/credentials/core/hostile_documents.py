"""Documents that ask too much, or mean to mislead. Each function returns one, as an object or as what stands in a file."""

from __future__ import annotations

import base64
import functools
import gzip
import json
import struct
import zlib
from typing import Any

from credentials.core.clr import CLR_2
from credentials.core.contexts import CREDENTIALS_V2, OPEN_BADGES_3
from credentials.core.primitives.did import did_key_for
from tests.unit.credentials.core.samples import SeedSigner, build, sign

Json = dict[str, Any]

ISSUER, METHOD = did_key_for(SeedSigner().public)
EX = "https://example.org/"
LIST = "https://lijst.example/1"
A_MEGABYTE = 1_000_000
KNOWS = {"knows": {"@id": EX + "knows", "@type": "@id"}}
# A term that the compiled contexts don't cover, so that the general way is taken.
BY_LANGUAGE = {"spoken": {"@id": EX + "spoken", "@container": "@language"}}


def as_bytes(document: Json | bytes | str) -> bytes:
    if isinstance(document, bytes):
        return document
    if isinstance(document, str):
        return document.encode()
    return json.dumps(document, ensure_ascii=False).encode("utf-8", "surrogatepass")


def a_document(**members: Any) -> Json:
    return {
        "@context": [CREDENTIALS_V2, OPEN_BADGES_3],
        "id": "urn:uuid:1",
        "type": ["VerifiableCredential"],
        "issuer": ISSUER,
        "credentialSubject": {"id": "did:example:2"},
        **members,
    }


def with_context(context: Any, **members: Any) -> Json:
    return a_document(**{"@context": [CREDENTIALS_V2, OPEN_BADGES_3, context], **members})


def the_general_way(document: Json) -> Json:
    """The same document, with a member that only the general way can read."""
    context = [*document["@context"], BY_LANGUAGE]
    return {**document, "@context": context, "spoken": {"nl": "a"}}


@functools.cache
def a_proof() -> Json:
    proof: Json = sign(a_document())["proof"]
    return proof


# Nested.


def nested(member: str, innermost: Any, levels: int) -> Any:
    for _ in range(levels):
        innermost = {member: innermost}
    return innermost


def scoped_contexts(levels: int) -> Json:
    """Terms whose contexts define the term anew, and an object for each of them."""
    context: Json = {"t": EX + "t"}
    for _ in range(levels):
        context = {"t": {"@id": EX + "t", "@context": context}}
    return with_context(context, t=nested("t", {"id": "urn:1"}, levels))


def inner_contexts(levels: int) -> Json:
    """Objects inside one another, each with a context of its own."""
    inside: Json = {"name": "a"}
    for level in range(levels):
        inside = {"@context": {f"a{level}": EX + f"a{level}"}, f"a{level}": inside}
    return a_document(credentialSubject=inside)


def parent_organisations(levels: int) -> Json:
    organisation: Json = {"id": ISSUER, "type": ["Profile"]}
    for _ in range(levels):
        organisation = {"id": ISSUER, "type": ["Profile"], "parentOrg": organisation}
    return {**build(), "issuer": organisation}


def endorsed(document: Json, levels: int) -> Json:
    """An endorsement of an endorsement of … the document."""
    for level in range(levels):
        types = ["VerifiableCredential", "EndorsementCredential"]
        document = a_document(id=f"urn:uuid:{level}", type=types, endorsement=[document])
    return document


# Entangled.


def clique(size: int, **members: Any) -> Json:
    """Named blank nodes, each of which knows all others."""
    names = [f"_:b{number}" for number in range(size)]
    subjects = [{"id": name, "knows": [other for other in names if other != name]} for name in names]
    return with_context(KNOWS, credentialSubject=subjects, **members)


def clique_in_n_quads(size: int) -> bytes:
    numbers = range(size)
    return "".join(f"_:b{a} <urn:p> _:b{b} .\n" for a in numbers for b in numbers if a != b).encode()


def circle_in_n_quads(size: int) -> bytes:
    return "".join(f"_:b{number} <urn:p> _:b{(number + 1) % size} .\n" for number in range(size)).encode()


def siblings(size: int) -> Json:
    """Two objects alike with the same children, all without a name."""
    child = {EX + "r": "a"}
    return a_document(**{EX + "p": [{EX + "q": [child] * size} for _ in range(2)]})


def chains(number: int, length: int) -> Json:
    """Chains of objects without a name, all alike."""
    return a_document(**{EX + "p": [nested(EX + "q", {EX + "r": "a"}, length) for _ in range(number)]})


def equal_lists(number: int, length: int) -> Json:
    descriptions = [{"type": ["ResultDescription"], "allowedValue": ["a"] * length} for _ in range(number)]
    achievement = {"id": "urn:a", "type": ["Achievement"], "resultDescription": descriptions}
    return a_document(credentialSubject={"type": ["AchievementSubject"], "achievement": achievement})


# Many.


def many_subjects(number: int, **members: Any) -> Json:
    return a_document(credentialSubject=[{"id": f"urn:{count}", **members} for count in range(number)])


def other_contexts(number: int) -> Json:
    """As many objects, each with another context."""
    return a_document(
        credentialSubject=[
            {"@context": {f"x{count}": EX + f"x{count}"}, "id": f"urn:{count}", f"x{count}": "1"}
            for count in range(number)
        ]
    )


def statuses(number: int) -> list[Json]:
    return [
        {
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": str(count),
            "statusListCredential": f"https://lijst.example/{count}",
        }
        for count in range(number)
    ]


def endorsements(number: int) -> list[Json]:
    types = ["VerifiableCredential", "EndorsementCredential"]
    return [a_document(id=f"urn:uuid:{count}", type=types) for count in range(number)]


def chain_of_proofs(number: int) -> list[Json]:
    first = {**a_proof(), "id": "urn:p0"}
    return [
        first,
        *({**a_proof(), "id": f"urn:p{count}", "previousProof": f"urn:p{count - 1}"} for count in range(1, number)),
    ]


def record(badges: list[Json]) -> Json:
    return {
        "@context": [CREDENTIALS_V2, CLR_2, OPEN_BADGES_3],
        "id": "urn:uuid:record",
        "type": ["VerifiableCredential", "ClrCredential"],
        "name": "Overzicht",
        "issuer": {"id": ISSUER, "type": ["Profile"]},
        "validFrom": "2024-01-01T00:00:00Z",
        "credentialSubject": {"id": "did:example:2", "type": ["ClrSubject"], "verifiableCredential": badges},
    }


def presentation(credentials: list[Any]) -> Json:
    return {
        "@context": [CREDENTIALS_V2],
        "type": ["VerifiablePresentation"],
        "verifiableCredential": credentials,
    }


# In other forms.


def base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def token(header: Json | bytes, payload: Json | bytes, signature: bytes = bytes(64)) -> bytes:
    parts = [part if isinstance(part, bytes) else json.dumps(part).encode() for part in (header, payload)]
    return ".".join(map(base64url, [*parts, signature])).encode()


def tokens_in_tokens(levels: int) -> bytes:
    inner = "a.b.c"
    for _ in range(levels):
        inner = token({"alg": "EdDSA", "kid": METHOD}, a_document(endorsementJwt=[inner])).decode()
    return inner.encode()


@functools.cache
def zeros(megabytes: int, *, as_gzip: bool) -> bytes:
    """So much of nothing, packed into a thousandth of it."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31 if as_gzip else 15)
    block = bytes(A_MEGABYTE)
    return b"".join([*(packer.compress(block) for _ in range(megabytes)), packer.flush()])


def status_list(packed: bytes) -> Json:
    return sign(
        {
            "@context": [CREDENTIALS_V2],
            "id": LIST,
            "type": ["VerifiableCredential", "BitstringStatusListCredential"],
            "issuer": ISSUER,
            "validFrom": "2024-01-01T00:00:00Z",
            "credentialSubject": {
                "id": LIST + "#list",
                "type": "BitstringStatusList",
                "statusPurpose": "revocation",
                "encodedList": "u" + base64url(packed),
            },
        }
    )


def empty_list() -> bytes:
    return gzip.compress(bytes(16_384), mtime=0)


KEYWORD = b"openbadgecredential\0"


def png(*chunks: tuple[bytes, bytes]) -> bytes:
    picture = bytearray(b"\x89PNG\r\n\x1a\n")
    for kind, data in ((b"IHDR", bytes(13)), *chunks, (b"IEND", b"")):
        picture += struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    return bytes(picture)


def svg(body: str, before: str = "") -> bytes:
    spaces = 'xmlns="http://www.w3.org/2000/svg" xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0"'
    return f"{before}<svg {spaces}>{body}</svg>".encode()


def laughs() -> str:
    """Entities of entities of entities: a billion characters when they are put in."""
    entities = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    return f'<!DOCTYPE svg [<!ENTITY a "haha">{entities}]>'
