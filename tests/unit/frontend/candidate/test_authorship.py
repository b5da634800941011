"""Whose work it is through the pages: asked, confirmed after a new version, and read by the assessors."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from evc.trajectories import services as trajectories
from evc.trajectories.models import Participant, Trajectory
from portfolio import services as portfolio
from portfolio.models import EvidenceItem
from tests.factories.assessments import started
from tests.factories.people import PersonFactory
from tests.factories.portfolio import document, make_item
from tests.factories.trajectories import TrajectoryFactory, fill_seats, share_evidence, who_is

pytestmark = pytest.mark.django_db
PAPER = "certificaat-eerste-hulp.pdf"
TOGETHER = {"made_by": "together", "with_whom": "Noor", "own_part": "De tekst"}
CHAT = {"tool_0_name": "Een AI-chat", "tool_0_is_ai": "on", "tool_0_used_for": "de eerste opzet"}


@pytest.fixture
def item(building: Trajectory) -> EvidenceItem:
    return make_item(building.candidate, file=PAPER)


def test_what_is_said_stands_on_the_page_of_the_item(candidate: Client, item: EvidenceItem) -> None:
    page = candidate.post(reverse("item-authorship", args=[item.pk]), TOGETHER | CHAT, follow=True).content.decode()

    assert "Noor" in page
    assert "With Een AI-chat (AI)" in page
    assert item.authorships.get().tools == [{"name": "Een AI-chat", "is_ai": True, "used_for": "de eerste opzet"}]


def test_what_was_said_before_is_filled_in(candidate: Client, item: EvidenceItem) -> None:
    address = reverse("item-authorship", args=[item.pk])
    candidate.post(address, TOGETHER | CHAT)

    page = candidate.get(address).content.decode()

    assert 'value="Een AI-chat"' in page
    assert "De tekst" in page


@pytest.mark.parametrize(
    "answer", [{}, {"made_by": "together"}, {"made_by": "alone", "tool_0_name": "Een AI-chat"}], ids=str
)
def test_an_answer_that_is_not_whole_stays_typed(candidate: Client, item: EvidenceItem, answer: dict[str, str]) -> None:
    page = candidate.post(reverse("item-authorship", args=[item.pk]), answer)

    assert page.status_code == 422
    assert answer.get("tool_0_name", "") in page.content.decode()
    assert not item.authorships.exists()


def test_after_a_new_version_one_tap_says_that_it_is_still_right(
    candidate: Client, item: EvidenceItem, building: Trajectory
) -> None:
    portfolio.say_authorship(item.pk, made_by="alone", by=building.candidate)
    stream, line = BytesIO(document("certificaat-lastige-gesprekken.pdf")), item.files.get().line
    portfolio.add_file(item.pk, stream=stream, name="nieuw.pdf", line=line, by=building.candidate)
    asked = candidate.get(reverse("item", args=[item.pk])).content.decode()

    page = candidate.post(reverse("item-authorship-confirm", args=[item.pk]), follow=True).content.decode()

    assert "Is it still right?" in asked
    assert "Is it still right?" not in page


def test_a_reader_along_sees_it_and_changes_nothing(sign_in: Any, item: EvidenceItem, building: Trajectory) -> None:
    coach = who_is(building, Participant.Part.COACH)
    portfolio.say_authorship(item.pk, made_by="alone", by=building.candidate)
    portfolio.share(item.pk, audience=building.audience, by=building.candidate)
    client = sign_in(coach)

    assert "Alone, without others" in client.get(reverse("item", args=[item.pk])).content.decode()
    assert client.post(reverse("item-authorship", args=[item.pk]), TOGETHER).status_code == 404
    assert client.post(reverse("item-authorship-confirm", args=[item.pk])).status_code == 404
    assert sign_in(PersonFactory()).get(reverse("item-authorship", args=[item.pk])).status_code == 404


def test_the_assessors_read_it_with_a_question_for_the_interview(sign_in: Any) -> None:
    trajectory = TrajectoryFactory(building=True)
    item = share_evidence(trajectory, ["W1", "W2", "W3"])
    tools = [{"name": "Een AI-chat", "is_ai": True, "used_for": "de eerste opzet"}]
    portfolio.say_authorship(item.pk, made_by="alone", tools=tools, by=trajectory.candidate)
    trajectories.submit_dossier(trajectory.pk, by=trajectory.candidate)
    fill_seats(trajectory)

    for seat in (1, 2):
        assessment = started(trajectory, seat)
        page = sign_in(assessment.assessor).get(reverse("desk", args=[assessment.pk])).content.decode()
        assert "With Een AI-chat (AI)" in page
        assert "You used Een AI-chat here. What did it give you" in page
