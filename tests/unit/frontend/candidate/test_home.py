"""The page after signing in: the next thing to do, for a candidate and for whoever works for others."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from evc.assessments.selectors import AssessorTask
from evc.outcomes.tasks import AppealTask
from evc.standards.models import StandardVersion
from evc.trajectories.models import Participant, Trajectory
from evc.trajectories.selectors import TaskCode
from foundation.people.models import Person
from frontend.tasks import WORDS
from portfolio.models import EvidenceFile, EvidenceItem, EvidenceLink, Repetition, Share
from portfolio.services import note_repetition
from tests.factories.people import OrganisationFactory, PersonFactory, member
from tests.factories.standards import make_standard
from tests.factories.trajectories import TrajectoryFactory, coordinator_of, share_evidence, who_is

pytestmark = pytest.mark.django_db
Part = Participant.Part


def home(client: Client) -> str:
    return client.get("/home").content.decode()


def test_every_task_has_words() -> None:
    assert set(WORDS) == {*TaskCode, *AssessorTask, *AppealTask}


def test_a_candidate_without_a_trajectory_gets_the_first_step(sign_in: Any) -> None:
    person = PersonFactory()
    member(person, OrganisationFactory(), "candidate")

    page = home(sign_in(person))

    assert "You have no trajectory yet" in page
    assert 'href="/trajectories/new"' in page


def test_the_next_thing_is_the_first_part_without_evidence(building: Trajectory, candidate: Client) -> None:
    share_evidence(building, ["W1"])
    missing = building.standard_version.work_processes.get(code="W2").title

    page = home(candidate)

    assert f"There is no evidence for this yet: {missing}" in page
    assert "0 of 3 parts have enough evidence" in page
    assert "0 of 40 to 48 hours" in page
    assert who_is(building, Part.COACH).name in page


def test_a_candidate_who_waits_reads_on_whom(sign_in: Any) -> None:
    page = home(sign_in(TrajectoryFactory().candidate))

    assert "Nothing for you to do now" in page
    assert "The EVC coordinator starts the intake" in page


def test_several_trajectories_stand_below_each_other(building: Trajectory, candidate: Client) -> None:
    other = TrajectoryFactory(intake=True, candidate=building.candidate)

    page = home(candidate)

    assert page.count("Where you are") == 2
    assert page.count("card--next") == 1
    assert other.standard_version.standard.title in page


def test_professionals_find_their_turn_and_no_candidates_card(sign_in: Any) -> None:
    trajectory = TrajectoryFactory(assessing=True)
    name = trajectory.candidate.name

    assert f"Score the dossier of {name}" in home(sign_in(who_is(trajectory, Part.ASSESSOR, 1)))
    assert f"Start the intake of {name}" in home(
        sign_in(coordinator_of(TrajectoryFactory(candidate=trajectory.candidate)))
    )
    page = home(sign_in(who_is(trajectory, Part.QUALITY_OFFICER)))
    assert "Waits on others" in page
    assert "You have no trajectory yet" not in page


@pytest.fixture
def much(db: None) -> Trajectory:
    """A portfolio of 300 items, each with a file, linked and shared, and a log of 300 entries."""
    trajectory = TrajectoryFactory(building=True, standard_version=make_standard(repetitions={"W1": 25}))
    fill(trajectory.candidate, trajectory.standard_version, trajectory)
    return trajectory


def fill(owner: Person, version: StandardVersion, trajectory: Trajectory) -> None:
    work_processes = list(version.work_processes.all())
    items = EvidenceItem.objects.bulk_create(
        EvidenceItem(owner=owner, kind="work_product", title=f"Werkproduct {number}") for number in range(300)
    )
    EvidenceFile.objects.bulk_create(
        EvidenceFile(
            item=item, owner=owner, line=item.pk, sha256="0" * 64, name="a.pdf", media_type="application/pdf", size=1
        )
        for item in items
    )
    EvidenceLink.objects.bulk_create(
        EvidenceLink(item=item, work_process=work_processes[place % len(work_processes)])
        for place, item in enumerate(items)
    )
    Share.objects.bulk_create(Share(item=item, audience=trajectory.audience) for item in items)
    first = note_repetition(
        owner,
        work_process=work_processes[0],
        day=date(2026, 1, 5),
        task="Surveillance",
        count=1,
        role="independent",
        by=owner,
    )
    Repetition.objects.bulk_create(
        Repetition(log=first.log, owner=owner, day=first.day, task="Surveillance", count=1, role="independent")
        for _number in range(300)
    )


@pytest.mark.parametrize(
    ("name", "most"),
    [("home", 14), ("portfolio", 12), ("practice", 12), ("trajectory", 16), ("coverage", 12), ("submit", 14)],
)
def test_a_large_portfolio_costs_no_more_queries(
    much: Trajectory, sign_in: Any, django_assert_max_num_queries: Any, name: str, most: int
) -> None:
    client = sign_in(much.candidate)
    args = [] if name in {"home", "portfolio", "practice"} else [much.pk]
    client.get(reverse(name, args=args))  # the first page of a session also writes it

    with django_assert_max_num_queries(most):
        assert client.get(reverse(name, args=args)).status_code == 200
