"""Endorsements inside a badge: each is verified on its own, and must be about something in the badge."""

from __future__ import annotations

import json
from typing import Any

import pytest

from credentials.core.contexts import CREDENTIALS_V2, OPEN_BADGES_3
from credentials.core.endorsements import (
    check_endorsement,
    check_endorsement_credential,
    endorsements_in,
    is_endorsement,
)
from credentials.core.envelopes import envelope, enveloped_credential
from credentials.core.errors import MalformedCredential
from credentials.core.inner import InnerBudget, endorsement_reports
from credentials.core.primitives.data_integrity import EDDSA_JCS
from credentials.core.primitives.did import did_key_for
from credentials.core.report import CheckName, KnownIssuer, ReportVerdict
from credentials.core.verify import verify_document
from tests.unit.credentials.core.open_badge_2_world import ASSERTION, World
from tests.unit.credentials.core.samples import (
    ACHIEVEMENT_ID,
    CREDENTIAL_ID,
    NOW,
    SeedSigner,
    build,
    shared_json,
    sign,
)
from tests.unit.credentials.core.test_clr import nothing_there, verify

ENDORSER = SeedSigner(11)


# Not held to the schema of Open Badges, which knows the form of a token.
PLAIN = {
    "@context": [CREDENTIALS_V2],
    "type": ["VerifiableCredential"],
    "issuer": did_key_for(SeedSigner().public)[0],
    "credentialSubject": {"id": "did:example:samira"},
}


def an_endorsement(about: str = ACHIEVEMENT_ID, **changes: Any) -> dict[str, Any]:
    document = {
        "@context": [CREDENTIALS_V2, OPEN_BADGES_3],
        "id": "https://branch.example/endorsements/1",
        "type": ["VerifiableCredential", "EndorsementCredential"],
        "name": "Aanbeveling",
        "issuer": {"id": did_key_for(ENDORSER.public)[0], "type": ["Profile"], "name": "Branche"},
        "validFrom": "2026-11-01T00:00:00Z",
        "credentialSubject": {
            "id": about,
            "type": ["EndorsementSubject"],
            "endorsementComment": "Een **sterk** badge.",
        },
    }
    return sign({**document, **changes}, ENDORSER)


def endorsed(endorsement: Any, member: str = "endorsement") -> dict[str, Any]:
    """A badge whose achievement carries the endorsement; signed with it."""
    badge = build()
    badge["credentialSubject"]["achievement"][member] = [endorsement]
    return sign(badge)


def reports_on(badge: dict[str, Any]) -> Any:
    return endorsement_reports(badge, verify=verify, budget=InnerBudget())


def test_an_endorsement_gets_a_report_of_its_own_beside_that_of_the_badge():
    badge = endorsed(an_endorsement())
    assert verify(badge).check(CheckName.PROOF).code == "proof.ok"
    (report,) = reports_on(badge)
    assert (report.verdict, report.summary.issuer_name) == ("valid", "Branche")


def test_an_endorsement_that_was_changed_is_found():
    endorsement = an_endorsement()
    endorsement["credentialSubject"]["endorsementComment"] = "Better still."
    (report,) = reports_on(endorsed(endorsement))
    assert report.check(CheckName.PROOF).code == "proof.changed"


@pytest.mark.parametrize("about", [ACHIEVEMENT_ID, CREDENTIAL_ID, "did:example:issuer", "did:example:parent"])
def test_an_endorsement_may_be_about_the_badge_its_achievement_or_an_organisation_in_it(about):
    badge = build(did="did:example:issuer")
    badge["issuer"]["parentOrg"] = {"id": "did:example:parent", "type": ["Profile"]}
    check_endorsement(an_endorsement(about), badge)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"about": "https://else.example/achievement"}, "/credentialSubject/id"),
        ({"credentialSubject": [{"id": ACHIEVEMENT_ID}, {"id": "urn:x:other"}]}, "/credentialSubject/id"),
        ({"credentialSubject": {"type": ["EndorsementSubject"]}}, "/credentialSubject/id"),
        ({"type": ["VerifiableCredential", "OpenBadgeCredential"]}, "/type"),
    ],
)
def test_praise_for_something_else_does_not_count_for_this_badge(changes, field):
    endorsement = an_endorsement() | {name: value for name, value in changes.items() if name != "about"}
    if "about" in changes:
        endorsement = an_endorsement(changes["about"])
    (report,) = reports_on(endorsed_unsigned(endorsement))
    schema = report.check(CheckName.SCHEMA)
    assert (schema.code, schema.facts["field"], report.verdict) == ("schema.malformed", field, "invalid")


def endorsed_unsigned(endorsement: dict[str, Any]) -> dict[str, Any]:
    badge = build()
    badge["endorsement"] = endorsement
    return badge


