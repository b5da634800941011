"""The VC-API in the product: a token with the right scope, and only in the name of one's own organisation."""

from __future__ import annotations

import json
from typing import Any

import pytest

from credentials import services as credentials
from credentials.models import IssuerProfile
from foundation.audit.models import AuditEntry
from foundation.people import services as people
from foundation.people.models import ApiToken
from tests.factories.credentials import issued_badge
from tests.factories.people import OrganisationFactory, PersonFactory, administrator_of, member
from tests.unit.api.callers import Caller
from tests.unit.api.vc.door import V2, Door, changed

pytestmark = pytest.mark.django_db
ISSUE, VERIFY = "credentials:issue", "credentials:verify"


@pytest.fixture
def issuer() -> IssuerProfile:
    return credentials.make_issuer(OrganisationFactory(provider=True), by=None)


@pytest.fixture
def administrator(issuer) -> Caller:
    return Caller(administrator_of(issuer.organisation), scopes=(ISSUE, VERIFY))


def credential(of: IssuerProfile, **changes: Any) -> dict[str, Any]:
    document = {
        "@context": [V2],
        "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
        "type": ["VerifiableCredential"],
        "issuer": {"id": of.did, "name": "Gemeente Voorbeeld"},
        "credentialSubject": {"id": "did:example:subject"},
    }
    return changed(document, **changes)


def issue(caller: Caller, document: dict[str, Any], expect: int = 201, **options: Any) -> Any:
    return caller.ask("post", "/vc-api/credentials/issue", {"credential": document, "options": options}, expect=expect)


def verify(caller: Caller, document: dict[str, Any], expect: int = 200) -> Any:
    return caller.ask("post", "/vc-api/credentials/verify", {"verifiableCredential": document}, expect=expect)


def test_an_administrator_signs_in_the_name_of_the_organisation(issuer, administrator):
    issued = issue(administrator, credential(issuer))["verifiableCredential"]

    assert issued["issuer"]["id"] == issuer.did
    assert issued["proof"]["verificationMethod"].startswith(f"{issuer.did}#z6Mk")
    assert verify(administrator, issued)["verified"] is True


def test_whoever_signed_what_stands_in_the_log_of_the_organisation(issuer, administrator):
    issued = issue(administrator, credential(issuer))["verifiableCredential"]

    entry = AuditEntry.objects.get(event="credential.signed")
    assert entry.actor_id == administrator.person.pk
    assert entry.chain == f"organisation:{issuer.organisation_id}"
    assert issued["proof"]["verificationMethod"].endswith(entry.data["key"])
    assert len(entry.data["sha256"]) == 64


def test_what_is_refused_is_not_in_the_log(issuer, administrator):
    issue(administrator, credential(issuer, unheard="x"), expect=400)

    assert not AuditEntry.objects.filter(event="credential.signed").exists()


def test_the_did_is_that_of_one_s_own_organisation(issuer, administrator):
    assert administrator.ask("get", "/vc-api/did", expect=200) == {"did": issuer.did}


def test_whoever_administers_no_issuer_has_no_did():
    somebody = Caller(PersonFactory(), scopes=(ISSUE,))

    assert somebody.ask("get", "/vc-api/did", expect=404)["code"] == "not-found"


def test_an_envelope_is_signed_by_the_organisation_too(issuer, administrator):
    issued = issue(administrator, credential(issuer), mediaType="application/vc+jwt")["verifiableCredential"]

    assert issued["type"] == "EnvelopedVerifiableCredential"
    assert verify(administrator, issued)["verified"] is True


@pytest.mark.parametrize("role", ["coordinator", "quality_officer", "coach", "assessor"])
def test_another_role_does_not_sign(issuer, role):
    person = PersonFactory()
    member(person, issuer.organisation, role)

    problem = issue(Caller(person, scopes=(ISSUE,)), credential(issuer), expect=403)

    assert problem["code"] == "issuer.not-yours-to-sign"
    assert not AuditEntry.objects.filter(event="credential.signed").exists()


def test_the_administrator_of_another_organisation_does_not_sign(issuer):
    other = credentials.make_issuer(OrganisationFactory(provider=True), by=None)
    caller = Caller(administrator_of(other.organisation), scopes=(ISSUE,))

    issue(caller, credential(issuer), expect=403)


def test_whoever_was_an_administrator_does_not_sign(issuer, administrator):
    successor = PersonFactory()
    member(successor, issuer.organisation, "administrator")
    membership = administrator.person.memberships.current().get()
    people.end_role(membership.pk, by=successor)

    issue(administrator, credential(issuer), expect=403)


