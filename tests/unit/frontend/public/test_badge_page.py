"""The holder's public page: only what the holder chose, the same for every stranger, and quick."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from credentials import services as credentials
from credentials.models import Badge
from foundation.people.models import Person
from tests.factories.credentials import issued_badge
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def holder() -> Person:
    return PersonFactory(name="Fatima el Amrani")


@pytest.fixture
def badge(holder: Person) -> Badge:
    return issued_badge(recipient=holder)


def show(client: Client, badge: Badge, **headers: str) -> Any:
    return client.get(f"/badges/{badge.pk}?lang=en", headers=headers)


def choose(badge: Badge, *, public: bool = True, results: bool = True, name: bool = False) -> None:
    assert badge.recipient is not None
    credentials.choose_page(badge.pk, is_public=public, shows_results=results, shows_name=name, by=badge.recipient)


def test_it_shows_what_was_shown_and_how(client: Client, badge: Badge) -> None:
    page = show(client, badge).content.decode()

    for text in (
        "Handhaver buitenruimte",
        "Criteriumgericht interview",
        "Recognised",
        "Not yet recognised",
        badge.code,
    ):
        assert text in page
    for form in ("png", "svg", "json"):
        assert f"/badges/{badge.pk}.{form}" in page
    assert "Fatima" not in page
    assert "linkedin" not in page


def test_the_name_and_the_results_are_the_holders_choice(client: Client, badge: Badge) -> None:
    choose(badge, name=True, results=False)

    page = show(client, badge).content.decode()

    assert "Issued to Fatima el Amrani" in page
    assert "Treedt op bij overtredingen" not in page
    assert f"/badges/{badge.pk}.svg" not in page  # the ring shows the results


def test_a_closed_page_says_so_to_everybody_but_the_holder(client: Client, badge: Badge, holder: Person) -> None:
    choose(badge, public=False)

    closed = show(client, badge).content.decode()

    assert "This page is closed" in closed
    assert "Handhaver" not in closed
    client.force_login(holder)
    assert "Only you see this page now" in show(client, badge).content.decode()


def test_only_the_holder_gets_the_link_to_linkedin(client: Client, badge: Badge, holder: Person) -> None:
    client.force_login(PersonFactory())
    assert "linkedin.com" not in show(client, badge).content.decode()

    client.force_login(holder)
    page = show(client, badge).content.decode()
    assert "https://www.linkedin.com/profile/add?startTask=CERTIFICATION_NAME&amp;name=Handhaver" in page


def test_a_withdrawn_badge_says_so_on_top(client: Client, badge: Badge) -> None:
    credentials.revoke(badge.pk, because="Two names were mixed up.", by=None)

    page = show(client, badge).content.decode()

    assert "This badge was withdrawn on" in page
    assert "Two names were mixed up." in page


def test_a_suspended_badge_says_so_on_top_until_it_is_lifted(client: Client, holder: Person, settings: Any) -> None:
    settings.ERKEND_SUSPENSION = True
    badge = issued_badge(recipient=holder)
    fine = show(client, badge)
    credentials.suspend(badge.pk, because="An appeal is under way.", by=None)

    page = show(client, badge, **{"If-None-Match": fine.headers["ETag"]}).content.decode()
    assert "This badge has been suspended since" in page
    assert "An appeal is under way." in page

    credentials.lift_suspension(badge.pk, by=None)
    assert "suspended" not in show(client, badge).content.decode()


def test_a_reader_who_has_it_gets_it_again_only_when_something_changed(client: Client, badge: Badge) -> None:
    first = show(client, badge)
    assert "public" in first.headers["Cache-Control"]

    again = show(client, badge, **{"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")

    choose(badge, results=False)
    assert show(client, badge, **{"If-None-Match": first.headers["ETag"]}).status_code == 200


def test_the_page_of_the_holder_is_kept_by_no_cache(client: Client, badge: Badge, holder: Person) -> None:
    client.force_login(holder)

    assert "private" in show(client, badge).headers["Cache-Control"]


def test_a_page_takes_at_most_three_queries(
    client: Client, badge: Badge, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(3):
        show(client, badge)
    with django_assert_max_num_queries(3):
        client.get(f"/achievements/{badge.achievement_id}")


def test_an_achievement_says_what_is_asked(client: Client, badge: Badge) -> None:
    page = client.get(f"/achievements/{badge.achievement_id}?lang=en").content.decode()

    for text in ("Gemeente Waterrijk", "Volledige EVC", "Toezicht houden", "K2-W2", "NLQF 3", "Twee beoordelaars"):
        assert text in page


@pytest.mark.parametrize("place", ["badges", "achievements"])
def test_what_is_not_there_is_not_found(client: Client, place: str) -> None:
    assert client.get(f"/{place}/00000000-0000-4000-8000-000000000000").status_code == 404


def test_the_first_page_has_two_doors_and_a_way_home(client: Client, holder: Person) -> None:
    page = client.get("/?lang=en").content.decode()
    assert 'href="/verify"' in page
    assert 'href="/sign-in"' in page

    client.force_login(holder)
    assert "Go to my page" in client.get("/?lang=en").content.decode()
