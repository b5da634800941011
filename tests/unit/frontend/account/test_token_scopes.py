"""What a token may do is offered to whom it is any use: signing is for administrators."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from foundation.people import services as people
from foundation.people.models import ApiToken, Person
from tests.factories.people import OrganisationFactory, PersonFactory, administrator_of

pytestmark = pytest.mark.django_db


def page_of(person: Person) -> Client:
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(person)
    return client


def offered(client: Client) -> set[str]:
    form = client.get(reverse("tokens")).context["form"]
    return {value for value, _label in form.fields["scopes"].choices}


def test_an_administrator_can_make_a_token_that_signs():
    administrator = administrator_of(OrganisationFactory())
    client = page_of(administrator)
    assert offered(client) == {"read", "write", "credentials:verify", "credentials:issue"}

    answer = client.post(reverse("tokens"), {"name": "Koppeling", "scopes": ["credentials:issue"], "days": "30"})

    assert answer.status_code == 200
    assert ApiToken.objects.get(person=administrator).scopes == ["credentials:issue"]


def test_somebody_else_is_offered_what_a_person_may_do():
    client = page_of(PersonFactory())
    assert offered(client) == {"read", "write"}

    client.post(reverse("tokens"), {"name": "Koppeling", "scopes": ["credentials:issue"], "days": "30"})

    assert not ApiToken.objects.exists()


def test_the_list_says_what_each_token_may_do():
    person = administrator_of(OrganisationFactory())
    for scopes in (["read"], ["read", "write"], ["credentials:verify"], ["credentials:verify", "credentials:issue"]):
        people.create_api_token(person, name="Koppeling", scopes=scopes, days=1, by=person)

    text = page_of(person).get(reverse("tokens")).content.decode()

    # Each is told once for every token that may do it; nothing is said of reading where it is not allowed.
    english = {"may read<": 1, "may read and change<": 1, "may verify credentials<": 2, "may sign credentials<": 1}
    assert {words: text.count(words) for words in english} == english
