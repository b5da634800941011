"""A presentation is its holder's, answers what was asked, and is no better than the worst credential in it."""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from credentials.core.envelopes import (
    envelope,
    envelope_presentation,
    enveloped_credential,
    enveloped_presentation,
)
from credentials.core.errors import MalformedCredential, MalformedProof, Unreachable, UnsafeDocument
from credentials.core.jwt_checks import read_secured_jwt
from credentials.core.presentation_model import MAX_CREDENTIALS, check_presentation_model
from credentials.core.presentations import verify_presentation
from credentials.core.primitives.data_integrity import EDDSA_JCS
from credentials.core.primitives.did import did_key_for
from credentials.core.primitives.jwt import read_jwt, sign_jwt
from credentials.core.primitives.keys import KeyKind, SecretKey
from credentials.core.report import CheckName, Finding, KnownIssuer, Report, ReportVerdict
from credentials.core.verify import verify_document
from tests.unit.credentials.core.samples import NOW, SeedSigner, build, shared_json, sign, specs

V2 = "https://www.w3.org/ns/credentials/v2"
ISSUER = SeedSigner()
ISSUER_DID, ISSUER_KID = did_key_for(ISSUER.public)
HOLDER = SeedSigner(11)
HOLDER_DID, HOLDER_KID = did_key_for(HOLDER.public)
DOMAIN, CHALLENGE = "https://werkgever.example", "een-keer-7f3a"


def a_credential(**changes: Any) -> dict[str, Any]:
    return {
        "@context": [V2],
        "type": ["VerifiableCredential"],
        "issuer": ISSUER_DID,
        "credentialSubject": {"id": HOLDER_DID},
        **changes,
    }


SIGNED = sign(a_credential(), ISSUER)
ENVELOPED = enveloped_credential(envelope(a_credential(), signer=ISSUER, kid=ISSUER_KID))


def a_presentation(*credentials: Any, **changes: Any) -> dict[str, Any]:
    contained = {"verifiableCredential": list(credentials)} if credentials else {}
    return {"@context": [V2], "type": ["VerifiablePresentation"], "holder": HOLDER_DID, **contained, **changes}


def signed_by(signer: SecretKey, presentation: dict[str, Any], **options: Any) -> dict[str, Any]:
    return sign(
        presentation, signer, **{"purpose": "authentication", "domain": DOMAIN, "challenge": CHALLENGE, **options}
    )


def unreachable(address: str) -> Any:
    raise Unreachable(f"{address} does not answer.")


def verify(presentation: Mapping[str, Any] | str, **changes: Any) -> Report:
    facts: dict[str, Any] = {
        "now": NOW,
        "resolve_did": unreachable,
        "load_status_list": unreachable,
        "is_known_issuer": lambda did: KnownIssuer(did, "Gemeente Voorbeeld"),
    }
    return verify_presentation(presentation, **{**facts, **changes})


def asked(presentation: Mapping[str, Any] | str, **changes: Any) -> Report:
    return verify(presentation, **{"domain": DOMAIN, "challenge": CHALLENGE, **changes})


def codes(report: Report) -> dict[str, str]:
    return {str(check.name): check.code for check in report.checks}


def in_a_token(presentation: dict[str, Any], signer: SecretKey = HOLDER, **options: Any) -> str:
    facts: dict[str, Any] = {"kid": did_key_for(signer.public)[1], "audience": DOMAIN, "nonce": CHALLENGE}
    return envelope_presentation(presentation, signer=signer, **{**facts, **options})


ALL_FORMS = pytest.mark.parametrize(
    "secure",
    [
        pytest.param(lambda presentation: signed_by(HOLDER, presentation), id="eddsa-rdfc-2022"),
        pytest.param(lambda presentation: signed_by(HOLDER, presentation, cryptosuite=EDDSA_JCS), id="eddsa-jcs-2022"),
        pytest.param(lambda presentation: json.dumps(signed_by(HOLDER, presentation)), id="text"),
        pytest.param(in_a_token, id="vp+jwt"),
        pytest.param(lambda presentation: enveloped_presentation(in_a_token(presentation)), id="enveloped"),
    ],
)


