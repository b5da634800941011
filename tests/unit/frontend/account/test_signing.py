"""Signing in and out, a forgotten password, and an invitation, as people meet them."""

from __future__ import annotations

import re
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from foundation.jobs.models import OutgoingMail
from foundation.people import services as people
from foundation.people.models import Organisation, Person
from tests.factories.people import PASSWORD, OrganisationFactory, PersonFactory, administrator_of

pytestmark = pytest.mark.django_db
NEW = "vier woorden zijn genoeg"


def sign_in(client: Client, email: str, password: str = PASSWORD, **fields: str) -> Any:
    return client.post("/sign-in?lang=en", {"login": email, "password": password, **fields})


def is_signed_in(client: Client) -> bool:
    return client.get("/account").status_code == 200


def link_in_the_last_mail(pattern: str) -> str:
    found = re.search(rf"https?://[^/\s]+({pattern}\S+)", OutgoingMail.objects.latest("created_at").text)
    assert found is not None
    return found[1]


def test_each_confirmed_address_signs_in(client: Client) -> None:
    PersonFactory(email="fatima@example.org", also=("fatima@thuis.example",))

    assert sign_in(client, "Fatima@Thuis.example").status_code == 302
    assert is_signed_in(client)


def test_signing_in_returns_to_the_page_that_asked(client: Client) -> None:
    PersonFactory(email="fatima@example.org")
    asked = client.get("/account/tokens")
    assert asked.url == "/sign-in?next=/account/tokens"

    page = client.get(asked.url).content.decode()
    assert '<input type="hidden" name="next" value="/account/tokens">' in page
    assert sign_in(client, "fatima@example.org", next="/account/tokens").url == "/account/tokens"


def test_it_never_returns_to_another_site(client: Client) -> None:
    PersonFactory(email="fatima@example.org")

    assert sign_in(client, "fatima@example.org", next="https://evil.example/").url == "/home"


@pytest.mark.parametrize(("email", "password"), [("fatima@example.org", "no"), ("nobody@example.org", PASSWORD)])
def test_a_wrong_password_and_an_unknown_address_get_the_same_sentence(
    client: Client, email: str, password: str
) -> None:
    PersonFactory(email="fatima@example.org")

    response = sign_in(client, email, password)

    assert response.status_code == 422
    assert "This address and password don&#x27;t belong together." in response.content.decode()
    assert f'value="{email}"' in response.content.decode()


def test_an_unconfirmed_address_is_mailed_its_link_again(client: Client) -> None:
    PersonFactory(email="fatima@example.org", email_confirmed=False)

    response = sign_in(client, "fatima@example.org")

    assert "First confirm your e-mail address" in client.get(f"{response.url}?lang=en").content.decode()
    client.post(link_in_the_last_mail("/account/addresses/confirm/"))
    assert sign_in(client, "fatima@example.org").status_code == 302


def test_a_closed_account_says_so(client: Client) -> None:
    Person.objects.filter(pk=PersonFactory(email="fatima@example.org").pk).update(is_active=False)

    assert not is_signed_in(client)
    sign_in(client, "fatima@example.org")
    assert not is_signed_in(client)


def test_signing_out_needs_a_click(client: Client) -> None:
    client.force_login(PersonFactory())

    assert "Do you want to sign out?" in client.get("/sign-out?lang=en").content.decode()
    assert is_signed_in(client)
    client.post("/sign-out")
    assert not is_signed_in(client)


def test_a_forgotten_password_is_chosen_anew_with_a_mailed_link(client: Client) -> None:
    PersonFactory(email="fatima@example.org")
    client.post("/password/forgotten", {"email": "fatima@example.org"})
    link = link_in_the_last_mail("/password/new/")

    form = client.get(f"{link}", follow=True)
    weak = client.post(form.redirect_chain[-1][0] + "?lang=en", {"password1": "kort"})
    assert weak.status_code == 422
    done = client.post(form.redirect_chain[-1][0], {"password1": NEW})

    assert done.url == "/password/new/done"
    assert sign_in(client, "fatima@example.org", NEW).status_code == 302
    assert "This link does not work any more" in Client().get(f"{link}?lang=en", follow=True).content.decode()


def test_asking_for_a_password_tells_nobody_who_has_an_account(client: Client) -> None:
    response = client.post("/password/forgotten", {"email": "nobody@example.org"})

    assert response.url == "/password/forgotten/sent"
    assert not OutgoingMail.objects.exists()


# Invitations


@pytest.fixture
def organisation() -> Organisation:
    return OrganisationFactory(name="Gemeente Waterrijk")


@pytest.fixture
def link(organisation: Organisation) -> str:
    people.invite(
        organisation.pk, email="daan@example.org", name="Daan", roles=["candidate"], by=administrator_of(organisation)
    )
    return link_in_the_last_mail("/invitations/")


def holds(person: Person, organisation: Organisation) -> bool:
    return person.holds("candidate", organisation)


def test_somebody_new_joins_with_a_name_and_a_password(client: Client, link: str, organisation: Organisation) -> None:
    page = client.get(f"{link}?lang=en").content.decode()
    assert "Gemeente Waterrijk invites you" in page
    assert 'value="Daan"' in page

    response = client.post(link, {"name": "Daan Kuipers", "password": NEW})

    assert response.url == "/home"
    assert is_signed_in(client)
    person = Person.objects.get(email="daan@example.org")
    assert holds(person, organisation)
    assert EmailAddress.objects.get(user=person).verified


def test_a_weak_password_keeps_what_was_typed(client: Client, link: str) -> None:
    response = client.post(f"{link}?lang=en", {"name": "Daan Kuipers", "password": "kort"})

    assert response.status_code == 422
    assert 'value="Daan Kuipers"' in response.content.decode()
    assert "kort" not in response.content.decode()
    assert not Person.objects.filter(email="daan@example.org").exists()


def test_somebody_with_an_account_signs_in_first_and_comes_back(
    client: Client, link: str, organisation: Organisation
) -> None:
    daan = PersonFactory(email="daan@example.org")

    page = client.get(f"{link}?lang=en").content.decode()
    assert f'href="/sign-in?next={link}"' in page
    assert sign_in(client, "daan@example.org", next=link).url == link
    assert "Accept" in client.get(f"{link}?lang=en").content.decode()
    assert not holds(daan, organisation)

    client.post(link, {})
    assert holds(daan, organisation)


def test_an_invitation_for_somebody_else_is_not_accepted(client: Client, link: str, organisation: Organisation) -> None:
    daan, other = PersonFactory(email="daan@example.org"), PersonFactory()
    client.force_login(other)

    for response in (client.get(f"{link}?lang=en"), client.post(f"{link}?lang=en", {})):
        assert "for another account than the one that you signed in with" in response.content.decode()
    assert not holds(other, organisation)
    assert not holds(daan, organisation)


def test_a_used_invitation_says_what_to_do(client: Client, link: str) -> None:
    client.post(link, {"name": "Daan", "password": NEW})

    response = Client().get(f"{link}?lang=en")

    assert response.status_code == 404
    assert "Did you accept it before? Then simply sign in." in response.content.decode()
