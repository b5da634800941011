"""What is read: lists in a fixed number of queries, and of a trajectory only what one's part may see."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from evc.assessments import services as assessments
from evc.roles import Role
from evc.trajectories import services as trajectories
from evc.trajectories.models import Participant
from foundation.people.models import Person
from portfolio import services as portfolio
from tests.factories.assessments import started
from tests.factories.outcomes import proposed, released
from tests.factories.people import OrganisationFactory, PersonFactory, administrator_of, member
from tests.factories.portfolio import document
from tests.factories.standards import make_standard
from tests.factories.trajectories import TrajectoryFactory, appoint, coordinator_at, who_is
from tests.unit.api.callers import Caller
from tests.unit.api.world import PAPER, make_world

pytestmark = pytest.mark.django_db

Part = Participant.Part


def queries_of(caller: Caller, path: str) -> tuple[int, int]:
    """How many queries the address takes, and how many rows it gives."""
    caller.get(path)  # the use of the token is noted on the first
    with CaptureQueriesContext(
        connection,
    ) as caught:
        answer = caller.get(path)
    return len(caught), len(answer["results"] if isinstance(answer, dict) and "results" in answer else answer)


def assert_queries_stay(caller: Caller, path: str, more: Callable[[], Any]) -> None:
    """The number of queries doesn't grow with the rows."""
    before, few = queries_of(caller, path)
    more()
    after, many = queries_of(caller, path)
    assert many > few, path
    assert after <= before, (path, before, after)
    assert after <= 12, (path, after)


@pytest.fixture
def provider():
    return OrganisationFactory(provider=True)


def test_the_list_of_trajectories_stays_quick(provider):
    TrajectoryFactory(provider=provider)
    coordinator = Caller(coordinator_at(provider))

    assert_queries_stay(coordinator, "trajectories", lambda: [TrajectoryFactory(provider=provider) for _ in range(3)])


def test_a_list_takes_five_queries_for_somebody_signed_in(provider):
    trajectory = TrajectoryFactory(provider=provider, building=True)
    today = timezone.localdate()
    coordinator = coordinator_at(provider)
    trajectories.start_pause(trajectory.pk, first_day=today, until=today, by=coordinator)
    item = portfolio.add_item(trajectory.candidate, kind="diploma", title="Diploma", by=trajectory.candidate)
    work_processes = list(trajectory.standard_version.work_processes.all())
    portfolio.link_item(item.pk, work_processes=work_processes, by=trajectory.candidate)

    for person, path in (
        (coordinator, "trajectories"),
        (trajectory.candidate, "trajectories"),
        (trajectory.candidate, "portfolio/items"),
    ):
        client = Client()
        client.force_login(person)
        client.get(f"/api/v1/{path}")  # that the session is used is noted on the first
        with CaptureQueriesContext(connection) as caught:
            rows = client.get(f"/api/v1/{path}").json()["results"]
        assert len(rows) == 1
        assert len(caught) <= 5, (path, [query["sql"][:200] for query in caught])


def test_the_work_list_stays_quick(provider):
    TrajectoryFactory(provider=provider)
    coordinator = Caller(coordinator_at(provider))

    before, _parts = queries_of(coordinator, "me/work")
    for _number in range(3):
        TrajectoryFactory(provider=provider)
    assert queries_of(coordinator, "me/work")[0] <= before


def test_the_list_of_items_stays_quick():
    version = make_standard()
    owner = PersonFactory()
    work_processes = list(version.work_processes.all())

    def one() -> None:
        item = portfolio.add_item(owner, kind="diploma", title="Diploma", by=owner)
        portfolio.add_file(item.pk, stream=BytesIO(document(PAPER)), name=PAPER, by=owner)
        portfolio.link_item(item.pk, work_processes=work_processes, by=owner)

    one()
    assert_queries_stay(Caller(owner), "portfolio/items", lambda: [one() for _ in range(2)])


def test_the_practice_log_stays_quick():
    owner, work_processes = PersonFactory(), list(make_standard().work_processes.all())

    def note(work_process: Any) -> None:
        portfolio.note_repetition(
            owner, work_process=work_process, day=timezone.localdate(), task="T", count=1, role="independent", by=owner
        )

    note(work_processes[0])
    assert_queries_stay(Caller(owner), "practice/repetitions", lambda: [note(one) for one in work_processes])


def test_the_list_of_standards_stays_quick():
    make_standard()

    assert_queries_stay(Caller(PersonFactory()), "standards", lambda: [make_standard() for _ in range(3)])


def test_the_people_of_an_organisation_stay_quick(provider):
    administrator = Caller(administrator_of(provider))

    def more() -> None:
        for role in (Role.COACH, Role.ASSESSOR):
            member(PersonFactory(), provider, role)

    assert_queries_stay(administrator, f"organisations/{provider.pk}/people", more)
    assert_queries_stay(administrator, "organisations", lambda: OrganisationFactory(provider=True))


