"""Badges that others issued, good and broken (``specs/samples``), each judged as its manifest says that it should be.

Nothing is fetched: every resolver, list and page is unreachable, so most are left undecided, and what can be seen without
a network must be seen. The table stands below the results (``conftest``).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest

from credentials.core.badge_file import verify_file
from credentials.core.errors import Unreachable
from credentials.core.report import Check, CheckName, Finding, KnownIssuer, Report
from tests.require import shared
from tests.unit.credentials.core.conftest import ROW
from tests.unit.credentials.core.samples import shared_json

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)

Judge = Callable[[dict[str, Check]], bool]


def _is(name: str, *wanted: str) -> Judge:
    """The check has one of these findings or codes."""
    return lambda checks: name in checks and bool({str(checks[name].finding), checks[name].code} & set(wanted))


def _isnt(name: str, finding: str) -> Judge:
    return lambda checks: name in checks and checks[name].finding != finding


def _either(*judges: Judge) -> Judge:
    return lambda checks: any(judge(checks) for judge in judges)


def _all(*judges: Judge) -> Judge:
    return lambda checks: all(judge(checks) for judge in judges)


OPEN, NO, YES = "not-checked", "failed", "passed"
ANYTHING: Judge = lambda checks: "readable" in checks  # noqa: E731

# What each sentence of the manifest means for a verifier that fetches nothing.
MEANING: tuple[tuple[str, Judge], ...] = (
    (r"JSON schema ok", _is("schema", "schema.ok", "schema.clr", "schema.endorsement", "schema.data-model")),
    (r"JSON schema error: ", _is("schema", "schema.malformed")),
    (r"VCDM 1\.1: the 2\.0 schema does not apply", _isnt("schema", "schema.ok")),
    (r"safe mode ok", _is("context", YES)),
    (r"safe mode error: loading remote context failed", _is("context", "context.unknown")),
    (r"safe mode error: ", _is("context", NO)),
    # A key that only stands in the proof itself is no key of the issuer: the signature isn't looked at.
    (r"proof \S+: signature ok with the key .*not provable offline", _is("proof", "proof.key-unavailable")),
    (r"proof \S+: signature ok, verifiable offline", _is("proof", YES)),
    (r"proof \S+: signature wrong", _is("proof", NO, "proof.key-unavailable")),
    (r"proof \S+: cannot be checked", _isnt("proof", YES)),
    (r"proof \S+: unsupported ", _is("proof", "proof.kind-not-supported")),
    (r"proof \S+: not verifiable offline, no key at hand", _is("proof", OPEN)),
    (r"no proof: shape only, unsigned", _is("proof", "proof.absent")),
    (r"controller of the verification method is not the issuer .*: refuse", _isnt("issuer", YES)),
    (r"error: unknown (?:DID method|URL scheme)", _is("issuer", "issuer.kind-not-supported", "issuer.malformed")),
    (r"status \S+: list must be fetched", _is("status", "status.unreachable", "status.kind-not-supported")),
    (r"revoked$", _isnt("status", YES)),
    (r"expired(?: \d{4}-.*)?$", _is("dates", "dates.expired", "dates.kind-not-supported")),
    (r"not yet valid ", _is("dates", "dates.not-yet")),
    (r"JWT header .*signature ok \(key embedded in the header, not attested\)", _all(
        _is("proof", YES), _is("issuer", "issuer.key-embedded")
    )),
    (r"JWT header .*signature not verifiable offline", _is("proof", OPEN)),
    (r"claims ", _is("readable", YES)),
    (r"every optional field of OB 3\.0: must parse and show", _is("readable", YES)),
    (r"parse ok \(OB [12]\.", _is("readable", YES, "readable.not-a-credential")),
    (r"parse ok \(no or old context\)", _is("readable", YES, "readable.not-a-credential")),
    (r"parse error: not JSON", _is("readable", NO)),
    (r"no badge in the image: clear message", _is("readable", "readable.not-a-badge")),
    (r"verification hosted: ", _is("proof", "proof.hosted-unreachable", "proof.kind-not-supported")),
    (r"verification signed: key must be fetched", _is("proof", "proof.key-unavailable")),
    # These are an Issuer or an Endorsement of 2.0: parts of a badge, not one.
    (r"verification (?:None|HostedBadge): ", _is("readable", "readable.not-a-credential")),
    (r"error: expires before issuedOn", _is("schema", "schema.malformed")),
    (r"error: context is not OB 2\.0", _is("context", "context.invalid")),
    (r"error: type$", _is("schema", "schema.malformed")),
    # What stands in a document that was not fetched can't be seen: the badge must not pass.
    (r"error: signed badge, issuer without publicKey", _isnt("issuer", YES)),
    (r"error: in the revocation list", _is("status", "status.unreachable")),
    (r"error: assertion id not within allowedOrigins / startsWith", _isnt("issuer", YES)),
    (r"error: several fields malformed", _isnt("schema", YES)),
    (r"warning: issuer id is not http\(s\)", _isnt("issuer", YES)),
)  # fmt: skip

_NOT_A_BADGE = _is("readable", "readable.not-a-credential")
_NO_CONTEXT = (
    _is("context", "context.unknown"),
    "its context without a version is in no published package, so it is not shipped",
)
# Where we see it otherwise than the sentence says, and why: by the start of the file's name and of the sentence.
OTHERWISE: dict[tuple[str, str], tuple[Judge, str]] = {
    ("ob30/bit-string-list__credential-status-revoked-blank-nodes.json", "JSON schema ok"): (
        _is("schema", "schema.malformed"),
        "its statusListIndex is a number; Bitstring Status List asks for a text, which the schema doesn't know",
    ),
    ("ob30/bit-string-list__testlist", "JSON schema error"): (
        _is("schema", "schema.data-model"),
        "it is a status list, which the schema of badges is not meant for",
    ),
    ("ob30/simple-err-type.json", "JSON schema error"): (
        _is("schema", "schema.data-model"),
        "it doesn't say to be an Open Badge; the type that it has in place of that fails the check context",
    ),
    ("ob30/simple-noproof.json", "safe mode ok"): _NO_CONTEXT,
    ("ob30/simple_v1.json", "safe mode ok"): _NO_CONTEXT,
    ("ob30/endorsement-err-schema-status-refresh.json", "safe mode ok"): _NO_CONTEXT,
    ("clr20/complex.json", "safe mode ok"): _NO_CONTEXT,
    ("clr20/complex.json", "proof Ed25519Signature2020: signature ok"): (
        _all(_is("proof", "proof.key-unavailable"), _is("issuer", NO)),
        "the key is not the issuer's, so its signature isn't looked at",
    ),
    ("dcc/eddsa__v2__safeModeBreaker.json", "status StatusList2021Entry"): (
        _is("status", "status.malformed"),
        "its entry names no list",
    ),
    ("ob20-parts/", "error: "): (
        _NOT_A_BADGE,
        "a badge class or a Profile states no award; test_open_badge_2 has badges of it",
    ),
}


@dataclass(frozen=True)
class Sample:
    file: str
    expected: tuple[str, ...]


def _samples() -> list[Sample]:
    """What the manifest lists; skips, loudly, when it is not there."""
    return [
        Sample(entry["file"], tuple(entry["expected"])) for entry in shared_json("samples", "manifest.json")["samples"]
    ]


def _samples_to_test() -> list[Sample]:
    """The same while tests are collected; none when there is no manifest, which the tests below then say."""
    try:
        return _samples()
    except pytest.skip.Exception:
        return []


def _unreachable(address: str) -> Any:
    raise Unreachable("Nothing is fetched in this test.", address=address)


def judged(file: str, **changes: Any) -> Report:
    sources = {
        "resolve_did": _unreachable,
        "load_status_list": _unreachable,
        "fetch": _unreachable,
        "is_known_issuer": lambda _did: None,
    }
    return verify_file(shared(f"specs/samples/{file}").read_bytes(), now=NOW, **{**sources, **changes})


def _row(sample: Sample, report: Report) -> str:
    told = [check.code for check in report.checks if check.finding in (Finding.FAILED, Finding.NOT_CHECKED)]
    if kind := next((check.facts["kind"] for check in report.checks if check.code == "schema.kind-not-supported"), ""):
        told = [f"kind-not-supported: {kind}"]
    inner = "".join(f" [{inside.verdict}]" for inside in report.inner)
    expected = " | ".join(re.sub(r"[;:(].*", "", sentence).strip() for sentence in sample.expected)
    return f"{sample.file:82} {report.verdict:10}{inner} {' '.join(told) or 'all passed'}\n{'':4}expected: {expected}"


@pytest.mark.shared
def test_every_file_is_in_the_manifest():
    folder = shared("specs/samples")
    files = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()} - {"manifest.json"}
    assert files == {sample.file for sample in _samples()}


@pytest.mark.shared
@pytest.mark.parametrize("sample", _samples_to_test(), ids=lambda sample: sample.file)
def test_a_badge_of_another_issuer_is_judged_as_the_manifest_says(sample: Sample, record_property: Any):
    report = judged(sample.file)
    record_property(ROW, _row(sample, report))
    checks = {str(check.name): check for check in report.checks}

    wrong = []
    for sentence in sample.expected:
        judges = [judge for pattern, judge in MEANING if re.match(pattern, sentence)]
        assert judges, f"no meaning for the sentence {sentence!r}"
        known = [
            judge
            for (file, start), (judge, _why) in OTHERWISE.items()
            if sample.file.startswith(file) and sentence.startswith(start)
        ]
        if not (known or judges)[0](checks):
            wrong.append(sentence)
    assert not wrong, {name: (check.finding, check.code, check.facts) for name, check in checks.items()}


@pytest.mark.shared
@pytest.mark.parametrize("place", OTHERWISE, ids=" ".join)
def test_where_we_see_it_otherwise_there_is_such_a_sentence(place: tuple[str, str]):
    file, start = place
    assert [
        sentence
        for sample in _samples()
        if sample.file.startswith(file)
        for sentence in sample.expected
        if sentence.startswith(start)
    ]


DCC_LIST = ("vectors", "bitstring", "signed-list.dcc.json")


@pytest.mark.shared
@pytest.mark.parametrize(
    "sample",
    [sample for sample in _samples_to_test() if any(DCC_LIST[-1] in sentence for sentence in sample.expected)],
    ids=lambda sample: sample.file,
)
def test_with_the_issuers_list_at_hand_what_was_withdrawn_is_seen(sample: Sample):
    """vectors/bitstring/signed-list.dcc.json is the list that these badges name."""
    report = judged(sample.file, load_status_list=lambda _url: shared_json(*DCC_LIST))
    # The list calls itself by another address than these badges name it by, and some are of another issuer than it: so
    # a bit that isn't set proves nothing, and one that is set counts.
    expected = {"status.revoked"} if "revoked" in sample.expected else {"status.other-list", "status.list-other-issuer"}
    assert report.check(CheckName.STATUS).code in expected


@pytest.mark.shared
@pytest.mark.parametrize(
    ("file", "verdict", "codes"),
    [
        ("simple-revoked.jwt", "invalid", {"proof.ok", "status.revoked"}),
        ("simple-not-revoked.jwt", "valid", {"proof.ok", "status.ok"}),
        ("basic-assertion-with-language.json", "valid", {"proof.hosted"}),
        ("assertion-with-data-image.json", "valid", {"proof.hosted"}),
        ("warning-issuer-non-http.json", "undecided", {"proof.hosted", "issuer.kind-not-supported"}),
        ("basic-assertion-expired.json", "invalid", {"dates.expired"}),
        ("basic-assertion-expired-before-issued.json", "invalid", {"schema.malformed"}),
    ],
)
def test_with_the_issuers_documents_at_hand_an_open_badge_2_is_judged_whole(file: str, verdict: str, codes: set[str]):
    """specs/samples/ob20 with what ob20-parts holds, each at the address that it calls its own."""
    parts = _parts()

    def fetch(address: str) -> Any:
        # Their addresses are written with http and https in turn.
        for known in (address, address.replace("http://", "https://"), address.replace("https://", "http://")):
            if known in parts:
                return parts[known]
        return _unreachable(address)

    own = f"ob20/{file}"
    if file.endswith(".json"):
        parts.update({(document := shared_json("samples", own))["id"]: document})
    report = judged(own, fetch=fetch, is_known_issuer=lambda address: KnownIssuer(address, "Example"))

    assert report.verdict == verdict, [(check.code, check.facts) for check in report.checks]
    assert codes <= {check.code for check in report.checks}


def _parts() -> dict[str, dict[str, Any]]:
    """Each where its file stood in the tests that it was made for, and where it says that it stands."""
    parts: dict[str, dict[str, Any]] = {}
    for path in sorted(shared("specs/samples/ob20-parts").glob("ob20__assets__*.json")):
        document = json.loads(path.read_text(encoding="utf-8"))
        parts[f"https://example.org/{path.name.removeprefix('ob20__assets__')}"] = document
        if isinstance(document.get("id"), str):
            parts[document["id"]] = document
    return parts


@pytest.mark.shared
def test_no_badge_of_another_issuer_passes_whole_without_a_network_and_a_known_issuer():
    assert {sample.file for sample in _samples() if judged(sample.file).verdict == "valid"} == set()
