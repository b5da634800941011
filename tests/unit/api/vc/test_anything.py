"""Whatever is sent to the VC-API, the answer is an answer: never an error of ours, and never a yes to what was changed."""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from credentials.core.primitives.data_integrity import add_proof
from tests.unit.api.vc.door import HOLDER, HOLDER_METHOD, MADE, V2, Door
from tests.unit.api.vc.rules import GOOD

DOOR = Door()
CREDENTIAL = DOOR.issued(name="Badge", termsOfUse=[{"type": "https://example.org/#Policy", "id": "urn:a:b"}])

scalars = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=20)
)
values = st.recursive(
    scalars | st.sampled_from([V2, "did:example:1", "VerifiableCredential", "@id", "2026-01-01T00:00:00Z", "urn:a:b"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "type", "@context", "@id", "@value", "@graph", "proof", "issuer", "name"])
            | st.text(max_size=5),
            inner,
            max_size=3,
        )
    ),
    max_leaves=8,
)
MEMBERS = sorted({*CREDENTIAL, *(member for changes in GOOD.values() for member in changes if member != "context")})


@st.composite
def spoilt(draw: st.DrawFn) -> dict[str, Any]:
    """A signed credential with one place anywhere in it changed to anything."""
    document = copy.deepcopy(CREDENTIAL)
    holder: Any = document
    while True:
        key = draw(st.sampled_from(sorted(holder)) if isinstance(holder, dict) else st.integers(0, len(holder) - 1))
        inner = holder[key]
        if not isinstance(inner, (dict, list)) or not inner or draw(st.booleans()):
            holder[key] = draw(values)
            return document
        holder = inner


def is_an_answer(response: Any, *statuses: int) -> None:
    assert response.status_code in statuses, response.content
    assert response["Content-Type"] == "application/json"
    response.json()


def test_the_credential_that_is_changed_below_is_sound():
    assert DOOR.verify(CREDENTIAL).status_code == 200


@settings(max_examples=150, deadline=None)
@given(spoilt())
def test_a_changed_credential_gets_an_answer_and_a_yes_only_when_nothing_changed(document):
    response = DOOR.verify(document)

    is_an_answer(response, 200, 400)
    if document != CREDENTIAL and response.status_code == 200:
        # Only what means the same may still be true: a list of one, another order, an absent null.
        assert {"proof", "type", "@context"} >= {name for name in CREDENTIAL if document.get(name) != CREDENTIAL[name]}


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(MEMBERS), values)
def test_whatever_stands_in_a_member_it_is_issued_or_refused(member, value):
    response = DOOR.issue(DOOR.credential(**{member: value}))

    is_an_answer(response, 201, 400)
    if response.status_code == 201:
        assert DOOR.verify(response.json()["verifiableCredential"], checks=["proof"]).status_code in {200, 400}


@settings(max_examples=80, deadline=None)
@given(values, st.dictionaries(st.sampled_from(["checks", "domain", "challenge", "cryptosuite", "mediaType"]), values))
def test_whatever_is_sent_gets_an_answer(document, options):
    for ask in (DOOR.issue, DOOR.verify, DOOR.verify_presentation):
        is_an_answer(ask(document, **options), 201, 400)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(["verifiableCredential", "holder", "id", "type", "@context", "termsOfUse", "proof"]), values)
def test_whatever_stands_in_a_presentation_it_gets_an_answer(member, value):
    presentation = {"@context": [V2], "type": ["VerifiablePresentation"], "verifiableCredential": [CREDENTIAL]}
    signed = add_proof(
        presentation, signer=HOLDER, verification_method=HOLDER_METHOD, created=MADE, purpose="authentication"
    )

    is_an_answer(DOOR.verify_presentation({**signed, member: value}), 200, 400)