@ALL_FORMS
def test_a_presentation_of_our_badges_is_valid_with_a_report_for_each(secure):
    presentation = a_presentation(sign(build(), ISSUER), SIGNED, ENVELOPED)

    report = asked(secure(presentation))

    assert report.verdict is ReportVerdict.VALID
    assert codes(report) == {
        "readable": "readable.ok",
        "schema": "schema.data-model",
        "context": "context.ok",
        "proof": "proof.ok",
        "issuer": "issuer.holder",
        "dates": "dates.none",
        "status": "status.none",
        "holder": "holder.presented",
    }
    assert [inner.verdict for inner in report.inner] == [ReportVerdict.VALID] * 3
    assert [codes(inner)["schema"] for inner in report.inner] == ["schema.ok", "schema.data-model", "schema.data-model"]


@ALL_FORMS
def test_a_changed_credential_makes_the_whole_invalid(secure):
    changed = copy.deepcopy(SIGNED)
    changed["credentialSubject"]["id"] = "did:example:another"

    report = asked(secure(a_presentation(SIGNED, changed)))

    assert codes(report)["proof"] == "proof.ok"
    assert [codes(inner)["proof"] for inner in report.inner] == ["proof.ok", "proof.changed"]
    assert report.verdict is ReportVerdict.INVALID


def test_a_credential_that_is_open_leaves_the_whole_open():
    report = asked(signed_by(HOLDER, a_presentation(SIGNED)), is_known_issuer=lambda did: None)
    assert report.verdict is ReportVerdict.UNDECIDED


def test_an_unreadable_credential_makes_the_whole_invalid():
    broken = {**ENVELOPED, "id": "data:application/vc+jwt,a.b"}
    report = asked(signed_by(HOLDER, a_presentation(broken)))
    assert report.inner[0].verdict is ReportVerdict.UNREADABLE
    assert report.verdict is ReportVerdict.INVALID


@pytest.mark.parametrize(
    "contained",
    [
        pytest.param(a_presentation(), id="an unsigned presentation"),
        pytest.param(signed_by(HOLDER, a_presentation()), id="a signed presentation"),
        pytest.param(enveloped_presentation(in_a_token(a_presentation())), id="an enveloped presentation"),
    ],
)
def test_a_presentation_is_no_credential_to_present(contained):
    report = asked(signed_by(HOLDER, a_presentation(SIGNED, contained)))
    assert report.check(CheckName.SCHEMA).facts["field"] == "/verifiableCredential/1"
    assert codes(report.inner[1]) == {"readable": "readable.not-a-credential"}


@pytest.mark.parametrize("contained", [7, None, True], ids=str)
def test_what_is_no_object_is_no_credential(contained):
    report = verify(a_presentation(SIGNED, contained))
    assert codes(report.inner[1]) == {"readable": "readable.not-an-object"}
    assert report.verdict is ReportVerdict.INVALID


def test_a_presentation_without_credentials_is_fine():
    assert asked(signed_by(HOLDER, a_presentation())).verdict is ReportVerdict.VALID


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        pytest.param({"challenge": "another"}, "proof.other-challenge", id="another challenge"),
        pytest.param({"domain": "https://another.example"}, "proof.other-domain", id="another domain"),
        pytest.param({"challenge": None, "domain": None}, "proof.ok", id="nothing asked"),
    ],
)
@ALL_FORMS
def test_it_answers_what_was_asked(secure, wanted, code):
    assert codes(asked(secure(a_presentation(SIGNED)), **wanted))["proof"] == code


@pytest.mark.parametrize("wanted", [{"challenge": CHALLENGE}, {"domain": DOMAIN}], ids=["challenge", "domain"])
@pytest.mark.parametrize(
    "presentation",
    [
        pytest.param(signed_by(HOLDER, a_presentation(SIGNED), domain=None, challenge=None), id="proof"),
        pytest.param(in_a_token(a_presentation(SIGNED), audience=None, nonce=None), id="token"),
    ],
)
def test_an_answer_that_is_not_there_is_no_answer(presentation, wanted):
    assert verify(presentation, **wanted).check(CheckName.PROOF).finding is Finding.FAILED
    assert verify(presentation).verdict is ReportVerdict.VALID


@pytest.mark.parametrize("audience", [[DOMAIN, "https://another.example"], DOMAIN])
def test_a_token_may_be_for_several(audience):
    payload = {**a_presentation(SIGNED), "aud": audience, "nonce": CHALLENGE}
    token = sign_jwt(payload, signer=HOLDER, header={"typ": "vp+jwt", "kid": HOLDER_KID})
    assert asked(token).verdict is ReportVerdict.VALID


