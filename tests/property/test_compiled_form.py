"""The fast way to the canonical form gives what the general way gives: the same bytes, or the same refusal.

PyLD's expansion and the general RDFC-1.0 are the measure. The documents are generated: whole badges in many shapes, and
badges in which something was changed at random, with inline contexts, languages, numbers, shared and missing ids, equal
and entangled nodes, and texts of every plane of Unicode.
"""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from credentials.core.contexts import PUBLISHED
from credentials.core.errors import CredentialError
from credentials.core.primitives.canonical import to_quads
from credentials.core.primitives.compiled_form import compiled_form
from credentials.core.primitives.rdfc import canonical_nquads
from credentials.core.primitives.term_definitions import Uncompiled

V1 = "https://www.w3.org/2018/credentials/v1"
V2 = "https://www.w3.org/ns/credentials/v2"
OB = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
EXTENSIONS = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"
CLR = "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json"
EXAMPLES = "https://www.w3.org/ns/credentials/examples/v2"
DATA_INTEGRITY = "https://w3id.org/security/data-integrity/v2"

texts = st.one_of(
    st.sampled_from(
        ["", "Behaald", "Behaald", 'zo "zei" ze\\u0041', "regel\nregel", "\x7f\x00\x1f", "Şßé😀", "\u2028"]
    ),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
)
good_addresses = st.sampled_from(
    [
        "https://erkend.example/a",
        "https://erkend.example/b",
        "urn:uuid:6d7a3c1e-5b5f-4f0e-9f43-0f8f3a1f2b11",
        "did:example:abc#key",
        "http://erkend.example/é?x=%20",
        "ni:///sha-256;abc",
    ]
)
addresses = st.one_of(
    good_addresses,
    st.sampled_from(
        [
            "xsd:date",
            "ex:kort",
            "relatief",
            "_:b0",
            "https://er kend.example/",
            "https://x/\u00a0",
            "@id",
            "",
            "a:",
            "x:{}",
        ]
    ),
)
numbers = st.one_of(
    st.booleans(), st.integers(-3, 3), st.sampled_from([0.5, 2.0, 1e21, 10**21, 1e-7, 1.0, -0.0, float("nan"), 2**53])
)
languages = st.sampled_from(["nl", "NL-be", "en", "x", "", "nl_NL", 3])
tagged = st.one_of(
    st.fixed_dictionaries({"@value": texts, "@language": languages}),
    st.fixed_dictionaries({"@value": texts}),
    st.fixed_dictionaries(
        {"@value": texts, "@language": languages, "@direction": st.sampled_from(["ltr", "rtl", "x"])}
    ),
    st.fixed_dictionaries({"@value": numbers, "@type": st.sampled_from(["xsd:date", "https://x.example/t", "Result"])}),
)
scalars = st.one_of(texts, texts, addresses, numbers, tagged, st.none())

TYPES = [
    "Achievement",
    "AchievementSubject",
    "Alignment",
    "Evidence",
    "Image",
    "Profile",
    "Result",
    "ResultDescription",
    "Related",
    "RubricCriterionLevel",
    "IdentityObject",
    "EndorsementCredential",
    "BitstringStatusListEntry",
    "DataIntegrityProof",
    "VerifiableCredential",
    "JsonSchema",
]
MEMBERS = [
    "achievement",
    "achievedLevel",
    "alignment",
    "allowedValue",
    "creditsAvailable",
    "criteria",
    "description",
    "evidence",
    "identifier",
    "image",
    "inLanguage",
    "issuer",
    "name",
    "narrative",
    "related",
    "result",
    "resultDescription",
    "rubricCriterionLevel",
    "source",
    "status",
    "tag",
    "targetName",
    "targetType",
    "targetUrl",
    "value",
    "version",
    "credentialSubject",
    "credentialStatus",
    "termsOfUse",
    "proof",
    "statusPurpose",
    "validFrom",
    "hashed",
    "id",
    "type",
    "@id",
    "eigen",
    "ex:kort",
    "https://x.example/eigen",
    "https://www.w3.org/2018/credentials#issuer",
]


def _node(members: dict[str, Any], types: Any, identity: Any, with_id: int) -> dict[str, Any]:
    node = dict(members)
    if types is not None:
        node["type"] = types
    if with_id:
        node["id"] = identity
    return node


