"""The pages of an account and of an organisation, as a browser shows them."""

from __future__ import annotations

import re
from typing import Any

import pytest

from credentials import services as credentials
from foundation.audit.services import record
from foundation.jobs.models import OutgoingMail
from foundation.people import services as people
from foundation.people.models import Organisation, Person
from tests.browser.axe import assert_no_violations
from tests.browser.chromium import PHONE
from tests.factories.people import PASSWORD, OrganisationFactory, PersonFactory, member
from tests.factories.portfolio import make_item

pytestmark = pytest.mark.django_db(transaction=True)
SIZES = [pytest.param(PHONE, id="phone")]  # at a desk and at 320 pixels they are looked at with every page
NEW = "vier woorden zijn genoeg"


@pytest.fixture
def petra() -> Person:
    return PersonFactory(name="Petra van Dongen", email="petra@waterrijk.example", language="en")


@pytest.fixture
def organisation(petra: Person) -> Organisation:
    made = OrganisationFactory(name="Gemeente Waterrijk", slug="waterrijk", administrator=petra, provider=True)
    credentials.make_issuer(made, by=petra)
    member(PersonFactory(name="Marga Hoekstra", email="marga@waterrijk.example"), made, "coach")
    people.invite(made.pk, email="daan@example.org", name="Daan Kuipers", roles=["candidate"], by=petra)
    return made


def sign_in(page: Any, person: Person, password: str = PASSWORD) -> None:
    page.goto("/sign-in?lang=en")
    page.get_by_label("E-mail address").fill(person.email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda url: "/sign-in" not in url)


def fits(page: Any) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
    assert page.locator("h1").count() == 1
    assert "Erkend" in page.title()
    assert_no_violations(page)


def show(page: Any, place: str) -> None:
    answer = page.goto(place)
    assert answer.ok, f"{place} answers {answer.status}"
    fits(page)


@pytest.mark.parametrize("size", SIZES)
def test_pages_before_signing_in_are_accessible(
    new_page: Any, organisation: Organisation, size: dict[str, int]
) -> None:
    page = new_page(viewport=size)
    invitation = re.search(r"/invitations/\S+", OutgoingMail.objects.latest("created_at").text)
    assert invitation is not None
    mail = OutgoingMail.objects.latest("created_at")
    places = [
        "/sign-in",
        "/password/forgotten",
        "/password/forgotten/sent",
        "/password/new/done",
        "/sign-in/confirm-address",
        "/sign-in/closed",
        invitation[0],
        "/mailbox",
        f"/mailbox/{mail.pk}",
    ]
    for place in places:
        show(page, place)


@pytest.mark.parametrize("size", SIZES)
def test_ones_own_pages_are_accessible(new_page: Any, petra: Person, size: dict[str, int]) -> None:
    added = people.add_address(petra.pk, email="petra@thuis.example", by=petra)
    record("evidence.read", on=make_item(petra), by=PersonFactory(), item=petra.evidence.get().pk, form="item")
    people.create_api_token(petra, name="Script", scopes=["read"], days=30, by=petra)
    page = new_page(viewport=size)
    sign_in(page, petra)
    own = ("", "/password", "/addresses", f"/addresses/{added.pk}/remove", "/tokens", "/readings")
    for place in [*(f"/account{part}" for part in own), "/sign-out"]:
        show(page, place)


@pytest.mark.parametrize("size", SIZES)
def test_an_organisations_pages_are_accessible(
    new_page: Any, petra: Person, organisation: Organisation, size: dict[str, int]
) -> None:
    page = new_page(viewport=size)
    sign_in(page, petra)
    marga = Person.objects.get(name="Marga Hoekstra")
    role = marga.memberships.get()
    parts = (
        "people",
        "people/invite",
        f"people/{marga.pk}/role",
        f"roles/{role.pk}/end",
        "audit",
        "keys",
        "keys/rotate",
    )
    for place in parts:
        show(page, f"/organisations/waterrijk/{place}")


def test_the_log_is_proved_with_one_button(page: Any, petra: Person, organisation: Organisation) -> None:
    sign_in(page, petra)
    page.goto("/organisations/waterrijk/audit")
    page.get_by_role("button", name="Prove that the log is whole").click()

    page.get_by_text("The log is whole", exact=True).wait_for()
    fits(page)


def test_somebody_joins_from_the_mail_to_a_page_of_their_own(page: Any, organisation: Organisation) -> None:
    page.goto("/mailbox?lang=en")
    page.get_by_role("link", name="Gemeente Waterrijk").first.click()
    path = re.search(r"/invitations/\S+", page.locator("article a").first.inner_text())
    assert path is not None
    page.goto(f"{path[0]}?lang=en")
    page.get_by_label("Your name").fill("Daan Kuipers")
    page.get_by_label("Choose a password").fill(NEW)
    page.get_by_role("button", name="Make my account").click()
    page.wait_for_url("**/home")

    assert page.get_by_text("Account").first.is_visible()


def test_a_form_with_errors_leads_to_its_fields(new_page: Any, petra: Person, organisation: Organisation) -> None:
    page = new_page(viewport=PHONE)
    sign_in(page, petra)
    page.goto("/organisations/waterrijk/people/invite")
    page.get_by_label("Name").fill("Daan")
    page.get_by_role("button", name="Send the invitation").click()

    page.get_by_role("alert").wait_for()
    assert page.get_by_label("Name").input_value() == "Daan"
    fits(page)


def test_a_token_is_copied_once(page: Any, petra: Person) -> None:
    sign_in(page, petra)
    page.goto("/account/tokens")
    page.get_by_label("What is it for?").fill("Script")
    page.get_by_role("button", name="Make a token").click()

    assert len(page.get_by_label("Token", exact=True).input_value()) > 40
    fits(page)