@pytest.mark.parametrize("claim", [{"iss": ISSUER_DID}, {"jti": "urn:uuid:another"}], ids=["iss", "jti"])
def test_a_claim_that_says_otherwise_than_the_presentation_fails(claim):
    payload = {**a_presentation(SIGNED, id="urn:uuid:this"), "aud": DOMAIN, "nonce": CHALLENGE, **claim}
    token = sign_jwt(payload, signer=HOLDER, header={"typ": "vp+jwt", "kid": HOLDER_KID})
    assert codes(asked(token))["proof"] == "proof.malformed"


def test_a_forged_answer_is_called_changed_whatever_was_asked():
    token = in_a_token(a_presentation(SIGNED))
    forged = token.rpartition(".")[0] + "." + in_a_token(a_presentation()).rpartition(".")[2]
    assert codes(asked(forged, challenge="another"))["proof"] == "proof.changed"


def test_an_unsigned_presentation_is_allowed_only_when_nothing_was_asked():
    presentation = a_presentation(SIGNED)

    report = verify(presentation)

    assert (codes(report)["proof"], codes(report)["issuer"]) == ("proof.none", "issuer.not-signed")
    assert report.verdict is ReportVerdict.VALID
    assert codes(verify(presentation, challenge=CHALLENGE))["proof"] == "proof.absent"
    assert verify(presentation, domain=DOMAIN).verdict is ReportVerdict.INVALID


def test_a_proof_that_is_empty_is_not_the_same_as_none():
    assert verify(a_presentation(SIGNED, proof=[])).verdict is ReportVerdict.INVALID


@pytest.mark.parametrize(
    "presentation",
    [
        pytest.param(signed_by(ISSUER, a_presentation(SIGNED)), id="proof"),
        pytest.param(
            sign_jwt(
                {**a_presentation(SIGNED), "aud": DOMAIN, "nonce": CHALLENGE},
                signer=ISSUER,
                header={"typ": "vp+jwt", "kid": ISSUER_KID},
            ),
            id="token",
        ),
    ],
)
def test_the_key_must_be_the_holders_where_one_is_named(presentation):
    report = asked(presentation)
    assert codes(report)["issuer"] == "issuer.other-controller"
    assert report.verdict is ReportVerdict.INVALID


@ALL_FORMS
def test_without_a_holder_any_own_key_will_do(secure):
    presentation = a_presentation(SIGNED)
    del presentation["holder"]

    report = asked(secure(presentation))

    assert report.check(CheckName.ISSUER).facts == {"did": HOLDER_DID}
    assert codes(report)["holder"] == "holder.not-asked"


def test_a_proof_made_to_assert_does_not_present():
    presentation = signed_by(HOLDER, a_presentation(SIGNED), purpose="assertionMethod")
    assert codes(asked(presentation))["proof"] == "proof.other-purpose"


@pytest.mark.parametrize("expires", [NOW - timedelta(seconds=1), NOW], ids=["past", "now"])
def test_a_token_ends_when_it_says(expires):
    assert codes(asked(in_a_token(a_presentation(SIGNED), expires=expires)))["proof"] == "proof.expired"


def test_how_many_are_about_the_holder_is_a_fact_and_no_failure():
    other = sign(a_credential(credentialSubject={"id": "did:example:another"}), ISSUER)

    report = asked(signed_by(HOLDER, a_presentation(SIGNED, other, ENVELOPED)))

    assert report.check(CheckName.HOLDER).facts == {"did": HOLDER_DID, "credentials": "3", "own": "2"}
    assert report.verdict is ReportVerdict.VALID


@ALL_FORMS
def test_what_the_holder_states_itself_needs_no_proof_of_its_own(secure):
    report = asked(secure(a_presentation(a_credential(issuer=HOLDER_DID))))

    assert codes(report.inner[0])["proof"] == "proof.self-asserted"
    assert report.inner[0].check(CheckName.ISSUER).finding is Finding.PASSED
    assert report.verdict is ReportVerdict.VALID


@pytest.mark.parametrize(
    "presentation",
    [
        pytest.param(signed_by(HOLDER, a_presentation(a_credential())), id="another issuer"),
        pytest.param(
            signed_by(HOLDER, a_presentation(a_credential(issuer=HOLDER_DID), holder=ISSUER_DID)), id="not its key"
        ),
        pytest.param(
            {**signed_by(HOLDER, a_presentation(a_credential(issuer=HOLDER_DID))), "id": "urn:uuid:added-later"},
            id="changed",
        ),
    ],
)
def test_nobody_else_states_anything_without_a_proof(presentation):
    report = asked(presentation)
    assert codes(report.inner[0])["proof"] == "proof.absent"
    assert report.verdict is ReportVerdict.INVALID


