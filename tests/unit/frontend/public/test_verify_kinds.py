"""The answer about what is no plain badge of ours: records, endorsed badges, presentations, tokens, Open Badges 2.0."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from credentials import services as credentials
from credentials.core.primitives.baking import OPEN_BADGES_2, bake_png
from credentials.core.primitives.did import did_key_for
from credentials.models import Badge, IssuerProfile
from tests.factories.credentials import ADDRESS, issued_badge, issuer_profile
from tests.factories.documents import (
    HOLDER,
    a_presentation,
    a_presentation_token,
    a_record,
    a_signed_badge,
    a_token,
    an_endorsed_badge,
    host_badge,
    internet,
)
from tests.loopback import DocumentServer
from tests.unit.credentials.core.test_baking import png
from tests.unit.frontend.public.test_verify_page import check, said

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nobody_asked_yet() -> None:
    cache.clear()


@pytest.fixture
def server(tmp_path: Path, settings: Any) -> Iterator[DocumentServer]:
    with internet(tmp_path, settings) as running:
        yield running


@pytest.fixture
def badge() -> Badge:
    return issued_badge()


@pytest.fixture
def issuer() -> IssuerProfile:
    return issuer_profile()


def test_a_record_lists_each_badge_with_its_own_verdict(client: Client, issuer: IssuerProfile) -> None:
    kept, withdrawn = issued_badge(issuer=issuer), issued_badge(issuer=issuer, title="Toezichthouder")
    record = a_record(issuer, [kept, withdrawn])
    credentials.revoke(withdrawn.pk, because="Two names were mixed up.", by=None)

    page = said(check(client, record))

    assert "A badge inside this record is not valid." in page
    assert "The badges in this record" in page
    assert page.index("Handhaver buitenruimte") < page.index("This badge is real, valid and not withdrawn.")
    assert page.index("Toezichthouder") < page.index("This badge is real, but was withdrawn on ")
    assert "Two names were mixed up." in page
    assert "What this record says" in page
    assert "<img" not in page  # a record has no medal


def test_what_others_say_has_a_section_of_its_own(client: Client, badge: Badge) -> None:
    page = said(check(client, an_endorsed_badge(badge, comment="Wij nemen haar zo aan.")))

    assert "This badge is real, valid and not withdrawn." in page
    assert "What others say about it" in page
    assert "Wij nemen haar zo aan." in page
    assert "we do not know who says it" in page


def test_a_badge_without_endorsements_has_no_empty_section(client: Client, badge: Badge) -> None:
    page = said(check(client, badge.document.encode()))

    for heading in ("What others say about it", "The badges in this record", "Who shows these badges", ">Evidence<"):
        assert heading not in page


@pytest.mark.parametrize("is_token", [False, True])
def test_a_presentation_says_who_shows_the_badges(client: Client, badge: Badge, is_token: bool) -> None:
    data = a_presentation_token([badge]) if is_token else json.dumps(a_presentation([badge])).encode()

    page = said(check(client, data, "shown.txt"))

    assert "The badges that are shown here are real and valid." in page
    assert "Who shows these badges" in page
    assert did_key_for(HOLDER.public)[0] in page
    assert "Handhaver buitenruimte" in page


@pytest.mark.parametrize("is_pasted", [False, True])
def test_a_token_is_a_badge_and_its_address_is_compared_without_script(
    client: Client, badge: Badge, is_pasted: bool
) -> None:
    token = a_token(badge)

    if is_pasted:
        page = said(client.post("/verify?lang=en", {"address": token.decode()}))
    else:
        page = said(check(client, token, "badge.jwt"))
    sent_again = re.search(r'name="address" value="([^"]+)"', page)
    assert sent_again is not None
    compared = client.post("/verify?lang=en", {"address": sent_again[1], "email": ADDRESS})

    assert "This badge is real, valid and not withdrawn." in page
    assert "Yes. This badge was issued to that address." in said(compared)
    assert "This badge is real, valid and not withdrawn." in said(compared)


def test_an_open_badge_2_is_compared_with_what_its_issuer_has(client: Client, server: DocumentServer) -> None:
    assertion = host_badge(server, address="beth@example.org")

    page = said(check(client, bake_png(png(), json.dumps(assertion), edition=OPEN_BADGES_2), "robot.png"))

    assert "Check for yourself whether localhost is the organisation that you expect." in page
    assert "Een robot die loopt." in page
    assert "Techniek" in page
    assert 'data-identity-salt="deadsea"' in page


def test_an_open_badge_2_may_be_given_by_its_address(client: Client, server: DocumentServer) -> None:
    address = host_badge(server)["id"]

    page = said(client.post("/verify?lang=en", {"address": address}, follow=True))

    assert "Robotica" in page
    assert "looked up at the issuer" in page


def test_a_badge_that_stands_elsewhere_and_can_not_be_fetched_is_not_called_real(client: Client) -> None:
    data = bake_png(png(), "https://elders.example/assertions/1", edition=OPEN_BADGES_2)

    response = check(client, data, "robot.png")

    assert response.status_code == 422
    assert "We could not fetch the badge" in said(response)


def test_an_evidence_address_that_is_a_script_is_no_link(client: Client, badge: Badge) -> None:
    evidence = [{"id": "javascript:alert(1)", "type": ["Evidence"], "name": "Film"}]

    assert 'href="javascript:' not in said(check(client, a_signed_badge(badge, evidence=evidence)))
