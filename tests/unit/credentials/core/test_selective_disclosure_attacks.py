"""A holder, or whoever got the part that was shown, tries to make it say something else."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from credentials.core.errors import CredentialError, MalformedProof, SignatureInvalid
from credentials.core.primitives.canonical import canonicalise
from credentials.core.primitives.disclosure_proof_value import proof_key_bytes
from credentials.core.primitives.disclosure_statements import MAX_STATEMENTS, relabelled_lines
from credentials.core.primitives.keys import KeyKind
from credentials.core.primitives.multibase import encode_base64url
from credentials.core.primitives.selective_disclosure import derive, pointers_to_results
from tests.unit.credentials.core.disclosure_samples import (
    KEPT,
    SHOWN,
    a_badge,
    check,
    fixed_bytes,
    keep,
    value_of,
    with_value,
)
from tests.unit.credentials.core.samples import SeedSigner

# The two addresses of the holder, which are nodes without an id.
WITH_ADDRESSES = derive(KEPT, pointers=["/credentialSubject/identifier", "/name"])


def changed(shown: dict[str, Any], *place: str | int, to: Any) -> dict[str, Any]:
    """A copy with one member or item that is another one, or new."""
    copied = copy.deepcopy(shown)
    holder: Any = copied
    for step in place[:-1]:
        holder = holder[step]
    if place[-1] == "+":
        holder.append(to)
    else:
        holder[place[-1]] = to
    return copied


def lines_of(shown: dict[str, Any], labels: Mapping[int, bytes] | None = None) -> list[str]:
    """The statements that it shows, as they were signed."""
    digests = value_of(shown).labels if labels is None else labels
    unsecured = {name: value for name, value in shown.items() if name != "proof"}
    return relabelled_lines(
        canonicalise(unsecured), {f"c14n{number}": encode_base64url(digest) for number, digest in digests.items()}
    )


def texts(value: Any, place: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    if isinstance(value, str):
        yield place
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, item in items:
        yield from texts(item, (*place, step))


@pytest.mark.parametrize("place", list(texts(SHOWN)), ids=lambda place: "/".join(map(str, place)))
def test_no_text_in_it_can_be_changed(place):
    value: Any = SHOWN
    for step in place:
        value = value[step]

    with pytest.raises(CredentialError):
        check(changed(SHOWN, *place, to=f"{value}x"))


@pytest.mark.parametrize(
    ("place", "value"),
    [
        pytest.param(("credentialSubject", "narrative"), "De beste.", id="a narrative"),
        pytest.param(("credentialSubject", "result", 0, "status"), "Completed", id="a member of a result"),
        pytest.param(("credentialSubject", "result", "+"), {"type": ["Result"], "value": "erkend"}, id="a result"),
        pytest.param(("type", "+"), "EndorsementCredential", id="a type"),
        pytest.param(("validUntil",), "2099-01-01T00:00:00Z", id="a date"),
        pytest.param(("credentialSubject", "achievement", "tag", "+"), "Cum laude", id="a tag"),
    ],
)
def test_nothing_can_be_added(place, value):
    with pytest.raises(SignatureInvalid):
        check(changed(SHOWN, *place, to=value))


def test_what_was_added_can_not_have_the_signature_of_something_else():
    added = changed(SHOWN, "credentialSubject", "narrative", to="De beste.")
    signatures = value_of(SHOWN).signatures

    for position in range(len(signatures) + 1):
        with pytest.raises(SignatureInvalid):
            check(with_value(added, signatures=(*signatures[:position], signatures[0], *signatures[position:])))


@pytest.mark.parametrize("member", ["credentialStatus", "validFrom"])
def test_what_is_mandatory_can_not_be_left_out(member):
    less = copy.deepcopy(SHOWN)
    del less[member]
    lines = lines_of(SHOWN)
    left = lines_of(less)
    mandatory = {lines[index] for index in value_of(SHOWN).mandatory_indexes}

    with pytest.raises(SignatureInvalid, match="does not fit"):
        check(with_value(less, mandatory_indexes=tuple(i for i, line in enumerate(left) if line in mandatory)))


def test_what_is_mandatory_can_not_pass_for_something_chosen():
    value = value_of(SHOWN)

    with pytest.raises(SignatureInvalid, match="does not fit"):
        check(
            with_value(
                SHOWN,
                mandatory_indexes=value.mandatory_indexes[1:],
                signatures=(value.signatures[0], *value.signatures),
            )
        )


def test_what_was_chosen_can_not_pass_for_mandatory():
    value = value_of(SHOWN)
    chosen = next(index for index in range(len(lines_of(SHOWN))) if index not in value.mandatory_indexes)

    with pytest.raises(SignatureInvalid, match="does not fit"):
        check(
            with_value(
                SHOWN,
                mandatory_indexes=tuple(sorted((*value.mandatory_indexes, chosen))),
                signatures=value.signatures[1:],
            )
        )


def test_the_signatures_can_not_change_places():
    first, second, *others = value_of(SHOWN).signatures

    with pytest.raises(SignatureInvalid):
        check(with_value(SHOWN, signatures=(second, first, *others)))


@pytest.mark.parametrize("count", [0, 1, -1], ids=["none", "one too many", "one too few"])
def test_there_is_one_signature_for_each_statement(count):
    signatures = value_of(SHOWN).signatures
    others = {0: (), 1: (*signatures, signatures[0]), -1: signatures[:-1]}

    with pytest.raises(SignatureInvalid, match="more or fewer"):
        check(with_value(SHOWN, signatures=others[count]))


def test_signatures_of_another_badge_do_not_count():
    other = keep({**a_badge(), "name": "Iets anders"}, random_bytes=fixed_bytes(6))
    shown = derive(other, pointers=pointers_to_results(other, ["B1-K1-W1", "B1-K2-W3"]))
    check(shown)

    with pytest.raises(SignatureInvalid):
        check(with_value(SHOWN, signatures=value_of(shown).signatures))
    with pytest.raises(SignatureInvalid):
        check({**SHOWN, "proof": shown["proof"]})


def test_a_stranger_can_not_sign_the_statements_with_a_key_of_its_own():
    stranger = SeedSigner(9, kind=KeyKind.P256)
    value, lines = value_of(SHOWN), lines_of(SHOWN)
    own = tuple(stranger.sign(line.encode()) for i, line in enumerate(lines) if i not in value.mandatory_indexes)

    with pytest.raises(SignatureInvalid):
        check(with_value(SHOWN, public_key=proof_key_bytes(stranger.public_key), signatures=own))


def test_two_labels_can_not_change_places():
    check(WITH_ADDRESSES)
    labels = dict(value_of(WITH_ADDRESSES).labels)
    labels[0], labels[1] = labels[1], labels[0]

    with pytest.raises(SignatureInvalid):
        check(with_value(WITH_ADDRESSES, labels=labels))


def test_one_thing_can_not_pass_for_two():
    """All statements are signed, with the right signatures; only that two nodes have one label gives it away."""
    one = derive(KEPT, pointers=["/credentialSubject/identifier/0/salt"])
    value, lines = value_of(one), lines_of(one)
    mandatory = {lines[index] for index in value.mandatory_indexes}
    signatures = dict(zip([line for line in lines if line not in mandatory], value.signatures, strict=True))
    twice = copy.deepcopy(one)
    twice["credentialSubject"]["identifier"] *= 2
    subject, address = value.labels[0], value.labels[1]
    doubled = lines_of(twice, {0: subject, 1: address, 2: address})

    with pytest.raises(MalformedProof, match="stands for two"):
        check(
            with_value(
                twice,
                labels={0: subject, 1: address, 2: address},
                signatures=tuple(signatures[line] for line in doubled if line not in mandatory),
                mandatory_indexes=tuple(index for index, line in enumerate(doubled) if line in mandatory),
            )
        )


@pytest.mark.parametrize("change", ["more", "fewer", "another number"])
def test_the_labels_are_those_of_the_document(change):
    labels = dict(value_of(SHOWN).labels)
    other = {
        "more": {**labels, len(labels): bytes(32)},
        "fewer": {},
        "another number": {number + 1: label for number, label in labels.items()},
    }

    with pytest.raises(SignatureInvalid, match="labels"):
        check(with_value(SHOWN, labels=other[change]))


def test_no_index_stands_in_it_twice():
    indexes = value_of(SHOWN).mandatory_indexes

    with pytest.raises(MalformedProof, match="twice"):
        check(with_value(SHOWN, mandatory_indexes=(*indexes, indexes[0])))


def test_no_index_points_past_the_statements():
    indexes = value_of(SHOWN).mandatory_indexes

    with pytest.raises(SignatureInvalid, match="more or fewer"):
        check(with_value(SHOWN, mandatory_indexes=(*indexes, 4_000)))


@pytest.mark.parametrize(
    "context",
    [
        pytest.param(
            lambda old: [old[0], "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json"], id="an older one"
        ),
        pytest.param(lambda old: old[:1], id="one less"),
        pytest.param(lambda old: [*old, {"narrative": "https://schema.org/name"}], id="a meaning of its own"),
    ],
)
def test_the_same_names_can_not_get_another_meaning(context):
    with pytest.raises(CredentialError):
        check({**WITH_ADDRESSES, "@context": context(WITH_ADDRESSES["@context"])})


def test_a_context_of_the_proof_is_the_beginning_of_the_documents():
    first = SHOWN["@context"][0]
    check({**SHOWN, "proof": {**SHOWN["proof"], "@context": [first]}})

    with pytest.raises(MalformedProof):
        check({**SHOWN, "proof": {**SHOWN["proof"], "@context": [first, "https://w3id.org/security/multikey/v1"]}})


@pytest.mark.parametrize(
    "change",
    [
        {"created": "2026-11-24T12:00:01Z"},
        {"verificationMethod": "did:key:zDnx#zDnx"},
        {"proofPurpose": "authentication"},
        {"domain": "https://werkgever.example"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_what_the_proof_says_of_itself_is_signed(change):
    with pytest.raises(SignatureInvalid):
        check({**SHOWN, "proof": {**SHOWN["proof"], **change}})


def test_more_statements_than_the_cap_are_refused_by_its_number():
    many = changed(
        SHOWN, "credentialSubject", "achievement", "tag", to=[f"tag {number}" for number in range(MAX_STATEMENTS)]
    )

    with pytest.raises(MalformedProof) as caught:
        check(many)

    assert caught.value.data == {"limit": MAX_STATEMENTS}