@pytest.mark.parametrize(
    "secure", [lambda p: signed_by(HOLDER, p, cryptosuite=EDDSA_JCS), in_a_token], ids=["proof", "token"]
)
@pytest.mark.parametrize(
    "stated",
    [
        pytest.param(sign(a_credential(issuer=HOLDER_DID), ISSUER), id="a proof of somebody else"),
        pytest.param({**sign(a_credential(issuer=HOLDER_DID), HOLDER), "id": "urn:uuid:added"}, id="a changed proof"),
        pytest.param(a_credential(issuer=HOLDER_DID, proof=[]), id="no proof in the place of one"),
        pytest.param(a_credential(issuer=HOLDER_DID, proof=None), id="null in the place of a proof"),
        pytest.param(
            enveloped_credential(envelope(a_credential(issuer=HOLDER_DID), signer=ISSUER, kid=HOLDER_KID)),
            id="a token of another key",
        ),
    ],
)
def test_the_holders_word_does_not_mend_a_proof_that_is_wrong(secure, stated):
    report = asked(secure(a_presentation(stated)))

    assert Finding.FAILED in {report.inner[0].check(name).finding for name in (CheckName.PROOF, CheckName.ISSUER)}
    assert report.verdict is ReportVerdict.INVALID


@pytest.mark.parametrize(
    "stated", [{"type": ["VerifiableCredential"]}, a_credential(issuer=None), a_credential(issuer={})], ids=repr
)
def test_what_names_no_issuer_is_nobodys_word(stated):
    for presentation in (a_presentation(stated), a_presentation(stated, holder=None)):
        report = asked(signed_by(HOLDER, presentation, cryptosuite=EDDSA_JCS))
        assert report.inner[0].verdict is ReportVerdict.INVALID


@pytest.mark.parametrize(
    ("claimed", "finding"), [(HOLDER_DID, Finding.PASSED), (ISSUER_DID, Finding.FAILED)], ids=["holder", "another"]
)
def test_a_token_that_names_its_holder_in_a_claim_only_must_be_of_that_ones_key(claimed, finding):
    presentation = a_presentation(SIGNED)
    del presentation["holder"]
    claims = {"iss": claimed, "nonce": CHALLENGE, "aud": DOMAIN}

    token = sign_jwt({**presentation, **claims}, signer=HOLDER, header={"kid": HOLDER_KID})

    assert asked(token).check(CheckName.ISSUER).finding is finding


def test_a_claim_that_is_no_name_names_no_holder():
    presentation = a_presentation(SIGNED)
    del presentation["holder"]
    claims = {"iss": [HOLDER_DID], "nonce": CHALLENGE, "aud": DOMAIN}

    token = sign_jwt({**presentation, **claims}, signer=HOLDER, header={"kid": HOLDER_KID})

    assert codes(asked(token))["issuer"] == "issuer.holder"
    assert codes(asked(token))["holder"] == "holder.not-asked"


def test_an_unsigned_presentation_gives_no_weight_to_its_holders_word():
    assert verify(a_presentation(a_credential(issuer=HOLDER_DID))).verdict is ReportVerdict.INVALID


def test_an_unnamed_holder_states_nothing_without_a_proof():
    presentation = a_presentation(a_credential(issuer=HOLDER_DID))
    del presentation["holder"]
    assert asked(signed_by(HOLDER, presentation)).verdict is ReportVerdict.INVALID


