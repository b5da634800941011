"""The page with figures: what is small isn't there, and what is drawn is in a table too."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from evc.roles import Role
from foundation.people.models import Organisation, Person
from tests.factories.people import OrganisationFactory, PersonFactory, member
from tests.factories.trajectories import TrajectoryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> Organisation:
    return OrganisationFactory(provider=True, slug="de-brug")


def client_of(role: str, house: Organisation) -> tuple[Client, Person]:
    person = PersonFactory()
    member(person, house, role)
    client = Client()
    client.force_login(person)
    return client, person


def page(client: Client, **query: str) -> str:
    return client.get(reverse("organisation-figures", args=["de-brug"]), {"lang": "nl", **query}).content.decode()


def test_four_people_on_the_waiting_list_are_told_as_fewer_than_five(house: Organisation):
    for _number in range(4):
        TrajectoryFactory(requested=True, provider=house)

    text = page(client_of(Role.COORDINATOR, house)[0])

    assert "minder dan 5 mensen" in text


def test_pairs_of_assessors_are_for_the_quality_officer(house: Organisation):
    assert "figure-agreement-pairs" in page(client_of(Role.QUALITY_OFFICER, house)[0])
    assert "figure-agreement-pairs" not in page(client_of(Role.COORDINATOR, house)[0])


def test_an_assessor_finds_no_figures(house: Organisation):
    client, _person = client_of(Role.ASSESSOR, house)

    assert client.get(reverse("organisation-figures", args=["de-brug"])).status_code == 404


def test_a_year_that_is_not_there_shows_this_one(house: Organisation):
    assert f'aria-current="page">{timezone.localdate().year}' in page(
        client_of(Role.COORDINATOR, house)[0], year="1850"
    )


def test_the_file_holds_every_table_of_the_page(house: Organisation):
    client, _person = client_of(Role.QUALITY_OFFICER, house)

    answer = client.get(reverse("figures-xlsx", args=["de-brug", timezone.localdate().year]))

    assert len(load_workbook(BytesIO(answer.content)).worksheets) == 7
    assert answer["Content-Disposition"].startswith("attachment")


def test_the_page_asks_as_many_queries_for_many_people_as_for_one(house: Organisation, django_assert_max_num_queries):
    client, _person = client_of(Role.QUALITY_OFFICER, house)
    for _number in range(6):
        TrajectoryFactory(requested=True, provider=house)

    with django_assert_max_num_queries(26):
        page(client)
