"""Invariants of the credential core: what is signed verifies, what was changed never does, and nothing makes it raise."""

from __future__ import annotations

import copy
import json
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from credentials.core.claim import InstrumentClaim, LevelClaim, RouteClaim, UnitClaim, Verdict
from credentials.core.errors import Unreachable
from credentials.core.primitives.did import did_key_for
from credentials.core.primitives.rdfc import canonical_nquads
from credentials.core.report import KnownIssuer, Report, ReportVerdict
from credentials.core.verify import verify_document
from tests.unit.credentials.core.samples import NOW, SeedSigner, a_claim, build, sign

DID = did_key_for(SeedSigner().public)[0]

# Unicode of every plane, controls included; half a character is no text.
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)
codes = st.text(st.sampled_from("ABKW123-. /#é😀"), min_size=1, max_size=12)


def _unit(code: str, title: str, group: str, verdict: Verdict, url: str, origin: str) -> UnitClaim:
    return UnitClaim(code, title, group, f"Kerntaak {group}" if group else "", verdict, url, origin)


units = st.builds(
    _unit,
    codes,
    words,
    st.sampled_from(["", "B1-K1", "B1-K2"]),
    st.sampled_from(Verdict),
    st.sampled_from(["", "https://standaarden.example/w1"]),
    st.sampled_from(["letterlijk", "parafrase", "voorbeeld"]),
)


@st.composite
def claims(draw: st.DrawFn) -> Any:
    return a_claim(
        title=draw(words),
        description=draw(words),
        language=draw(st.sampled_from(["nl", "en"])),
        criteria_narrative=draw(words),
        narrative=draw(texts),
        standard_title=draw(words),
        standard_owner=draw(texts),
        standard_version=draw(texts),
        levels=tuple(LevelClaim("NLQF", level, "") for level in draw(st.lists(st.sampled_from("1234"), max_size=1))),
        route=RouteClaim("full", "EVC", draw(words), draw(texts), draw(st.integers(1, 40)), draw(st.integers(41, 99))),
        units=tuple(draw(st.lists(units, max_size=5, unique_by=lambda unit: unit.code))),
        instruments=tuple(
            draw(st.lists(st.builds(InstrumentClaim, codes, words, texts), max_size=3, unique_by=lambda item: item.key))
        ),
        assessed_on=draw(st.dates(date(1990, 1, 1), date(2090, 1, 1))),
        holder_name=draw(st.none() | words),
        addresses=tuple(draw(st.lists(st.emails(), max_size=2, unique=True))),
        is_example=draw(st.booleans()),
    )


def check(document: Any) -> Report:
    def unreachable(what: str) -> Any:
        raise Unreachable(what)

    return verify_document(
        document,
        now=NOW,
        resolve_did=unreachable,
        load_status_list=unreachable,
        is_known_issuer=lambda did: KnownIssuer(did, "Proef") if did == DID else None,
    )


@settings(max_examples=40, deadline=None)
@given(claims())
def test_every_claim_can_be_signed_verified_and_read_back(claim):
    signed = sign(build(claim))

    report = check(json.dumps(signed, ensure_ascii=False).encode())

    assert report.verdict == ReportVerdict.VALID, report.as_json()["checks"]
    summary = report.summary
    assert summary is not None
    assert (summary.title, summary.narrative, summary.holder_name) == (claim.title, claim.narrative, claim.holder_name)
    assert (summary.units, summary.instruments, summary.levels) == (claim.units, claim.instruments, claim.levels)
    assert summary.is_example == claim.is_example


def _places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    if isinstance(value, dict):
        return [place for key, item in value.items() for place in [(*path, key), *_places(item, (*path, key))]]
    if isinstance(value, list):
        return [place for index, item in enumerate(value) for place in _places(item, (*path, index))]
    return [path]


BADGE = sign(build())
PLACES = sorted(set(_places(BADGE)), key=repr)


def _parent(document: Any, place: tuple[Any, ...]) -> Any:
    for step in place[:-1]:
        document = document[step]
    return document


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(PLACES), st.text(max_size=8), st.integers(0, 200), st.booleans())
def test_a_badge_with_any_changed_text_is_never_valid(place, text, position, replace):
    changed = copy.deepcopy(BADGE)
    parent = _parent(changed, place)
    old = parent[place[-1]]
    if not isinstance(old, str):
        return
    cut = position % (len(old) + 1)
    new = old[:cut] + text + (old[cut + 1 :] if replace else old[cut:])
    if new == old:
        return
    parent[place[-1]] = new

    assert check(changed).verdict != ReportVerdict.VALID


@settings(max_examples=80, deadline=None)
@given(st.sampled_from([place for place in PLACES if isinstance(place[-1], str)]), st.text(max_size=8) | st.none())
def test_a_badge_with_any_member_renamed_or_removed_is_never_valid(place, name):
    changed = copy.deepcopy(BADGE)
    parent = _parent(changed, place)
    if name is not None and name in parent:
        return
    value = parent.pop(place[-1])
    if name is not None:
        parent[name] = value

    assert check(changed).verdict != ReportVerdict.VALID


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(PLACES), json_values)
def test_a_badge_with_anything_put_anywhere_gets_an_answer_and_is_never_valid(place, value):
    changed = copy.deepcopy(BADGE)
    parent = _parent(changed, place)
    if parent[place[-1]] == value:
        return
    parent[place[-1]] = value

    assert check(changed).verdict != ReportVerdict.VALID


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=200) | st.dictionaries(st.text(max_size=10), json_values, max_size=5))
def test_anything_at_all_gets_an_answer(document):
    assert check(document).verdict != ReportVerdict.VALID


nodes = st.sampled_from(["_:a", "_:b", "_:c", "_:d", "<urn:x>"])
quads = st.sets(
    st.tuples(nodes, st.sampled_from(["<urn:p>", "<urn:q>"]), nodes, st.sampled_from(["", "<urn:g>", "_:a"])),
    max_size=12,
)


@settings(max_examples=100, deadline=None)
@given(quads, st.permutations(["_:a", "_:b", "_:c", "_:d"]))
def test_the_canonical_form_does_not_depend_on_labels_or_order(graph, labels):
    renamed = dict(zip(["_:a", "_:b", "_:c", "_:d"], labels, strict=True))
    other = [tuple(renamed.get(term, term) for term in quad) for quad in sorted(graph, reverse=True)]

    assert canonical_nquads(graph)[0] == canonical_nquads(other)[0]
