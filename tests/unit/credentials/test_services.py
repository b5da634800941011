"""Issuing, withdrawing and checking through the services, as pages, API and jobs call them."""

from __future__ import annotations

import json
from datetime import date

import pytest

from credentials import services as credentials
from credentials.core.claim import BadgeClaim, InstrumentClaim, LevelClaim, RouteClaim, UnitClaim, Verdict
from credentials.core.report import CheckName, ReportVerdict
from credentials.errors import AlreadyRevoked, NoReason
from credentials.models import Badge
from foundation.audit.models import AuditEntry
from foundation.errors import NotAllowed
from tests.factories.people import OrganisationFactory, PersonFactory

pytestmark = pytest.mark.django_db


def claim(**changes: object) -> BadgeClaim:
    fields: dict = {
        "title": "Handhaver buitenruimte (voorbeeld)",
        "description": "Beoordeeld tegen een voorbeeldstandaard.",
        "language": "nl",
        "kind": "Competentierapport",
        "criteria_narrative": "Portfolio en gesprek, twee beoordelaars.",
        "narrative": "Twee van drie werkprocessen erkend.",
        "standard_title": "Handhaver buitenruimte (voorbeeld)",
        "standard_uri": "",
        "standard_code": "",
        "standard_code_system": "",
        "standard_version": "2026",
        "standard_owner": "Erkend",
        "levels": (LevelClaim("NLQF", "3", "https://nlqf.nl/"),),
        "route": RouteClaim("full", "EVC", "Volledige EVC", "Portfolio, gesprek en observatie.", 40, 48),
        "units": tuple(
            UnitClaim(f"K1-W{number}", f"Werkproces {number}", "K1", "Kerntaak", verdict, "", "voorbeeld")
            for number, verdict in enumerate((Verdict.RECOGNISED, Verdict.PARTLY, Verdict.NOT_YET), start=1)
        ),
        "instruments": (InstrumentClaim("portfolio", "Portfolio", "Bewijs uit het werk."),),
        "assessed_on": date(2026, 11, 24),
        "manifest_sha256s": ("ab" * 32,),
        "addresses": ("fatima@waterrijk.example",),
        "holder_name": None,
        "is_example": True,
    }
    return BadgeClaim(**{**fields, **changes})


@pytest.fixture
def issuer():
    return credentials.make_issuer(OrganisationFactory(name="EVC-huis De Brug", provider=True), by=None)


@pytest.fixture
def badge(issuer):
    return credentials.issue(claim(), key="outcome:1:trajectory", issuer=issuer, recipient=PersonFactory(), by=None)


@pytest.mark.parametrize("form", ["png", "svg"])
def test_the_picture_of_a_badge_is_enough_to_check_it(badge, form):
    found = credentials.verify_bytes(credentials.badge_picture(badge, form))

    assert found.report.verdict is ReportVerdict.VALID, found.report.as_json()
    assert found.badge == badge
    assert not found.was_looked_up


def test_the_picture_is_drawn_once_and_then_the_same_bytes(badge):
    assert credentials.badge_picture(badge, "png") == credentials.badge_picture(badge, "png")
    assert badge.pictures.count() == 1


def test_one_changed_letter_makes_the_badge_invalid(badge):
    text = badge.document.replace("Kerntaak", "Kerntaal")

    found = credentials.verify_bytes(text.encode())

    assert found.report.verdict is ReportVerdict.INVALID
    assert found.report.check(CheckName.PROOF).code == "proof.changed"


def test_a_withdrawn_badge_says_so(badge):
    credentials.revoke(badge.pk, because="Uitgegeven aan de verkeerde persoon.", by=None)

    found = credentials.verify_bytes(badge.document.encode())

    assert found.report.verdict is ReportVerdict.INVALID
    assert found.report.check(CheckName.STATUS).code == "status.revoked"
    assert found.badge.revoked_because == "Uitgegeven aan de verkeerde persoon."


def test_withdrawing_needs_a_reason_and_happens_once(badge):
    with pytest.raises(NoReason):
        credentials.revoke(badge.pk, because="  ", by=None)
    credentials.revoke(badge.pk, because="Fout.", by=None)
    with pytest.raises(AlreadyRevoked):
        credentials.revoke(badge.pk, because="Nog eens.", by=None)


def test_withdrawing_one_badge_leaves_the_others_valid(issuer, badge):
    other = credentials.issue(claim(), key="outcome:2:trajectory", issuer=issuer, recipient=None, by=None)

    credentials.revoke(badge.pk, because="Fout.", by=None)

    assert credentials.verify_bytes(other.document.encode()).report.verdict is ReportVerdict.VALID