@pytest.mark.parametrize(
    ("change", "field"),
    [
        pytest.param({"@context": []}, "/@context", id="no context"),
        pytest.param({"@context": V2}, "/@context", id="a context that is no list"),
        pytest.param(
            {"@context": ["https://www.w3.org/ns/credentials/examples/v2"]}, "/@context/0", id="another context"
        ),
        pytest.param({"@context": [V2, 7]}, "/@context/1", id="a context that is a number"),
        pytest.param({"type": ["VerifiableCredential"]}, "/type", id="another type"),
        pytest.param({"type": ["VerifiablePresentation", 7]}, "/type", id="a type that is a number"),
        pytest.param({"id": "not an address"}, "/id", id="id with white space"),
        pytest.param({"id": ["urn:a:b"]}, "/id", id="id that is a list"),
        pytest.param({"id": None}, "/id", id="id that is null"),
        pytest.param({"holder": {}}, "/holder", id="a holder without an id"),
        pytest.param({"holder": "Samira"}, "/holder", id="a holder that is a name"),
        pytest.param({"holder": [HOLDER_DID]}, "/holder", id="a holder that is a list"),
        pytest.param({"holder": None}, "/holder", id="a holder that is null"),
        pytest.param({"verifiableCredential": []}, "/verifiableCredential", id="an empty list"),
        pytest.param({"verifiableCredential": None}, "/verifiableCredential", id="null"),
        pytest.param({"verifiableCredential": "https://a.example"}, "/verifiableCredential/0", id="an address"),
        pytest.param({"verifiableCredential": [SIGNED, 7]}, "/verifiableCredential/1", id="a number"),
        pytest.param({"verifiableCredential": [{}]}, "/verifiableCredential/0", id="an empty object"),
        pytest.param(
            {"verifiableCredential": [ENVELOPED["id"].partition(",")[2]]}, "/verifiableCredential/0", id="a bare token"
        ),
        pytest.param(
            {"verifiableCredential": [{**ENVELOPED, "@context": []}]},
            "/verifiableCredential/0/@context",
            id="an envelope without a context",
        ),
        pytest.param(
            {"verifiableCredential": [{**ENVELOPED, "id": "urn:a:b"}]},
            "/verifiableCredential/0/id",
            id="an empty envelope",
        ),
        pytest.param(
            {"verifiableCredential": [SIGNED] * (MAX_CREDENTIALS + 1)}, "/verifiableCredential", id="more than the cap"
        ),
        pytest.param(
            {
                "verifiableCredential": [
                    {**ENVELOPED, "type": ["EnvelopedVerifiableCredential", "VerifiableCredential"]}
                ]
            },
            "/verifiableCredential/0/type",
            id="an envelope of two types",
        ),
        pytest.param({"proof": []}, "/proof", id="no proof in the list"),
        pytest.param({"termsOfUse": {"id": "urn:a:b"}}, "/termsOfUse", id="terms without a type"),
    ],
)
def test_a_presentation_that_breaks_a_rule_says_where(change, field):
    with pytest.raises(MalformedCredential) as caught:
        check_presentation_model(a_presentation(SIGNED, **change))
    assert caught.value.field is not None
    assert caught.value.field.startswith(field)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"holder": {"id": HOLDER_DID}}, id="a holder that is an object"),
        pytest.param({"id": "urn:uuid:3978344f-8596-4c3a-a978-8fcaba3903c5"}, id="an id"),
        pytest.param({"verifiableCredential": SIGNED}, id="one credential and no list"),
        pytest.param({"verifiableCredential": [[ENVELOPED], SIGNED]}, id="a list in the list"),
        pytest.param({"type": "VerifiablePresentation"}, id="one type"),
        pytest.param({"verifiableCredential": [SIGNED] * MAX_CREDENTIALS}, id="as many as the cap"),
    ],
)
def test_other_spellings_that_the_data_model_allows_are_valid(change):
    assert verify(a_presentation(SIGNED, **change)).verdict is ReportVerdict.VALID


def test_a_member_without_a_meaning_fails():
    report = verify(a_presentation(SIGNED, ownWord="x"))
    assert codes(report)["context"] == "context.undefined-term"


@pytest.mark.parametrize(
    ("presentation", "error"),
    [
        pytest.param(a_presentation(holder={}), MalformedCredential, id="malformed"),
        pytest.param(
            a_presentation(**{"@context": ["https://www.w3.org/2018/credentials/v1"]}),
            MalformedCredential,
            id="version 1",
        ),
        pytest.param(a_presentation(ownWord=1), UnsafeDocument, id="an undefined term"),
        pytest.param(a_presentation(nonce="x"), MalformedCredential, id="a claim's name"),
        pytest.param(a_presentation(holder=ISSUER_DID), MalformedProof, id="the key of another"),
    ],
)
def test_nothing_is_enveloped_that_would_not_verify(presentation, error):
    with pytest.raises(error):
        in_a_token(presentation)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"@context": []}, id="no context"),
        pytest.param({"@context": ["https://www.w3.org/ns/credentials/examples/v2"]}, id="another context"),
        pytest.param({"id": in_a_token(a_presentation(SIGNED))}, id="a bare token"),
        pytest.param({"type": ["VerifiablePresentation"]}, id="another type"),
        pytest.param({"type": "EnvelopedVerifiableCredential"}, id="the type of credentials"),
    ],
)
def test_an_enveloped_presentation_that_breaks_a_rule_fails(change):
    enveloped = {**enveloped_presentation(in_a_token(a_presentation(SIGNED))), **change}
    assert asked(enveloped).verdict in {ReportVerdict.INVALID, ReportVerdict.UNREADABLE}