def nodes(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    values = st.one_of(inner, st.lists(inner, max_size=3))
    return st.builds(
        _node,
        st.dictionaries(st.sampled_from(MEMBERS), values, max_size=4),
        st.one_of(st.none(), st.sampled_from(TYPES), st.lists(st.sampled_from(TYPES), max_size=2)),
        addresses,
        st.integers(0, 1),
    )


anything = st.recursive(scalars, nodes, max_leaves=12)

# What an issuer could well write: members with values of the right sort, in objects of the right type.
GOOD_MEMBERS: dict[str, st.SearchStrategy[Any]] = {
    "name": st.one_of(texts, st.fixed_dictionaries({"@value": texts, "@language": st.sampled_from(["nl", "EN-gb"])})),
    "description": texts,
    "id": good_addresses,
}
GOOD_TYPED: dict[str, dict[str, st.SearchStrategy[Any]]] = {
    "Achievement": {
        "creditsAvailable": st.sampled_from([1, 2.5, 3.0, "4"]),
        "tag": st.lists(texts, max_size=3),
        "inLanguage": texts,
        "criteria": st.fixed_dictionaries({"narrative": texts}),
        "achievementType": texts,
    },
    "Result": {"value": texts, "resultDescription": good_addresses, "status": texts, "achievedLevel": good_addresses},
    "ResultDescription": {"allowedValue": st.lists(texts, max_size=4), "resultType": texts, "valueMin": texts},
    "Alignment": {"targetName": texts, "targetUrl": good_addresses, "targetType": texts},
    "Evidence": {"narrative": texts, "genre": texts},
    "Profile": {"url": good_addresses, "email": texts},
    "IdentityObject": {"hashed": st.booleans(), "identityHash": texts, "salt": texts},
}
INNER = ["https://x.example/a", "https://x.example/b"]


@st.composite
def good_nodes(draw: st.DrawFn, levels: int = 3) -> dict[str, Any]:
    kind = draw(st.sampled_from(sorted(GOOD_TYPED)))
    fields = GOOD_MEMBERS | GOOD_TYPED[kind]
    node = {
        name: draw(fields[name]) for name in draw(st.lists(st.sampled_from(sorted(fields)), max_size=4, unique=True))
    }
    node["type"] = draw(st.sampled_from([kind, [kind]]))
    if levels:
        for name in draw(st.lists(st.sampled_from(INNER), max_size=2, unique=True)):
            node[name] = draw(st.one_of(good_nodes(levels - 1), st.lists(good_nodes(levels - 1), max_size=3)))
    return node


# Terms of an inline context, with values of the right sort for each. Lists may hold null, which leaves no trace.
EX = "https://ex.example/#"
some_texts = st.one_of(texts, st.lists(st.one_of(texts, st.none()), max_size=3))
good_numbers = st.one_of(st.booleans(), st.integers(-3, 3), st.sampled_from([0.5, 2.0, 1e-7, -0.0, 2**53, 1e20]))
OWN_TERMS: dict[str, tuple[Any, st.SearchStrategy[Any]]] = {
    "tekst": (f"{EX}tekst", st.one_of(texts, st.lists(st.one_of(texts, good_numbers, st.none()), max_size=4))),
    "getal": ({"@id": "ex:getal"}, good_numbers),
    "dag": ({"@id": f"{EX}dag", "@type": "xsd:date"}, st.one_of(some_texts, good_numbers)),
    "adres": ({"@id": f"{EX}adres", "@type": "@id"}, st.one_of(good_addresses, st.lists(good_addresses, max_size=3))),
    "woord": (
        {"@id": "ex:woord", "@type": "@vocab"},
        st.sampled_from(["tekst", "Result", "https://x.example/w", ["dag"]]),
    ),
    "rij": ({"@id": f"{EX}rij", "@container": "@list"}, st.one_of(some_texts, st.lists(good_numbers, max_size=3))),
    "adressen": ({"@id": f"{EX}adressen", "@type": "@id", "@container": "@list"}, st.lists(good_addresses, max_size=3)),
    "verzameling": ({"@id": f"{EX}verzameling", "@container": ["@set"]}, some_texts),
}
SCOPED = {
    "lid": {"@id": f"{EX}lid", "@context": {"binnen": f"{EX}binnen"}},
    "leden": {"@id": f"{EX}leden", "@container": "@list", "@context": {"binnen": {"@id": f"{EX}b", "@type": "@id"}}},
    "Soort": {"@id": "ex:Soort", "@context": {"van": "ex:van", "tekst": f"{EX}andere-tekst"}},
    "Andere": {"@id": f"{EX}Andere", "@context": {"@vocab": f"{EX}vocab/"}},
}
OWN_CONTEXT = {"ex": EX} | {name: term for name, (term, _) in OWN_TERMS.items()} | SCOPED


@st.composite
def own_nodes(draw: st.DrawFn, levels: int = 3) -> dict[str, Any]:
    """Objects with the terms of ``OWN_CONTEXT``: typed and untyped, with the members that each brings along."""
    node = {name: draw(OWN_TERMS[name][1]) for name in draw(st.lists(st.sampled_from(sorted(OWN_TERMS)), max_size=3))}
    kind = draw(st.sampled_from(["", "", "Soort", "Andere", ["Soort", "Andere"], []]))
    if kind:
        node["type"] = kind
    if "Soort" in kind:
        node["van"] = draw(texts)
    if "Andere" in kind:
        node[draw(st.sampled_from(["los", "vast"]))] = draw(texts)
    if draw(st.integers(0, 3)) == 0:
        node["id"] = draw(good_addresses)
    for name in draw(st.lists(st.sampled_from(["lid", "leden", *INNER]), max_size=2, unique=True)) if levels else ():
        inner = st.builds(_with_inside, own_nodes(levels - 1), st.none() if name in INNER else good_addresses)
        node[name] = draw(st.one_of(inner, st.lists(inner, max_size=3)))
    return node or {"tekst": draw(texts)}


def _with_inside(node: dict[str, Any], inside: str | None) -> dict[str, Any]:
    return node if inside is None else {**node, "binnen": inside}


inline = st.one_of(
    st.just({"ex": "https://ex.example/#"}),
    st.just({"@vocab": "https://ex.example/#"}),
    st.just(
        {"eigen": "https://ex.example/#eigen", "Eigen": {"@id": "https://ex.example/#E", "@context": {"x": "ex:x"}}}
    ),
    st.just({"@protected": True, "eigen": {"@id": "https://ex.example/#eigen", "@type": "@id"}}),
    st.just({"eigen": {"@id": "https://ex.example/#eigen", "@container": "@list"}}),
    st.just({"eigen": {"@id": "https://ex.example/#eigen", "@container": "@language"}}),
    st.just({"eigen": {"@id": "https://ex.example/#eigen", "@type": "@json"}}),
    st.just({"ex": "https://ex.example/#", "eigen": {"@id": "ex:eigen", "@type": "@vocab"}}),
    st.dictionaries(
        st.sampled_from(
            ["eigen", "ex", "name", "xsd", "Result", "id", "@version", "@language", "a:b", "value", "image"]
        ),
        st.one_of(
            st.none(),
            st.sampled_from(["https://ex.example/#", "ex:eigen", "@id", "@type", "eigen", "name", 1.1, True]),
            st.dictionaries(
                st.sampled_from(
                    ["@id", "@type", "@container", "@protected", "@prefix", "@context", "@reverse", "@nest"]
                ),
                st.one_of(
                    st.sampled_from(
                        [
                            "https://ex.example/#y",
                            "@id",
                            "@vocab",
                            "@json",
                            "xsd:date",
                            "@list",
                            "@set",
                            ["@set"],
                            "@graph",
                            True,
                            False,
                            None,
                        ]
                    ),
                    st.just({"eigen": "https://ex.example/#inner"}),
                    st.just({"value": "https://ex.example/#inner"}),
                ),
                max_size=3,
            ),
        ),
        max_size=3,
    ),
)
contexts = st.one_of(
    st.sampled_from([[V2, OB], [V2, OB, EXTENSIONS], [V2], [V2, CLR, OB, EXTENSIONS], [V2, OB, EXAMPLES]]),
    st.sampled_from(
        [[V1, OB], [V1, DATA_INTEGRITY], [V2, OB, DATA_INTEGRITY], V2, [OB], ["https://x.example/unknown"], []]
    ),
    st.builds(lambda local: [V2, OB, local], inline),
    st.builds(lambda local: [V2, local, OB], inline),
    st.builds(lambda local: [local, V2], inline),
)


def _general(document: Any, hash_name: str = "sha256") -> bytes:
    return canonical_nquads(to_quads(document), hash_name=hash_name)[0].encode()


def _same_both_ways(document: Any) -> None:
    before = copy.deepcopy(document)
    try:
        fast = compiled_form(document, contexts=PUBLISHED, hash_name="sha256")
    except (Uncompiled, UnicodeEncodeError):
        event("left to the general way")
        return
    except CredentialError as error:
        event("refused")
        with pytest.raises(type(error)):
            _general(document)
        return
    event("compiled")
    assert repr(document) == repr(before), "reading changes nothing"
    assert fast == _general(document)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(contexts, nodes(anything))
def test_a_generated_document_has_the_same_lines_both_ways(context, node):
    _same_both_ways({"@context": context, **node})


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(good_nodes())
def test_a_document_as_issuers_write_them_has_the_same_lines_both_ways(node):
    _same_both_ways({"@context": [V2, OB], **node})


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(own_nodes())
def test_a_document_with_terms_of_its_own_has_the_same_lines_both_ways(node):
    _same_both_ways({"@context": [V2, OB, OWN_CONTEXT], **node})


BADGE: dict[str, Any] = {
    "@context": [V2, OB],
    "id": "https://erkend.example/badges/1",
    "type": ["VerifiableCredential", "OpenBadgeCredential"],
    "name": "Toezicht",
    "issuer": {"id": "did:example:gemeente", "type": ["Profile"], "name": "Gemeente"},
    "validFrom": "2026-11-24T12:00:00Z",
    "credentialSubject": {
        "type": ["AchievementSubject"],
        "identifier": [
            {"type": "IdentityObject", "hashed": True, "identityHash": "sha256$00", "identityType": "emailAddress"},
            {"type": "IdentityObject", "hashed": True, "identityHash": "sha256$01", "identityType": "emailAddress"},
        ],
        "achievement": {
            "id": "https://erkend.example/achievements/1",
            "type": ["Achievement"],
            "name": "Toezicht",
            "description": "Houdt toezicht",
            "criteria": {"narrative": "Elk werkproces"},
            "creditsAvailable": 2.5,
            "tag": ["EVC", "EVC", "boa"],
            "image": {"id": "https://erkend.example/medal.png", "type": "Image"},
            "resultDescription": [
                {
                    "id": f"https://erkend.example/achievements/1#{number}",
                    "type": ["ResultDescription"],
                    "name": f"W{number}",
                    "resultType": "Result",
                    "allowedValue": ["erkend", "deels", "nog niet"],
                    "alignment": [
                        {"type": ["Alignment"], "targetName": "W", "targetUrl": "https://standaard.example/w"},
                        {"type": ["Alignment"], "targetName": "W", "targetUrl": "https://standaard.example/w"},
                    ],
                }
                for number in range(3)
            ],
        },
        "result": [
            {"type": ["Result"], "resultDescription": "https://erkend.example/achievements/1#0", "value": "erkend"},
            {"type": ["Result"], "resultDescription": "https://erkend.example/achievements/1#1", "value": "deels"},
        ],
    },
    "evidence": [{"type": ["Evidence"], "name": "Portfolio", "narrative": "Wat de kandidaat liet zien"}],
}


def _places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    found = [path] if path else []
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        found += _places(item, (*path, key))
    return found


PLACES = [place for place in _places(BADGE) if place[0] != "@context"]


def _holder(badge: Any, place: tuple[Any, ...]) -> Any:
    for step in place[:-1]:
        badge = badge[step]
    return badge


def _of_the_same_sort(value: Any) -> st.SearchStrategy[Any]:
    if isinstance(value, bool | int | float):
        return good_numbers
    if isinstance(value, str):
        return good_addresses if value.startswith(("https:", "did:")) else texts
    return good_nodes(1)


@st.composite
def changed_badges(draw: st.DrawFn) -> Any:
    badge = copy.deepcopy(BADGE)
    if draw(st.integers(0, 4)) == 0:
        badge["@context"] = draw(contexts)
    for _ in range(draw(st.integers(0, 3))):
        place = draw(st.sampled_from(PLACES))
        try:
            holder = _holder(badge, place)
            kind = draw(st.sampled_from(["replace", "remove", "twice", "add", "context"]))
            if kind == "replace":
                alike = _of_the_same_sort(holder[place[-1]])
                holder[place[-1]] = draw(st.one_of(alike, alike, alike, texts, good_addresses, anything))
            elif kind == "remove":
                del holder[place[-1]]
            elif kind == "twice":
                holder[place[-1]] = [holder[place[-1]], copy.deepcopy(holder[place[-1]])]
            elif kind == "add":
                name = draw(st.sampled_from([*MEMBERS, *INNER * 20]))
                holder[place[-1]][name] = draw(st.one_of(texts, good_nodes(1), anything))
            else:
                holder[place[-1]]["@context"] = draw(contexts)
        except (LookupError, TypeError, AttributeError):
            continue
    return badge


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(changed_badges())
def test_a_changed_badge_has_the_same_lines_both_ways(badge):
    _same_both_ways(badge)


def test_an_ordinary_badge_is_compiled():
    form = compiled_form(
        json.loads(json.dumps(BADGE)),
        contexts=PUBLISHED,
        hash_name="sha256",
    )
    assert form == _general(BADGE)
