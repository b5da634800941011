"""What somebody does with their own account: name, language, addresses, tokens, and who read their evidence."""

from __future__ import annotations

import re

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from foundation.audit.models import AuditEntry
from foundation.audit.services import record
from foundation.jobs.models import OutgoingMail
from foundation.people import services as people
from foundation.people.models import Person
from tests.factories.people import PASSWORD, PersonFactory
from tests.factories.portfolio import make_item

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(client: Client) -> Person:
    made = PersonFactory(email="fatima@example.org", name="Fatima")
    client.force_login(made)
    return made


def test_name_and_language_are_kept(client: Client, person: Person) -> None:
    client.post("/account", {"name": "Fatima el Amrani", "language": "en"})

    person.refresh_from_db()
    assert (person.name, person.language) == ("Fatima el Amrani", "en")
    assert 'lang="en"' in client.get("/account").content.decode()


def test_the_switch_in_the_header_changes_the_language_of_the_account(client: Client, person: Person) -> None:
    people.set_language(person.pk, language="nl", by=person)

    client.post("/language", {"language": "en", "next": "/account"})

    assert 'lang="en"' in client.get("/account").content.decode()


def test_an_empty_name_comes_back_as_it_was_typed(client: Client, person: Person) -> None:
    response = client.post("/account?lang=en", {"name": " ", "language": "en"})

    assert response.status_code == 422
    person.refresh_from_db()
    assert person.name == "Fatima"


def address(person: Person, email: str) -> EmailAddress:
    return EmailAddress.objects.get(user=person, email=email)


def confirm_link() -> str:
    found = re.search(r"/account/addresses/confirm/\S+", OutgoingMail.objects.latest("created_at").text)
    assert found is not None
    return found[0]


def test_an_address_counts_when_its_link_was_used_not_when_it_was_opened(client: Client, person: Person) -> None:
    client.post("/account/addresses", {"email": "Fatima@Thuis.example"})
    assert not address(person, "fatima@thuis.example").verified

    assert "Is fatima@thuis.example yours?" in client.get(f"{confirm_link()}?lang=en").content.decode()
    assert not address(person, "fatima@thuis.example").verified
    assert client.post(confirm_link()).url == "/account/addresses"
    assert address(person, "fatima@thuis.example").verified


def test_mail_goes_only_to_a_confirmed_address(client: Client, person: Person) -> None:
    added = people.add_address(person.pk, email="fatima@thuis.example", by=person)

    assert client.post(f"/account/addresses/{added.pk}/primary").status_code == 409
    client.post(confirm_link())
    client.post(f"/account/addresses/{added.pk}/primary")
    person.refresh_from_db()
    assert person.email == "fatima@thuis.example"


def test_an_address_is_removed_after_asking_but_not_the_one_that_gets_the_mail(client: Client, person: Person) -> None:
    added = people.add_address(person.pk, email="fatima@thuis.example", by=person)
    own = address(person, "fatima@example.org")

    assert (
        "Remove fatima@thuis.example?" in client.get(f"/account/addresses/{added.pk}/remove?lang=en").content.decode()
    )
    assert EmailAddress.objects.filter(pk=added.pk).exists()
    client.post(f"/account/addresses/{added.pk}/remove")
    assert not EmailAddress.objects.filter(pk=added.pk).exists()
    assert client.post(f"/account/addresses/{own.pk}/remove").status_code == 422
    assert EmailAddress.objects.filter(pk=own.pk).exists()


def test_another_persons_address_is_not_there(client: Client, person: Person) -> None:
    other = address(PersonFactory(email="bram@example.org"), "bram@example.org")

    for action in ("primary", "remove", "mail-again"):
        assert client.post(f"/account/addresses/{other.pk}/{action}").status_code == 404


def test_claiming_somebodys_address_tells_nothing_and_gives_nothing(client: Client, person: Person) -> None:
    bram = PersonFactory(email="bram@example.org")

    assert client.post("/account/addresses", {"email": "bram@example.org"}).status_code == 302
    response = client.post(f"{confirm_link()}?lang=en")
    assert not address(person, "bram@example.org").verified
    assert address(bram, "bram@example.org").verified
    assert response.status_code in {302, 404}


@pytest.mark.parametrize("email", ["", "geen adres", "fatima@example.org"])
def test_a_wrong_address_stays_in_the_field(client: Client, person: Person, email: str) -> None:
    response = client.post("/account/addresses", {"email": email})

    assert response.status_code == 422
    assert f'value="{email}"' in response.content.decode() or not email


def test_changing_ones_address_is_in_the_log(client: Client, person: Person) -> None:
    added = people.add_address(person.pk, email="fatima@thuis.example", by=person)
    people.remove_address(added.pk, by=person)

    events = AuditEntry.objects.filter(chain=person.audit_chain).values_list("event", flat=True)
    assert {"person.address_added", "person.address_removed"} <= set(events)


def test_a_password_is_changed_with_the_present_one(client: Client, person: Person) -> None:
    wrong = client.post("/account/password?lang=en", {"oldpassword": "no", "password1": "vier woorden zijn genoeg"})
    assert wrong.status_code == 422
    assert "This is not your present password." in wrong.content.decode()

    right = client.post("/account/password", {"oldpassword": PASSWORD, "password1": "vier woorden zijn genoeg"})
    assert right.url == "/account"
    assert client.get("/account").status_code == 200


def test_a_token_is_shown_once_and_can_be_stopped(client: Client, person: Person) -> None:
    made = client.post("/account/tokens?lang=en", {"name": "Script", "scopes": ["read"], "days": "30"})
    secret = re.search(r'id="token-secret" value="([^"]+)"', made.content.decode())
    assert secret is not None
    assert "no-store" in made.headers["Cache-Control"]
    token = people.use_api_token(secret[1])
    assert token is not None

    assert secret[1] not in client.get("/account/tokens").content.decode()
    client.post(f"/account/tokens/{token.pk}/revoke")
    assert people.use_api_token(secret[1]) is None


def test_a_token_that_may_nothing_is_not_made(client: Client, person: Person) -> None:
    assert client.post("/account/tokens", {"name": "Script", "days": "30"}).status_code == 422
    assert not person.api_tokens.exists()


def test_another_persons_token_is_not_there(client: Client, person: Person) -> None:
    other = PersonFactory()
    token, _secret = people.create_api_token(other, name="x", scopes=["read"], days=1, by=other)

    assert client.post(f"/account/tokens/{token.pk}/revoke").status_code == 404


def test_who_read_my_evidence_has_names_in_a_fixed_number_of_queries(
    client: Client, person: Person, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    assert "Nobody read anything yet" in client.get("/account/readings?lang=en").content.decode()
    for number in range(6):
        item = make_item(person, title=f"Plan {number}")
        record("evidence.read", on=item, by=PersonFactory(name=f"Lezer {number}"), item=item.pk, form="item")

    with django_assert_max_num_queries(10):
        page = client.get("/account/readings?lang=en").content.decode()

    for number in range(6):
        assert f"Plan {number}" in page
        assert f"Lezer {number}" in page


@pytest.mark.parametrize("place", ["", "/addresses", "/tokens", "/readings", "/password", "/addresses/1/remove"])
def test_an_account_is_only_for_who_is_signed_in(place: str) -> None:
    response = Client().get(f"/account{place}")

    assert response.status_code == 302
    assert response.url.startswith("/sign-in?next=/account")