def test_an_envelope_of_another_kind_is_not_checked():
    enveloped = {**enveloped_presentation("x"), "id": "data:application/vp+sd-jwt,x"}
    assert asked(enveloped).verdict is ReportVerdict.UNDECIDED


def test_the_older_form_is_read_with_a_claim_an_inner_list_and_an_issuer_on_p_256():
    """As an outside suite has it: typ JWT, a vp claim of version 2, application/jwt, a vc claim signed with ES256."""
    issuer = SeedSigner(kind=KeyKind.P256)
    did, kid = did_key_for(issuer.public)
    inner = sign_jwt({"iss": did, "vc": a_credential(issuer=did)}, signer=issuer, header={"kid": kid})
    enveloped = {"@context": V2, "type": "EnvelopedVerifiableCredential", "id": f"data:application/jwt,{inner}"}
    claims = {"iss": HOLDER_DID, "aud": DOMAIN, "nonce": CHALLENGE, "vp": a_presentation([enveloped])}
    token = sign_jwt(claims, signer=HOLDER, header={"typ": "JWT", "kid": HOLDER_KID})
    presentation = {"@context": V2, "type": "EnvelopedVerifiablePresentation", "id": f"data:application/jwt,{token}"}

    report = asked(presentation)

    assert did.startswith("did:key:zDn")
    assert report.verdict is ReportVerdict.VALID
    assert len(report.inner) == 1


def test_a_presentation_of_version_1_holds_bare_tokens_and_its_holder_in_a_claim():
    version_1 = {
        "@context": ["https://www.w3.org/2018/credentials/v1"],
        "type": ["VerifiablePresentation"],
        "verifiableCredential": [ENVELOPED["id"].partition(",")[2]],
    }
    claims = {"iss": HOLDER_DID, "aud": DOMAIN, "nonce": CHALLENGE, "vp": version_1}
    token = sign_jwt(claims, signer=HOLDER, header={"typ": "JWT", "kid": HOLDER_KID})

    report = asked(token)

    assert report.verdict is ReportVerdict.VALID
    assert report.check(CheckName.HOLDER).facts == {"did": HOLDER_DID, "credentials": "1", "own": "1"}
    assert read_secured_jwt(token)[0] == {**version_1, "holder": HOLDER_DID}
    without = sign_jwt({"vp": version_1}, signer=HOLDER, header={"typ": "JWT", "kid": HOLDER_KID})
    assert read_secured_jwt(without)[0] == version_1


@pytest.mark.parametrize(
    ("presentation", "code"),
    [
        pytest.param("{", "readable.not-json", id="no json"),
        pytest.param("[]", "readable.not-a-token", id="a list"),
        pytest.param("", "readable.not-a-token", id="nothing"),
        pytest.param('{"type":"a","type":"b"}', "readable.duplicate-key", id="twice a member"),
        pytest.param({}, "readable.not-a-credential", id="an empty object"),
        pytest.param(SIGNED, "readable.not-a-credential", id="a credential"),
        pytest.param(ENVELOPED, "readable.not-a-credential", id="an enveloped credential"),
        pytest.param(ENVELOPED["id"].partition(",")[2], "readable.not-a-credential", id="a credential in a token"),
        pytest.param(a_presentation(id="x" * 1_000_001), "readable.too-large", id="over the cap"),
        pytest.param({"type": ["VerifiablePresentation", "\ud800"]}, "readable.lone-surrogate", id="half a character"),
    ],
)
def test_what_is_no_presentation_is_unreadable(presentation, code):
    assert codes(verify(presentation)) == {"readable": code}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.just(SIGNED),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(["@context", "type", "id", "holder", "verifiableCredential", "proof", "termsOfUse", "name"]),
    JSON,
)
def test_nothing_in_a_presentation_makes_the_verifier_raise(member, value):
    report = asked(signed_by(HOLDER, a_presentation(SIGNED)) | {member: value})
    assert report.verdict in set(ReportVerdict)