@pytest.mark.parametrize(
    "issuer_named",
    ["did:web:elsewhere.example", {"id": "did:web:elsewhere.example"}, None, 4, [], "Gemeente"],
    ids=repr,
)
def test_another_issuer_is_refused_and_not_replaced(issuer, administrator, issuer_named):
    problem = issue(administrator, credential(issuer, issuer=issuer_named), expect=400)

    assert problem["field"] == "/issuer"


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"id": "http://localhost:8000/badges/6d7a3c1e-5b5f-4f0e-9f43-0f8f3a1f2b11"}, "/id"),
        ({"credentialSubject": {"id": "http://localhost:8000/achievements/1"}}, "/credentialSubject/id"),
        (
            {
                "credentialStatus": {
                    "type": "BitstringStatusListEntry",
                    "statusPurpose": "revocation",
                    "statusListIndex": "1",
                    "statusListCredential": "http://localhost:8000/status/1",
                }
            },
            "/credentialStatus/statusListCredential",
        ),
    ],
    ids=["badge", "achievement", "status list"],
)
def test_it_can_not_pass_for_a_badge_that_was_assessed_here(issuer, administrator, changes, place):
    problem = issue(administrator, credential(issuer, **changes), expect=400)

    assert problem["field"] == place
    assert not AuditEntry.objects.filter(event="credential.signed").exists()


@pytest.mark.parametrize("path", ["credentials/issue", "credentials/verify", "presentations/verify"])
@pytest.mark.parametrize("scopes", [("read",), ("write",), ("read", "write")], ids=repr)
def test_a_token_without_the_scope_may_not(issuer, path, scopes):
    caller = Caller(administrator_of(issuer.organisation), scopes=scopes)

    answer = caller.ask("post", f"/vc-api/{path}", {})

    assert answer.status_code == 403
    assert answer["Content-Type"] == "application/json"


def test_each_scope_opens_its_own_addresses_only(issuer):
    person = administrator_of(issuer.organisation)
    issued = issue(Caller(person, scopes=(ISSUE,)), credential(issuer))["verifiableCredential"]

    verify(Caller(person, scopes=(VERIFY,)), issued)
    verify(Caller(person, scopes=(ISSUE,)), issued, expect=403)
    issue(Caller(person, scopes=(VERIFY,)), credential(issuer), expect=403)
    Caller(person, scopes=(VERIFY,)).ask("get", "/vc-api/did", expect=403)


def test_the_new_scopes_do_not_open_the_rest_of_the_api(issuer):
    Caller(administrator_of(issuer.organisation), scopes=(ISSUE, VERIFY)).get("me", expect=403)


@pytest.mark.parametrize("authorization", ["", "Bearer nonsense", "Basic x"], ids=repr)
def test_without_a_token_nothing_is_done(issuer, authorization):
    caller = Caller()
    if authorization:
        caller.headers["Authorization"] = authorization

    for path in ("credentials/issue", "credentials/verify", "presentations/verify"):
        answer = caller.ask("post", f"/vc-api/{path}", {"credential": credential(issuer)})
        assert answer.status_code == 401
        assert answer["Content-Type"] == "application/json"
        assert answer["WWW-Authenticate"] == "Bearer"
    assert caller.ask("get", "/vc-api/did").status_code == 401


def test_a_withdrawn_token_works_no_longer(issuer, administrator):
    token = ApiToken.objects.get(person=administrator.person)
    people.revoke_api_token(token.pk, by=administrator.person)

    issue(administrator, credential(issuer), expect=401)


def test_a_session_is_not_looked_at(issuer):
    caller = Caller()
    caller.client.force_login(administrator_of(issuer.organisation))

    issue(caller, credential(issuer), expect=401)


def test_a_badge_of_ours_verifies_until_it_is_withdrawn():
    badge = issued_badge()
    caller = Caller(PersonFactory(), scopes=(VERIFY,))
    assert verify(caller, json.loads(badge.document))["verified"] is True

    credentials.revoke(badge.pk, because="Uitgegeven aan de verkeerde persoon.", by=None)

    answer = verify(caller, json.loads(badge.document), expect=400)
    assert [problem["code"] for problem in answer["problemDetails"]] == ["status.revoked"]


def test_a_sound_credential_of_an_unknown_issuer_verifies():
    caller = Caller(PersonFactory(), scopes=(VERIFY,))

    assert verify(caller, Door().issued())["report"]["verdict"] == "valid"


def test_the_answer_is_not_sent_on_to_a_page(issuer, administrator):
    for path in ("/vc-api/credentials/issue/", "/vc-api/nowhere", "/vc-api/"):
        answer = administrator.ask("post", path, {})
        assert answer.status_code == 404
        assert answer["Content-Type"] == "application/json"