def test_the_lists_of_an_assessor_and_a_quality_officer_stay_quick(provider):
    assessor, officer = PersonFactory(), PersonFactory()
    member(assessor, provider, Role.ASSESSOR)
    member(officer, provider, Role.QUALITY_OFFICER)

    def at_the_assessors() -> Any:
        trajectory = TrajectoryFactory(submitted=True, provider=provider)
        appoint(trajectory, Part.ASSESSOR, 1, assessor)
        appoint(trajectory, Part.ASSESSOR, 2)
        appoint(trajectory, Part.QUALITY_OFFICER, person=officer)
        for seat in (1, 2):
            trajectories.declare_no_ties(trajectory.pk, by=who_is(trajectory, Part.ASSESSOR, seat))
        trajectory.refresh_from_db()
        return trajectory

    proposed(at_the_assessors())
    assert_queries_stay(Caller(officer), "outcomes", lambda: proposed(at_the_assessors()))
    assert_queries_stay(Caller(assessor), "assessments", lambda: started(at_the_assessors()))


def test_the_page_after_this_one_is_in_the_answer(provider):
    owner = Caller(PersonFactory())
    for number in range(3):
        owner.post("portfolio/items", {"kind": "reflection", "title": f"Verhaal {number}"})

    first = owner.get("portfolio/items", page_size=2)
    second = owner.ask("get", first["next"].removeprefix("http://testserver"), expect=200)

    assert [row["title"] for row in first["results"] + second["results"]] == ["Verhaal 2", "Verhaal 1", "Verhaal 0"]
    assert second["next"] is None


# What each part of a trajectory at its assessors may read.
READERS = {
    "": {"candidate", "coordinator", "coach", "first", "second", "officer", "manager"},
    "/participants": {"candidate", "coordinator", "coach", "first", "second", "officer"},
    "/intake": {"candidate", "coordinator", "coach"},
    "/agreement": {"candidate", "coordinator", "manager"},
    "/hours": {"candidate", "coordinator", "coach"},
    "/coverage": {"candidate", "coach"},
    "/shared-items": {"candidate", "coach"},
    "/supplement": {"candidate", "coach"},
    "/dossier": {"candidate", "coach", "first", "second", "officer"},
    "/records": {"first", "second", "officer"},
}


def test_each_part_reads_what_is_its_own_and_a_stranger_finds_nothing():
    world = make_world()
    callers = world.callers | {"stranger": Caller(PersonFactory())}

    for path, readers in READERS.items():
        for name, caller in callers.items():
            status = caller.ask("get", world.path + path).status_code
            if name in readers:
                expected = {200}
            else:
                expected = {404} if name in {"stranger", "administrator"} or path == "/dossier" else {403}
            assert status in expected, (path, name, status)


def test_a_manager_reads_dates_and_status_and_nothing_else():
    world = make_world()

    seen = world.callers["manager"].get(world.path)

    assert seen.keys() == {
        "id",
        "candidate",
        "client",
        "provider",
        "standard",
        "route",
        "state",
        "state_since",
        "requested_at",
        "due_on",
        "is_resting",
        "rest",
        "my_parts",
        "steps",
    }
    assert world.callers["coach"].get(world.path).keys() - seen.keys() == {
        "units",
        "yields",
        "participants",
        "supplements_left",
    }


def test_adapted_conditions_are_for_the_candidate_and_the_coordinator():
    world = make_world()

    assert "needs" in world.callers["candidate"].get(f"{world.path}/intake")
    assert "needs" not in world.callers["coach"].get(f"{world.path}/intake")


def test_a_moderation_closes_when_its_outcome_is_sent_back():
    """It shows the scores of both sides as they are now, and those are blind again."""
    first, second = {"W1-C01": "goed"}, {"W1-C01": "voldoende"}
    outcome = proposed(levels={1: first, 2: second})
    trajectory = outcome.trajectory
    assessor = Caller(who_is(trajectory, Part.ASSESSOR, 1))
    moderation = assessor.get("moderations")["results"][0]["id"]
    officer = Caller(who_is(trajectory, Part.QUALITY_OFFICER))
    assert officer.get(f"moderations/{moderation}")["differences"]

    officer.post(f"outcomes/{outcome.pk}/send-back", {"because": "Kijk nog eens naar W1."}, expect=200)

    assessor.get(f"moderations/{moderation}", expect=404)
    assessor.get(f"outcomes/{outcome.pk}/report", expect=404)
    assert len(assessor.get("assessments")["results"]) == 1


def test_another_person_s_reading_stands_in_the_log_of_the_owner():
    world = make_world()
    item = world.frozen_item
    owner = world.callers["candidate"]
    owner.get(f"portfolio/items/{item.pk}")
    assert owner.get("portfolio/reading-log")["results"] == []

    world.callers["coach"].get(f"portfolio/items/{item.pk}")

    [entry] = owner.get("portfolio/reading-log")["results"]
    assert (entry["item"], entry["reader"]["id"]) == (str(item.pk), str(world.callers["coach"].person.pk))
    world.callers["first"].get(f"portfolio/items/{item.pk}", expect=404)  # reads what was frozen, not the living item