JOSE = ("vectors", "vc-jose-cose")
THEN = datetime(2024, 12, 15, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "name", ["presentation-multiple.json", "presentation-selective.json", "presentation-single.json"]
)
def test_the_presentations_of_vc_jose_cose_follow_the_data_model(name):
    check_presentation_model(shared_json(*JOSE, name))


def test_the_good_token_of_vc_jose_cose_presents_three_credentials():
    report = verify(specs(*JOSE, "presentation-jose-multiple.txt").read_text(), now=THEN)

    assert codes(report)["schema"] == "schema.data-model"
    assert codes(report)["context"] == "context.ok"
    # Its keys are thumbprints below an https address, which nothing here looks up: open, neither right nor wrong.
    assert codes(report)["proof"] == "proof.key-unavailable"
    assert [codes(inner)["proof"] for inner in report.inner] == [
        "proof.key-unavailable",
        "proof.kind-not-supported",
        "proof.kind-not-supported",
    ]
    assert report.verdict is ReportVerdict.UNDECIDED


@pytest.mark.parametrize(
    ("name", "check", "field"),
    [
        ("presentation-jose-bad-credential.txt", CheckName.SCHEMA, "/verifiableCredential/0/id"),
        ("presentation-jose-bad-media-type.txt", CheckName.PROOF, "/header/typ"),
    ],
)
def test_the_bad_tokens_of_vc_jose_cose_are_refused(name, check, field):
    report = verify(specs(*JOSE, name).read_text(), now=THEN)
    assert report.verdict is ReportVerdict.INVALID
    assert report.check(check).facts["field"] == field


@pytest.mark.parametrize(
    "name",
    [
        "presentation-sdjwt-selective.txt",
        "presentation-sdjwt-bad-credential.txt",
        "presentation-sdjwt-bad-media-type.txt",
    ],
)
def test_sd_jwt_presentations_of_vc_jose_cose_are_not_checked_and_never_passed(name):
    report = verify(specs(*JOSE, name).read_text())
    assert report.check(CheckName.PROOF).facts == {"kind": "SD-JWT"}
    assert report.verdict is ReportVerdict.UNDECIDED


def test_the_token_of_a_presentation_says_what_it_is():
    jwt = read_jwt(in_a_token(a_presentation(SIGNED), issued_at=NOW, expires=NOW + timedelta(minutes=5)))
    assert jwt.header == {"alg": "EdDSA", "typ": "vp+jwt", "cty": "vp", "kid": HOLDER_KID}
    assert jwt.payload == {
        **a_presentation(SIGNED),
        "aud": DOMAIN,
        "nonce": CHALLENGE,
        "iat": 1795521600,
        "exp": 1795521900,
    }


def at_the_door(document: Any) -> Report:
    """The report of the one door that takes every kind of document."""
    return verify_document(
        document,
        now=NOW,
        resolve_did=unreachable,
        load_status_list=unreachable,
        is_known_issuer=lambda did: KnownIssuer(did, "Gemeente Voorbeeld"),
    )


def test_a_presentation_in_a_token_is_known_at_the_one_door_for_every_kind():
    report = at_the_door(in_a_token(a_presentation(SIGNED)))

    assert report.is_presentation
    assert report.as_json() == verify(in_a_token(a_presentation(SIGNED))).as_json()


@pytest.mark.parametrize(
    "presentation",
    [
        pytest.param(a_presentation(SIGNED), id="unsigned"),
        pytest.param(signed_by(HOLDER, a_presentation(SIGNED)), id="signed"),
        pytest.param(enveloped_presentation(in_a_token(a_presentation(SIGNED))), id="enveloped"),
    ],
)
def test_a_presentation_that_is_an_object_is_known_at_that_door_too(presentation):
    report = at_the_door(presentation)

    assert report.is_presentation
    assert len(report.inner) == 1
    assert report.as_json() == verify(presentation).as_json()


def test_a_presentation_in_the_place_of_an_endorsement_is_not_looked_into():
    badge = sign(build() | {"endorsementJwt": [in_a_token(a_presentation(SIGNED))]})

    (report,) = at_the_door(badge).endorsements

    assert codes(report) == {"readable": "readable.not-a-credential"}
