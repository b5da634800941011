"""The accessibility statement: what it says honestly, and whom to tell."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.people import OrganisationFactory

pytestmark = pytest.mark.django_db


def said(client: Client, language: str = "en", path: str = "/toegankelijkheid") -> str:
    return client.get(path, {"lang": language}).content.decode()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nl", ("WCAG 2.2", "november 2026", "schermlezer", "Safari", "Nationale ombudsman")),
        ("en", ("WCAG 2.2", "November 2026", "screen reader", "Safari", "National Ombudsman")),
    ],
)
def test_it_says_what_was_tested_what_was_not_when_and_how_to_complain(
    client: Client, language: str, words: tuple[str, ...]
) -> None:
    page = said(client, language)

    assert [word for word in words if word not in page] == []


def test_providers_that_gave_an_address_are_named_with_it(client: Client) -> None:
    OrganisationFactory(provider=True, name="EVC-huis De Wilg", contact_email="vraag@wilg.example")
    OrganisationFactory(name="Gemeente Hoogveld", contact_email="post@hoogveld.example")

    page = said(client)

    assert 'href="mailto:vraag@wilg.example"' in page
    assert "hoogveld" not in page.lower()  # a client of a provider answers no such questions


@pytest.mark.parametrize("path", ["/", "/verify"])
def test_every_page_leads_to_it(client: Client, path: str) -> None:
    assert f'href="{reverse("accessibility")}' in said(client, path=path)
