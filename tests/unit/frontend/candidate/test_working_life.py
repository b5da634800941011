"""The timeline of working life through its page."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from evc.trajectories.models import Trajectory
from tests.factories.people import PersonFactory
from tests.factories.portfolio import make_item

pytestmark = pytest.mark.django_db
PAGE = "/portfolio/working-life"


def test_positions_placements_and_skills_stand_in_words_the_newest_first(
    candidate: Client, building: Trajectory
) -> None:
    owner = building.candidate
    make_item(owner, kind="position", title="Beveiliger", period_from=date(2015, 2, 1), period_until=date(2019, 6, 30))
    make_item(owner, kind="position", title="Handhaver", period_from=date(2019, 7, 1), organisation="Waterrijk")
    make_item(owner, kind="private_skill", title="Trainer van de jeugd", period_from=date(2018, 1, 1))
    make_item(owner, kind="placement", title="Wijkteam")

    page = candidate.get(PAGE).content.decode()

    assert page.index("Handhaver") < page.index("Beveiliger")
    assert "July 2019 until now" in page
    assert "February 2015 to June 2019" in page
    assert page.index("Without a period") < page.index("Wijkteam")
    assert page.count("<rect") == 3


def test_an_empty_working_life_says_where_to_begin(sign_in: Any) -> None:
    assert "Add a position" in sign_in(PersonFactory()).get(PAGE).content.decode()


def test_somebody_elses_work_is_not_on_it(candidate: Client) -> None:
    make_item(PersonFactory(), kind="position", title="Burgemeester", period_from=date(2015, 2, 1))

    assert "Burgemeester" not in candidate.get(PAGE).content.decode()