def test_of_a_covered_file_another_reads_nothing_that_lies_under_the_blocks():
    owner, coach = PersonFactory(), PersonFactory()
    item = portfolio.add_item_from_file(owner, stream=BytesIO(document(PAPER)), name=PAPER, by=owner)
    audience = portfolio.make_audience(owner)
    portfolio.set_audience_member(audience, coach, reads_frozen_only=False)
    portfolio.share(item.pk, audience=audience, by=owner)
    original = item.files.get()
    whole = {"page": 1, "x": 0, "y": 0, "width": 1, "height": 1}
    copy = portfolio.cover_file(original.pk, boxes=[whole], by=owner)

    [seen] = Caller(coach).get(f"portfolio/items/{item.pk}")["files"]
    assert (seen["sha256"], seen["reading"], seen["warnings"]) == (copy.sha256, {}, [])
    [own] = Caller(owner).get(f"portfolio/items/{item.pk}")["files"]
    assert (own["sha256"], own["reading"]) == (original.sha256, original.reading)
    assert original.reading


def test_a_file_leaves_as_an_attachment_that_can_run_nothing():
    world = make_world()
    file = world.item.files.get()
    owner = world.callers["candidate"]

    answer = owner.ask("get", f"portfolio/files/{file.pk}?form=original")

    assert b"".join(answer.streaming_content) == document(PAPER)
    assert answer["Content-Disposition"] == f'attachment; filename="{PAPER}"'
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Cache-Control"] == "private, no-store"
    world.callers["coach"].get(f"portfolio/files/{file.pk}", expect=404)  # not shared


def test_a_supplement_reaches_the_candidate_joined_and_without_names():
    world = make_world()
    path = f"supplement-requests/{world.work_process.pk}"
    own = assessments.start_assessment(world.trajectory.pk, by=world.callers["second"].person)
    world.callers["first"].put(f"{world.desk}/{path}", {"text": "Een foto van het plein."})
    world.callers["second"].put(f"assessments/{own.pk}/{path}", {"text": "Wie deed wat?"})
    assert world.callers["candidate"].get(f"{world.path}/supplement") == []

    asked = world.callers["second"].post(f"{world.path}/ask-supplement", expect=200)

    assert (asked["state"], asked["supplements_left"]) == ("supplement", 0)
    [row] = world.callers["candidate"].get(f"{world.path}/supplement")
    assert row["texts"] == ["Een foto van het plein.", "Wie deed wat?"]
    again = world.callers["candidate"].post(f"{world.path}/submit-supplement", expect=200)
    assert again["state"] == "assessing"
    assert world.callers["first"].get(f"{world.path}/dossier")["number"] == 2


def test_giving_a_part_back_closes_the_trajectory_to_whoever_did():
    world = make_world()

    world.callers["coach"].post(f"{world.path}/refuse-assignment", expect=204)

    world.callers["coach"].get(world.path, expect=404)


def test_an_organisation_is_run_by_its_administrator(provider):
    administrator, coach = Caller(administrator_of(provider)), PersonFactory()
    member(coach, provider, Role.COACH)
    path = f"organisations/{provider.pk}"

    invited = administrator.post(f"{path}/invitations", {"email": "n@example.org", "name": "N", "roles": ["coach"]})
    assert [row["id"] for row in administrator.get(f"{path}/invitations")] == [invited["id"]]
    administrator.delete(f"invitations/{invited['id']}", expect=204)
    given = administrator.post(f"{path}/roles", {"person": str(coach.pk), "role": "assessor"})
    assert administrator.delete(f"memberships/{given['id']}")["ended_at"] is not None

    ordinary, stranger = Caller(coach), Caller(PersonFactory())
    ordinary.get(f"{path}/people", expect=404)
    ordinary.post(f"{path}/invitations", {"email": "m@example.org", "name": "M", "roles": ["coach"]}, expect=403)
    stranger.post(f"{path}/invitations", {"email": "m@example.org", "name": "M", "roles": ["coach"]}, expect=404)
    administrator.post(f"{path}/roles", {"person": str(stranger.person.pk), "role": "coach"}, expect=400)
    assert not Person.objects.filter(pk=stranger.person.pk, memberships__organisation=provider).exists()


def test_a_coordinator_sees_who_can_be_assigned_without_their_address(provider):
    member(PersonFactory(name="Thijs"), provider, Role.ASSESSOR)
    coordinator = Caller(coordinator_at(provider))

    [row] = coordinator.get(f"organisations/{provider.pk}/people", role="assessor")

    assert (row["name"], row["email"], row["roles"]) == ("Thijs", "", ["assessor"])


def test_the_outcome_opens_to_the_candidate_when_it_is_released():
    outcome = released()

    seen = Caller(outcome.trajectory.candidate).get(f"outcomes/{outcome.pk}")

    assert (seen["state"], seen["recognised"]) == ("released", 3)
