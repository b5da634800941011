"""Every page of a candidate answers at its step, says one thing in its h1, and is not there for a stranger."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from evc.outcomes import services as outcomes
from evc.outcomes.models import Outcome
from evc.trajectories.models import Participant, Trajectory
from foundation.people.models import Person
from tests.factories.assessments import assessed, see_identity
from tests.factories.outcomes import check
from tests.factories.people import PersonFactory
from tests.factories.portfolio import make_item
from tests.factories.trajectories import TrajectoryFactory, who_is

pytestmark = pytest.mark.django_db

ALWAYS = (
    "home",
    "portfolio",
    "item-add",
    "item-add-photo",
    "item-add-files",
    "practice",
    "practice-note",
    "practice-ask",
)
AFTER_INTAKE = ("trajectory", "intake", "self-scan", "agreement", "trajectory-units", "coverage", "share", "hours")
FORMS = ("work_product", "diploma", "certificate", "testimony", "position", "placement", "private_skill")


def assert_page(client: Client, address: str) -> str:
    answer = client.get(address)
    html = answer.content.decode()
    assert answer.status_code == 200, f"{address} answers {answer.status_code}"
    headings = re.findall(r"<h1[^>]*>(.*?)</h1>", html, re.S)
    assert len(headings) == 1, f"{address} has {len(headings)} h1"
    assert "· Erkend" in re.search(r"<title>(.*?)</title>", html, re.S)[1]
    return html


def released(trajectory: Trajectory, do_jobs: Any) -> Outcome:
    """The outcome of an assessed trajectory, released, and its badge issued."""
    see_identity(trajectory)
    do_jobs()
    outcome = check(Outcome.objects.get(trajectory=trajectory))
    outcomes.release(outcome.pk, by=who_is(trajectory, Participant.Part.QUALITY_OFFICER))
    do_jobs()
    outcome.refresh_from_db()
    return outcome


@pytest.mark.parametrize("name", ALWAYS)
def test_pages_that_need_no_trajectory(sign_in: Any, name: str) -> None:
    assert_page(sign_in(PersonFactory()), reverse(name))


@pytest.mark.parametrize("kind", FORMS)
def test_each_kind_of_evidence_has_its_form(sign_in: Any, kind: str) -> None:
    assert_page(sign_in(PersonFactory()), reverse("item-add-kind", args=[kind]))


@pytest.mark.parametrize(("name", "kind"), [("item-add-kind", ["work_product"]), ("item-add-files", [])])
def test_before_adding_it_is_said_what_to_tell_and_what_does_not_belong_here(
    sign_in: Any, name: str, kind: list[str]
) -> None:
    page = assert_page(sign_in(PersonFactory()), reverse(name, args=kind))

    assert "who was there, what it was, where, when, why, with what and how" in page
    assert "health of others" in page
    assert "offences of others" in page


@pytest.mark.parametrize("step", ["intake", "advised", "building", "submitted", "assessing"])
def test_pages_of_a_trajectory_at_each_step(sign_in: Any, step: str) -> None:
    trajectory = TrajectoryFactory(**{step: True})
    client = sign_in(trajectory.candidate)
    assert_page(client, "/home")
    for name in AFTER_INTAKE:
        assert_page(client, reverse(name, args=[trajectory.pk]))


def test_pages_while_the_portfolio_is_built(building: Trajectory, candidate: Client) -> None:
    work_process = building.standard_version.work_processes.first()
    item = make_item(building.candidate, work_processes=[work_process], file="certificaat-lastige-gesprekken.pdf")
    for name in ("item", "item-edit", "item-links", "item-file"):
        assert_page(candidate, reverse(name, args=[item.pk]))
    for name in ("submit", "withdraw", "coach-end", "badge-contents"):
        assert_page(candidate, reverse(name, args=[building.pk]))
    assert_page(candidate, reverse("covered", args=[building.pk, work_process.pk]))
    assert_page(candidate, reverse("practice-log", args=[work_process.pk]))
    assert_page(candidate, reverse("practice-import"))
    assert_page(candidate, "/trajectories/new")


def test_pages_of_an_outcome_and_its_badge(sign_in: Any, do_jobs: Any, settings: Any) -> None:
    trajectory = assessed()
    outcome = released(trajectory, do_jobs)
    client = sign_in(trajectory.candidate)

    assert_page(client, "/home")
    assert "Congratulations" in assert_page(client, reverse("result", args=[trajectory.pk]))
    assert "not a diploma" in assert_page(client, reverse("report", args=[trajectory.pk]))
    badge = trajectory.candidate.badges.get(claim_key=outcome.badge_claim_key)
    assert_page(client, reverse("badge-page", args=[badge.pk]))


def test_a_stranger_finds_nothing(building: Trajectory, sign_in: Any) -> None:
    work_process = building.standard_version.work_processes.first()
    item = make_item(building.candidate, work_processes=[work_process], file="certificaat-lastige-gesprekken.pdf")
    file = item.files.get()
    client = sign_in(PersonFactory())
    addresses = [
        reverse(name, args=[building.pk]) for name in (*AFTER_INTAKE, "submit", "withdraw", "result", "report")
    ]
    addresses += [reverse(name, args=[item.pk]) for name in ("item", "item-edit", "item-links", "item-file")]
    addresses += [reverse("file", args=[file.pk]), reverse("practice-log", args=[work_process.pk])]

    for address in addresses:
        assert client.get(address).status_code == 404, address


def test_whoever_is_not_signed_in_is_asked_to(building: Trajectory) -> None:
    answer = Client().get(reverse("intake", args=[building.pk]))

    assert answer.status_code == 302
    assert "next=/trajectories/" in answer.headers["Location"]


def test_a_manager_and_a_coordinator_do_not_get_the_candidates_pages(building: Trajectory, sign_in: Any) -> None:
    coach: Person = who_is(building, Participant.Part.COACH)
    client = sign_in(coach)

    assert client.get(reverse("trajectory", args=[building.pk])).status_code == 200
    assert client.get(reverse("intake", args=[building.pk])).status_code == 404
    assert client.get(reverse("coverage", args=[building.pk])).status_code == 404
