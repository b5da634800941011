"""Hostile pictures, tokens, presentations and status lists: what is not simply a JSON object."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import pytest

from credentials.core.inner import MAX_INNER
from tests.unit.credentials.core import hostile_documents as of
from tests.unit.credentials.core.samples import sign

BYTES = {"cap": "bytes", "limit": "1000000"}
FILE_BYTES = {"cap": "bytes", "limit": "25000000"}


class Unreadable(NamedTuple):
    make: Callable[[], bytes]
    code: str
    facts: Mapping[str, str] = {}


FILES = {
    "two baked chunks": Unreadable(
        lambda: of.png((b"iTXt", of.KEYWORD + b"\0\0\0\0{}"), (b"iTXt", of.KEYWORD + b"\0\0\0\0{}")), "baked-twice"
    ),
    "a chunk and a text of another kind": Unreadable(
        lambda: of.png((b"iTXt", of.KEYWORD + b"\0\0\0\0{}"), (b"tEXt", of.KEYWORD + b"{}")), "baked-twice"
    ),
    "700 megabytes in an iTXt chunk": Unreadable(
        lambda: of.png((b"iTXt", of.KEYWORD + b"\1\0\0\0" + of.zeros(700, as_gzip=False))), "too-large", BYTES
    ),
    "700 megabytes in a zTXt chunk": Unreadable(
        lambda: of.png((b"zTXt", of.KEYWORD + b"\0" + of.zeros(700, as_gzip=False))), "too-large", BYTES
    ),
    "700 megabytes in a chunk of no badge": Unreadable(
        lambda: of.png((b"zTXt", b"Comment\0\0" + of.zeros(700, as_gzip=False))), "not-a-badge"
    ),
    "a million chunks": Unreadable(
        lambda: of.png(*[(b"tEXt", b"a\0b")] * 1_000_000), "too-large", {"cap": "chunks", "limit": "100000"}
    ),
    "a chunk of two gigabytes that isn't there": Unreadable(
        lambda: of.png()[:33] + b"\x7f\xff\xff\xffiTXt", "truncated"
    ),
    "entities of entities": Unreadable(
        lambda: of.svg("<openbadges:credential>&i;</openbadges:credential>", of.laughs()), "unsafe-svg"
    ),
    "an entity from a file": Unreadable(
        lambda: of.svg(
            "<openbadges:credential>&x;</openbadges:credential>",
            '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        ),
        "unsafe-svg",
    ),
    "two badges in a drawing": Unreadable(
        lambda: of.svg("<openbadges:credential>{}</openbadges:credential>" * 2), "baked-twice"
    ),
    "five million elements": Unreadable(
        lambda: of.svg("<g/>" * 5_000_000), "too-large", {"cap": "tags", "limit": "500000"}
    ),
    "elements in elements": Unreadable(
        lambda: of.svg("<g>" * 3_000_000), "too-large", {"cap": "tags", "limit": "500000"}
    ),
    "200,000 elements in elements": Unreadable(lambda: of.svg("<g>" * 200_000 + "</g>" * 200_000), "not-a-badge"),
    "two million attributes": Unreadable(
        lambda: of.svg("<g " + " ".join(f'a{number}=""' for number in range(2_000_000)) + "/>"),
        "too-large",
        {"cap": "tags", "limit": "500000"},
    ),
    "twenty megabytes in a drawing": Unreadable(
        lambda: of.svg("<openbadges:credential>" + "x" * 20_000_000 + "</openbadges:credential>"), "too-large", BYTES
    ),
    "twenty million lines in a drawing": Unreadable(
        lambda: of.svg("<openbadges:credential>" + "\n" * 20_000_000 + "</openbadges:credential>"), "too-large", BYTES
    ),
    "comments before a drawing that never begins": Unreadable(lambda: b"<!-- -->" * 2_500_000, "unknown-kind"),
    "a comment without an end": Unreadable(lambda: b"<!--" + b"-" * 20_000_000, "unknown-kind"),
    "more than a file may be": Unreadable(lambda: bytes(25_000_001), "too-large", FILE_BYTES),
    "twenty megabytes of nothing": Unreadable(lambda: bytes(20_000_000), "unknown-kind"),
    "twenty megabytes of dots": Unreadable(lambda: b"." * 20_000_000, "unknown-kind"),
    "half a character, as it is": Unreadable(lambda: b'{"a":"\xed\xa0\x80"}', "malformed"),
}


@pytest.mark.parametrize("door", ["file", "verify"])
@pytest.mark.parametrize("file", [pytest.param(case, id=name) for name, case in FILES.items()])
def test_a_hostile_file_ends_with_a_reason(judged, file, door):
    answer = judged(door, file.make())

    [check] = answer.report["checks"]
    assert check == {
        "name": "readable",
        "finding": "failed",
        "code": f"readable.{file.code}",
        "facts": file.facts,
    }
    assert answer.exit_code == (None if door == "file" else 2)


TOKENS: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "no algorithm": (lambda: of.token({"alg": "none", "kid": of.METHOD}, of.a_document()), "proof", "proof.absent"),
    "no algorithm, in capitals": (
        lambda: of.token({"alg": "NONE", "kid": of.METHOD}, of.a_document()),
        "proof",
        "proof.absent",
    ),
    "a shared secret": (
        lambda: of.token({"alg": "HS256", "kid": of.METHOD}, of.a_document()),
        "proof",
        "proof.malformed",
    ),
    "an algorithm for another key": (
        lambda: of.token({"alg": "ES256", "kid": of.METHOD}, of.a_document()),
        "proof",
        "proof.malformed",
    ),
    "an unknown algorithm": (
        lambda: of.token({"alg": "ES512", "kid": of.METHOD}, of.a_document()),
        "proof",
        "proof.kind-not-supported",
    ),
    "an extension": (
        lambda: of.token({"alg": "EdDSA", "kid": of.METHOD, "crit": ["b64"], "b64": False}, of.a_document()),
        "proof",
        "proof.malformed",
    ),
    "two algorithms": (
        lambda: of.token(b'{"alg":"EdDSA","alg":"none"}', of.a_document()),
        "readable",
        "readable.duplicate-key",
    ),
    "a payload in lists in lists": (
        lambda: of.token({"alg": "EdDSA"}, b'{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}"),
        "readable",
        "readable.too-deep",
    ),
    "a payload of two megabytes": (
        lambda: of.token({"alg": "EdDSA"}, of.a_document(name="x" * 2_000_000)),
        "readable",
        "readable.too-large",
    ),
    "an end in the year 10^299": (
        lambda: of.token({"alg": "EdDSA", "kid": of.METHOD}, {**of.a_document(), "exp": 10**307}),
        "proof",
        "proof.changed",
    ),
    "dots": (lambda: b"." * 900_000, "readable", "readable.not-json"),
    "400,000 parts": (lambda: b"a." * 400_000 + b"a", "readable", "readable.not-a-token"),
    "an address of 900,000 characters": (lambda: b"https://" + b"a" * 900_000, "readable", "readable.not-a-token"),
    "half a character, as it is": (lambda: b'{"a":"\xed\xa0\x80"}', "readable", "readable.not-json"),
}


@pytest.mark.parametrize("case", TOKENS)
def test_a_hostile_token_ends_with_a_reason(judged, case):
    make, check, code = TOKENS[case]

    answer = judged("document", make())

    assert answer.check(check)["code"] == code
    assert answer.report["verdict"] != "valid"


def test_tokens_in_tokens_are_looked_into_within_the_budget(judged):
    report = judged("document", of.tokens_in_tokens(18)).report

    assert _depth(report) == 19
    assert report["verdict"] == "invalid"


def _depth(report: Mapping[str, Any]) -> int:
    return 1 + max(map(_depth, report["endorsements"]), default=0)


@pytest.mark.parametrize("door", ["document", "verify"])
@pytest.mark.parametrize("member", ["endorsement", "endorsementJwt"])
def test_of_1000_endorsements_the_rest_is_named_with_the_cap(judged, member, door):
    endorsements = of.endorsements(1_000) if member == "endorsement" else ["a.b.c"] * 1_000

    reports = judged(door, {**of.build(), member: endorsements}).report["endorsements"]

    assert len(reports) == MAX_INNER + 1
    assert _not_looked_at(reports[-1])


@pytest.mark.parametrize("door", ["document", "verify"])
def test_of_300_badges_in_a_record_the_rest_is_named_with_the_cap(judged, door):
    record = of.record([of.a_document(id=f"urn:uuid:{number}") for number in range(300)])

    reports = judged(door, record).report["inner"]

    assert len(reports) == MAX_INNER + 1
    assert _not_looked_at(reports[-1])


def _not_looked_at(report: Mapping[str, Any]) -> bool:
    [check] = report["checks"]
    facts = {"cap": "credentials", "limit": str(MAX_INNER)}
    return (check["code"], check["facts"]) == ("readable.too-large", facts)


@pytest.mark.parametrize("door", ["document", "file", "verify"])
@pytest.mark.parametrize(
    "name",
    [
        pytest.param("a", id="small"),
        pytest.param("a" * 900_000, id="a megabyte in the innermost"),
    ],
)
def test_endorsements_in_endorsements_end_within_the_steps(judged, name, door):
    """JSON Schema has endorsements in endorsements without end; each is looked at, inside the one that it stands in."""
    report = judged(door, of.endorsed(of.a_document(name=name), 28)).report

    assert report["verdict"] == "invalid"
    assert _depth(report) == 29


def test_wide_endorsements_in_endorsements_end_within_the_steps(judged):
    report = judged("document", of.endorsed(of.many_subjects(4_000, name="a"), 28)).report

    codes = {check["code"]: check["facts"] for inner in _chain(report) for check in inner["checks"]}
    assert codes["context.too-complex"]["cap"] == "steps"


def _chain(report: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [report, *(found for inner in report["endorsements"] for found in _chain(inner))]


def test_presentations_in_presentations_are_not_looked_into(judged):
    innermost = of.presentation([sign(of.build())])
    answer = judged("document", of.presentation([of.presentation([innermost])]))

    [inner] = answer.report["inner"]
    assert [check["code"] for check in inner["checks"]] == ["readable.not-a-credential"]
    assert inner["inner"] == []
    assert answer.report["verdict"] == "invalid"


def test_a_presentation_of_sixty_poison_badges_ends_within_the_steps(judged):
    poison = [of.clique(8, id=f"urn:uuid:{number}", proof=of.a_proof()) for number in range(60)]

    reports = judged("document", of.presentation(poison)).report["inner"]

    assert len(reports) == 60
    [last] = [check for check in reports[-1]["checks"] if check["name"] == "context"]
    assert (last["code"], last["facts"]["cap"]) == ("context.too-complex", "steps")


def test_a_presentation_of_more_credentials_than_the_cap_says_so(judged):
    badges = [of.a_document(id=f"urn:uuid:{number}") for number in range(300)]

    answer = judged("document", of.presentation(badges))

    check = answer.check("schema")
    assert (check["code"], check["facts"]["field"]) == ("schema.malformed", "/verifiableCredential")
    assert "100" in check["facts"]["detail"]


LISTS = {
    "most of a gigabyte": (
        lambda: of.zeros(650, as_gzip=True),
        "status.list-too-large",
        {"list": of.LIST, "max-bytes": "4194304"},
    ),
    "what is no GZIP": (lambda: b"\x1f\x8b" + bytes(500_000), "status.list-malformed", {"list": of.LIST}),
    "a GZIP that is cut off": (lambda: of.empty_list()[:-12], "status.list-malformed", {"list": of.LIST}),
    "two GZIPs": (lambda: of.empty_list() * 2, "status.list-malformed", {"list": of.LIST}),
}


@pytest.mark.parametrize("case", LISTS)
def test_a_hostile_status_list_ends_with_a_reason(judged, case):
    make, code, facts = LISTS[case]
    entry = {**of.statuses(1)[0], "statusListCredential": of.LIST}

    answer = judged("document", sign(of.a_document(credentialStatus=entry)), {of.LIST: of.status_list(make())})

    found = answer.check("status")
    assert (found["code"], found["facts"]) == (code, facts)
    assert answer.report["verdict"] != "valid"


def test_a_sound_status_list_is_read_by_the_same_process(judged):
    entry = {**of.statuses(1)[0], "statusListCredential": of.LIST}

    answer = judged("document", sign(of.a_document(credentialStatus=entry)), {of.LIST: of.status_list(of.empty_list())})

    assert answer.check("status")["code"] == "status.ok"
    assert answer.report["verdict"] == "valid"


N_QUADS = {
    "ten that know each other": (lambda: of.clique_in_n_quads(10), 1, "500000 steps"),
    "a hundred that know each other": (lambda: of.clique_in_n_quads(100), 1, "500000 steps"),
    "a circle of 5,000": (lambda: of.circle_in_n_quads(5_000), 1, "150 unnamed"),
    "15,000 statements": (
        lambda: "".join(f'_:b{number} <urn:p> "{number}" .\n' for number in range(15_000)).encode(),
        1,
        "10000 statements",
    ),
    "more than a megabyte": (lambda: b"#" * 1_000_001, 2, "1000000 bytes"),
    "a million lines without a statement": (lambda: b"\n" * 999_999, 0, ""),
    "a text without an end": (lambda: b'<urn:s> <urn:p> "' + b"\\" * 900_000, 2, "Line 1"),
    "an IRI without an end": (lambda: b"<urn:" + b"\\u0061" * 150_000, 2, "Line 1"),
}


@pytest.mark.parametrize("case", N_QUADS)
def test_hostile_n_quads_end_with_a_reason(judged, case):
    make, code, word = N_QUADS[case]

    answer = judged("canonize", make())

    assert answer.exit_code == code
    assert word in answer.words