def test_issuing_again_under_the_same_key_gives_the_first_badge(issuer, badge):
    again = credentials.issue(claim(), key="outcome:1:trajectory", issuer=issuer, recipient=None, by=None)

    assert again == badge
    assert Badge.objects.count() == 1
    assert AuditEntry.objects.filter(event="badge.issued").count() == 1


def test_a_badge_stays_valid_after_its_key_was_rotated_and_its_organisation_renamed(issuer, badge):
    credentials.rotate_key(issuer.pk, by=None)
    issuer.organisation.name = "EVC-huis De Nieuwe Brug"
    issuer.organisation.save()
    later = credentials.issue(claim(), key="outcome:2:trajectory", issuer=issuer, recipient=None, by=None)

    assert later.signing_key != badge.signing_key
    for one in (badge, later):
        assert credentials.verify_bytes(one.document.encode()).report.verdict is ReportVerdict.VALID


def test_only_an_administrator_of_the_issuer_turns_its_key(issuer):
    with pytest.raises(NotAllowed):
        credentials.rotate_key(issuer.pk, by=PersonFactory())

    assert issuer.keys.count() == 1


def test_a_badge_outlives_its_holders_account(badge):
    badge.recipient.delete()

    badge.refresh_from_db()
    assert badge.recipient is None
    assert credentials.verify_bytes(badge.document.encode()).report.verdict is ReportVerdict.VALID


def test_an_issuer_keeps_its_did_when_the_public_address_changes(issuer, settings):
    did = issuer.did
    settings.ERKEND_PUBLIC_URL = "https://elders.example"

    assert credentials.make_issuer(issuer.organisation, by=None).did == did


def test_a_badge_stays_valid_when_the_public_address_changes(issuer, badge, settings):
    settings.ERKEND_PUBLIC_URL = "https://elders.example"
    credentials.issue(claim(), key="outcome:2:trajectory", issuer=issuer, recipient=None, by=None)

    assert credentials.verify_bytes(badge.document.encode()).report.verdict is ReportVerdict.VALID


@pytest.mark.parametrize("typed", ["{code}", " {lower} ", "{address}", "{address}.png"])
def test_a_badge_is_found_by_its_code_or_address_however_it_is_typed(badge, typed):
    address = json.loads(badge.document)["id"]
    text = typed.format(code=badge.code, lower=f"{badge.code[:4]}-{badge.code[4:]}".lower(), address=address)

    found = credentials.verify_address(text)

    assert found is not None
    assert found.was_looked_up
    assert found.report.verdict is ReportVerdict.VALID


@pytest.mark.parametrize("typed", ["", "https://elders.example/", "/badges/geen-uuid", "AAAA"])
def test_an_address_that_is_not_ours_finds_nothing(typed):
    assert credentials.verify_address(typed) is None


def test_the_path_of_our_badge_at_another_host_is_not_ours(badge):
    assert credentials.verify_address(f"https://elders.example/badges/{badge.pk}") is None


def test_a_copy_under_our_address_by_another_key_is_not_taken_for_ours(badge):
    document = json.loads(badge.document)
    document["proof"]["proofValue"] = "z" + document["proof"]["proofValue"][1:][::-1]

    found = credentials.verify_bytes(json.dumps(document).encode())

    assert found.report.verdict is ReportVerdict.INVALID
    assert found.badge is None


def test_the_holders_address_is_compared_and_never_stored(badge):
    same = credentials.verify_bytes(badge.document.encode(), expected_address="Fatima@Waterrijk.example")
    other = credentials.verify_bytes(badge.document.encode(), expected_address="bram@oosterveen.example")

    assert same.report.check(CheckName.HOLDER).code == "holder.matches"
    assert other.report.check(CheckName.HOLDER).code == "holder.other"
    assert "fatima@waterrijk.example" not in badge.document


def test_the_signing_key_does_not_lie_readable_in_the_database(issuer):
    key = credentials.active_key(issuer)

    assert len(bytes(key.encrypted_secret)) == 12 + 32 + 16  # nonce, secret, tag


def test_places_in_the_status_list_are_never_given_out_twice(issuer):
    badges = [
        credentials.issue(claim(), key=f"outcome:{number}:trajectory", issuer=issuer, recipient=None, by=None)
        for number in range(8)
    ]

    places = [(badge.status_list_id, badge.status_index) for badge in badges]
    assert len(set(places)) == len(places)
    assert [place for _list, place in places] != sorted(place for _list, place in places)


def test_only_the_holder_chooses_what_the_page_shows(badge):
    with pytest.raises(NotAllowed):
        credentials.choose_page(badge.pk, is_public=True, shows_results=True, shows_name=True, by=PersonFactory())

    chosen = credentials.choose_page(
        badge.pk, is_public=False, shows_results=False, shows_name=False, by=badge.recipient
    )
    assert not chosen.page_is_public