def as_token(endorsement: dict[str, Any]) -> str:
    unsigned = {name: value for name, value in endorsement.items() if name != "proof"}
    return envelope(unsigned, signer=ENDORSER, kid=did_key_for(ENDORSER.public)[1])


@pytest.mark.parametrize("wrap", [str, enveloped_credential], ids=["token", "envelope"])
def test_what_a_token_endorses_is_read_from_the_token(wrap):
    check_endorsement(wrap(as_token(an_endorsement())), build())

    with pytest.raises(MalformedCredential) as caught:
        check_endorsement(wrap(as_token(an_endorsement("https://else.example/achievement"))), build())
    assert caught.value.field == "/credentialSubject/id"


@pytest.mark.parametrize(
    "hidden",
    [
        pytest.param(json.dumps(sign(build())), id="a badge as text"),
        pytest.param(" " + json.dumps(an_endorsement(about="urn:uuid:another")), id="praise for another badge as text"),
        pytest.param(ASSERTION, id="the address of a badge of 2.0"),
    ],
)
def test_nothing_but_a_token_stands_where_a_token_should(hidden):
    """What an endorsement is about is read from its token, so another text could be about anything."""
    outside = World()
    badge = {**PLAIN, "endorsementJwt": [hidden]}

    report = verify_document(
        sign(badge, cryptosuite=EDDSA_JCS),
        now=NOW,
        resolve_did=nothing_there,
        load_status_list=nothing_there,
        is_known_issuer=lambda did: KnownIssuer(did, ""),
        fetch=outside.fetch,
    )

    assert [endorsement.verdict for endorsement in report.endorsements] == [ReportVerdict.UNREADABLE]
    assert outside.asked == []


def test_every_place_for_endorsements_is_looked_at_and_no_other_credential_inside():
    badge = build()
    profile = badge["issuer"]
    subject = badge["credentialSubject"]
    places = [badge, profile, subject["achievement"]]
    profile["parentOrg"] = {"id": "did:example:parent", "type": ["Profile"]}
    subject["source"] = {"id": "did:example:source", "type": ["Profile"]}
    subject["achievement"]["creator"] = {"id": "did:example:creator", "type": ["Profile"]}
    places += [profile["parentOrg"], subject["source"], subject["achievement"]["creator"]]
    for number, place in enumerate(places):
        place["endorsement"] = {"id": f"urn:x:{number}", "issuer": {"endorsement": {"id": "urn:x:not-ours"}}}
    badge["endorsementJwt"] = ["a.b.c", 3]

    found = list(endorsements_in(badge))
    assert sorted(item if isinstance(item, str) else item["id"] for item in found) == [
        "a.b.c",
        *(f"urn:x:{number}" for number in range(6)),
    ]


def test_an_endorsement_of_ours_has_all_that_it_must_have():
    assert is_endorsement(an_endorsement())
    check_endorsement_credential(an_endorsement())
    assert not is_endorsement(build())


@pytest.mark.parametrize(
    ("member", "value", "field"),
    [
        ("id", None, "/id"),
        ("name", "", "/name"),
        ("validFrom", None, "/validFrom"),
        ("issuer", "did:example:endorser", "/issuer"),
        ("issuer", {"id": "did:example:endorser", "type": ["Person"]}, "/issuer"),
        ("credentialSubject", [{"id": ACHIEVEMENT_ID, "type": ["EndorsementSubject"]}], "/credentialSubject"),
        ("credentialSubject", {"id": ACHIEVEMENT_ID, "type": ["AchievementSubject"]}, "/credentialSubject"),
        ("credentialSubject", {"type": ["EndorsementSubject"]}, "/credentialSubject/id"),
    ],
)
def test_a_rule_that_an_endorsement_breaks_is_named_with_its_place(member, value, field):
    with pytest.raises(MalformedCredential) as caught:
        check_endorsement_credential({**an_endorsement(), member: value})
    assert (caught.value.code, caught.value.field) == ("schema.malformed", field)


@pytest.mark.parametrize("odd", [{}, {"endorsement": 3, "issuer": "x"}, {"credentialSubject": [{"achievement": "x"}]}])
def test_a_badge_without_endorsements_has_none(odd):
    assert reports_on(odd) == ()


@pytest.mark.shared
def test_the_endorsements_of_the_example_with_every_member_are_all_found():
    """specs/samples/ob30/complete.json; specs/samples/ob30/endorsement-valid.json stands alone."""
    badge = shared_json("samples", "ob30", "complete.json")
    found = list(endorsements_in(badge))
    assert len(found) == len(reports_on(badge)) > 3
    alone = shared_json("samples", "ob30", "endorsement-valid.json")
    assert list(endorsements_in(alone)) == []
    check_endorsement_credential(alone)
