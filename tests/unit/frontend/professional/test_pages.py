"""What the professionals' pages show, keep and do."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from evc.roles import Role
from evc.trajectories import services as trajectories
from evc.trajectories.models import HoursSpent, Participant, State, Trajectory
from evc.trajectories.selectors import work_processes_in_scope
from foundation.people.models import Person
from tests.factories.outcomes import issued, proposed, quality_officer
from tests.factories.people import OrganisationFactory, PersonFactory, member
from tests.factories.standards import make_standard
from tests.factories.trajectories import (
    TrajectoryFactory,
    appoint,
    coordinator_of,
    fill_seats,
    newcomer,
    share_evidence,
    who_is,
)

pytestmark = pytest.mark.django_db
Part = Participant.Part


def client_of(person: Person) -> Client:
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(person)
    return client


def page_of(person: Person, name: str, *args: object, **query: str) -> str:
    answer = client_of(person).get(reverse(name, args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def queries_of(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


# The board


def test_the_board_asks_the_same_number_of_queries_for_sixty_trajectories_as_for_two() -> None:
    provider, version = OrganisationFactory(provider=True), make_standard()
    first = TrajectoryFactory(provider=provider, standard_version=version)
    TrajectoryFactory(provider=provider, standard_version=version)
    client = client_of(coordinator_of(first))
    few = queries_of(client, reverse("board"))
    for _number in range(58):
        TrajectoryFactory(provider=provider, standard_version=version)

    many = queries_of(client, reverse("board"))

    assert many <= max(few, 10) <= 10
    assert "Page 2 of 2" in client.get(reverse("board"), {"page": "2"}).content.decode()


def test_the_board_says_what_is_late_and_who_is_missing_and_filters_on_it() -> None:
    late = TrajectoryFactory(building=True)
    on_time = TrajectoryFactory(provider=late.provider)
    Trajectory.objects.filter(pk=late.pk).update(due_on=timezone.localdate() - timedelta(days=1))

    everything = page_of(coordinator_of(late), "board")
    only_late = page_of(coordinator_of(late), "board", late="on")

    assert "Late" in everything
    assert "Assessor 1" in everything
    assert on_time.candidate.name in everything
    assert on_time.candidate.name not in only_late
    assert "Nothing fits this filter" in page_of(coordinator_of(late), "board", text="nobody of that name")


def test_an_address_of_the_board_that_makes_no_sense_shows_the_board() -> None:
    coordinator = coordinator_of(TrajectoryFactory())

    page_of(coordinator, "board", page="x", state="no-such-state", route="none", sort="wrong")


# A trajectory by part


def test_a_manager_sees_dates_and_status_and_nothing_that_was_told() -> None:
    trajectory = TrajectoryFactory(building=True)
    goal = "Teamleider worden"
    manager = appoint(trajectory, Part.MANAGER)
    share_evidence(trajectory, ["W1"], title="Geheim verslag")

    page = page_of(manager, "trajectory", trajectory.pk)

    assert "You are the manager" in page
    assert goal not in page
    assert "Geheim verslag" not in page
    assert who_is(trajectory, Part.COACH).name not in page


def test_needs_are_read_by_the_coordinator_and_not_by_the_coach() -> None:
    trajectory = TrajectoryFactory(advised=True)
    trajectories.save_intake(trajectory.pk, needs="Voorleessoftware", by=trajectory.candidate)
    coach = appoint(trajectory, Part.COACH)

    assert "Voorleessoftware" in page_of(coordinator_of(trajectory), "trajectory", trajectory.pk)
    coaches = page_of(coach, "trajectory", trajectory.pk)
    assert "Voorleessoftware" not in coaches
    assert "Teamleider worden" in coaches


def test_needs_reach_no_assessor() -> None:
    trajectory = TrajectoryFactory(advised=True)
    trajectories.save_intake(trajectory.pk, needs="Voorleessoftware", by=trajectory.candidate)
    assessor = appoint(trajectory, Part.ASSESSOR, seat=1)

    assert "Voorleessoftware" not in page_of(assessor, "trajectory", trajectory.pk)


def test_a_coach_finds_the_shared_items_and_an_assessor_does_not() -> None:
    trajectory = TrajectoryFactory(building=True)
    item = share_evidence(trajectory, ["W1"], title="Verslag van de markt")
    assessor = appoint(trajectory, Part.ASSESSOR, seat=1)

    coaches = page_of(who_is(trajectory, Part.COACH), "trajectory", trajectory.pk)
    assert reverse("item", args=[item.pk]) in coaches
    assert "Verslag van de markt" not in page_of(assessor, "trajectory", trajectory.pk)


def test_each_part_gets_its_own_main_action() -> None:
    asked, assessing = TrajectoryFactory(), TrajectoryFactory(assessing=True)
    outcome = proposed()
    expected = [
        (coordinator_of(asked), asked, reverse("trajectory-start", args=[asked.pk])),
        (who_is(assessing, Part.ASSESSOR, 1), assessing, reverse("desk-start", args=[assessing.pk])),
        (quality_officer(outcome), outcome.trajectory, reverse("quality-check", args=[outcome.pk])),
    ]

    for person, trajectory, address in expected:
        card = page_of(person, "trajectory", trajectory.pk).partition("card--next")[2].partition("</article>")[0]
        assert address in card


# People


def test_who_cannot_have_a_place_is_shown_with_the_reason_and_cannot_be_chosen() -> None:
    trajectory = TrajectoryFactory(building=True)
    coach = who_is(trajectory, Part.COACH)
    member(coach, trajectory.provider, Role.ASSESSOR)
    client = client_of(coordinator_of(trajectory))
    address = reverse("trajectory-people", args=[trajectory.pk])

    page = client.get(address).content.decode()
    refused = client.post(address, {"place": "assessor-1", "assessor-1-person": str(coach.pk)})

    row = page.partition(f'value="{coach.pk}"')[2].partition("</label>")[0]
    assert "disabled" in row
    assert "not independent" in row
    assert refused.status_code == 422
    assert "not independent" in refused.content.decode()
    assert not trajectory.participants.filter(part=Part.ASSESSOR).exists()


def test_an_assessor_is_assigned_once_and_the_second_click_says_so() -> None:
    trajectory = TrajectoryFactory(building=True)
    assessor = newcomer(trajectory, Part.ASSESSOR)
    client = client_of(coordinator_of(trajectory))
    address, sent = (
        reverse("trajectory-people", args=[trajectory.pk]),
        {"place": "assessor-1", "assessor-1-person": str(assessor.pk)},
    )

    assert client.post(address, sent).status_code == 302
    assert client.post(address, sent).status_code == 409
    assert who_is(trajectory, Part.ASSESSOR, 1) == assessor


def test_a_part_is_ended_after_one_question() -> None:
    trajectory = TrajectoryFactory(building=True)
    held = trajectory.participants.get(part=Part.COACH)
    client = client_of(coordinator_of(trajectory))
    address = reverse("participant-end", args=[trajectory.pk, held.pk])

    client.get(address)
    assert trajectory.participants.current().filter(part=Part.COACH).exists()
    client.post(address)
    assert not trajectory.participants.current().filter(part=Part.COACH).exists()
    assert client.post(address).status_code == 409


@pytest.mark.parametrize(("answer", "stays"), [("declare", True), ("refuse", False)])
def test_an_assessor_declares_to_have_no_ties_or_gives_the_seat_back(answer: str, stays: bool) -> None:
    trajectory = TrajectoryFactory(building=True)
    assessor = appoint(trajectory, Part.ASSESSOR, seat=1)
    client, address = client_of(assessor), reverse("no-ties", args=[trajectory.pk])

    assert client.post(address, {}).status_code == 422
    client.post(address, {"answer": answer})

    held = trajectory.participants.get(part=Part.ASSESSOR)
    assert (held.ended_at is None, held.no_ties_declared_at is not None) == (stays, stays)


# Intake, records, hours


def test_an_advice_without_a_reason_comes_back_with_what_was_typed() -> None:
    trajectory = TrajectoryFactory(advised=True)
    client, address = client_of(coordinator_of(trajectory)), reverse("trajectory-advice", args=[trajectory.pk])

    answer = client.post(address, {"advice": "not_now", "because": ""})
    assert answer.status_code == 422
    assert 'value="not_now" ' in answer.content.decode()
    client.post(address, {"advice": "not_now", "because": "Eerst een jaar werken.", "next_steps": "Vraag werk."})
    trajectory.refresh_from_db()
    assert trajectory.state == State.DECLINED


def test_a_start_test_is_noted_and_a_wrong_score_is_kept_with_its_error() -> None:
    trajectory = TrajectoryFactory(intake=True)
    client, address = client_of(coordinator_of(trajectory)), reverse("trajectory-tests", args=[trajectory.pk])
    test = {"subject": "dutch", "score": "zeven", "norm": "6", "taken_on": "2026-10-01"}

    refused = client.post(address, test)
    assert refused.status_code == 422
    assert "zeven" in refused.content.decode()
    assert client.post(address, {**test, "score": "7,5"}).status_code == 302
    assert trajectory.intake.tests.get().score == 7.5


def test_a_record_is_written_and_its_facts_are_kept_when_a_time_is_wrong() -> None:
    trajectory = TrajectoryFactory(assessing=True)
    client = client_of(who_is(trajectory, Part.ASSESSOR, 1))
    address = reverse("record", args=[trajectory.pk, "interview"])
    sent = {"held_on": "2026-10-01", "from_time": "11:00", "until_time": "10:00", "facts": "Vertelde stap voor stap."}

    refused = client.post(address, sent)
    assert refused.status_code == 422
    assert "Vertelde stap voor stap." in refused.content.decode()
    assert client.post(address, {**sent, "until_time": "12:00"}).status_code == 302
    assert trajectory.records.get().facts == "Vertelde stap voor stap."
    assert "Vertelde stap voor stap." in page_of(who_is(trajectory, Part.ASSESSOR, 2), "trajectory", trajectory.pk)


def test_the_identity_is_recorded_once() -> None:
    trajectory = TrajectoryFactory(assessing=True)
    client = client_of(who_is(trajectory, Part.ASSESSOR, 1))
    address = reverse("identity-seen", args=[trajectory.pk])
    sent = {"document": "passport", "seen_on": "2026-10-01"}

    assert client.post(address, sent).status_code == 302
    assert client.post(address, sent).status_code == 409


def test_a_coach_notes_hours() -> None:
    trajectory = TrajectoryFactory(building=True)
    phase = trajectory.route.phases.first()
    sent = {"phase": str(phase.pk), "day": "2026-10-01", "hours": "1,5", "note": ""}

    client = client_of(who_is(trajectory, Part.COACH))
    assert client.post(reverse("trajectory-hours", args=[trajectory.pk]), sent).status_code == 302
    assert HoursSpent.objects.get(trajectory=trajectory).hours == 1.5


# Proposing


def test_a_manager_proposes_a_trajectory_to_somebody_of_the_organisation() -> None:
    client_organisation = OrganisationFactory(provider=True)
    manager, employee = PersonFactory(), PersonFactory()
    member(manager, client_organisation, Role.MANAGER)
    member(employee, client_organisation, Role.CANDIDATE)
    version = make_standard()
    browser = client_of(manager)
    address = f"{reverse('trajectory-propose')}?standard={version.pk}"
    seen = browser.get(address).context["form"]
    sent = {
        "candidate": str(employee.pk),
        "route": next(pk for pk, row in seen.known["route"].items() if row.key == "full"),
        "client": str(client_organisation.pk),
        "provider": str(client_organisation.pk),
    }

    assert browser.post(address, {**sent, "candidate": ""}).status_code == 422
    answer = browser.post(address, sent)

    made = Trajectory.objects.get()
    assert answer.url == reverse("trajectory", args=[made.pk])
    assert (made.candidate, made.requested_by, made.state) == (employee, manager, State.REQUESTED)
    assert browser.post(address, sent).status_code == 422  # the same is under way already
    assert browser.post(reverse("trajectory-take-back", args=[made.pk])).status_code == 302
    made.refresh_from_db()
    assert made.state == State.WITHDRAWN


# The quality check


def test_the_queue_asks_the_same_number_of_queries_for_more_outcomes() -> None:
    first = proposed()
    officer = quality_officer(first)
    few = queries_of(client_of(officer), reverse("quality"))
    other = TrajectoryFactory(submitted=True, provider=first.trajectory.provider)
    for seat in (1, 2):
        assessor = who_is(first.trajectory, Part.ASSESSOR, seat)
        appoint(other, Part.ASSESSOR, seat=seat, person=assessor)
        trajectories.declare_no_ties(other.pk, by=assessor)
    appoint(other, Part.QUALITY_OFFICER, person=officer)
    other.refresh_from_db()
    proposed(other)

    assert queries_of(client_of(officer), reverse("quality")) == few <= 14
    assert other.candidate.name in page_of(officer, "quality")


def test_the_check_shows_both_assessors_and_what_blocks_and_only_then_can_it_be_released() -> None:
    outcome = proposed(identity=False)
    officer = quality_officer(outcome)
    page = page_of(officer, "quality-check", outcome.pk)

    assert "First to be put right" in page
    assert "Assessor 1" in page
    assert "Assessor 2" in page
    assert reverse("quality-release", args=[outcome.pk]) not in page
    client = client_of(officer)
    assert client.get(reverse("quality-release", args=[outcome.pk])).status_code == 409
    assert client.post(reverse("quality-release", args=[outcome.pk])).status_code == 422


def test_the_check_asks_no_more_queries_for_a_thicker_dossier() -> None:
    outcome = proposed()
    few = queries_of(client_of(quality_officer(outcome)), reverse("quality-check", args=[outcome.pk]))
    thick = TrajectoryFactory(building=True)
    codes = [row.code for row in work_processes_in_scope(thick)]
    for number in range(6):
        share_evidence(thick, codes, title=f"Verslag {number}")
    trajectories.submit_dossier(thick.pk, by=thick.candidate)
    fill_seats(thick)
    appoint(thick, Part.QUALITY_OFFICER)
    thick.refresh_from_db()
    other = proposed(thick)

    assert queries_of(client_of(quality_officer(other)), reverse("quality-check", args=[other.pk])) == few


def test_an_outcome_is_released_after_one_question_and_once() -> None:
    outcome = proposed()
    client, address = client_of(quality_officer(outcome)), reverse("quality-release", args=[outcome.pk])

    assert client.get(address).status_code == 200
    outcome.refresh_from_db()
    assert outcome.state == "proposed"
    assert client.post(address, {"remark": "In orde."}).status_code == 302
    assert client.post(address).status_code == 409
    outcome.refresh_from_db()
    assert (outcome.state, outcome.remark) == ("released", "In orde.")


def test_sending_back_needs_a_reason() -> None:
    outcome = proposed()
    client, address = client_of(quality_officer(outcome)), reverse("quality-send-back", args=[outcome.pk])

    assert client.post(address, {"because": ""}).status_code == 422
    assert client.post(address, {"because": "Been 3 van W1 is te kort."}).status_code == 302
    outcome.trajectory.refresh_from_db()
    assert outcome.trajectory.state == State.ASSESSING


def test_an_assessor_writes_advice_on_a_gap_while_the_outcome_is_proposed() -> None:
    trajectory = TrajectoryFactory(assessing=True)
    criterion = trajectory.standard_version.work_processes.first().criteria.first().code
    outcome = proposed(trajectory, levels={seat: {criterion: "onvoldoende"} for seat in (1, 2)})
    gap = outcome.gaps.get()
    assessor = who_is(trajectory, Part.ASSESSOR, 2)
    address = reverse("gap-advice", args=[outcome.pk, gap.work_process_id])

    assert client_of(assessor).post(address, {"advice": "Loop een week mee."}).status_code == 302
    assert "Loop een week mee." in page_of(quality_officer(outcome), "quality-check", outcome.pk)
    recognised = outcome.results.filter(verdict="recognised").first().work_process_id
    assert client_of(assessor).get(reverse("gap-advice", args=[outcome.pk, recognised])).status_code == 404


# The badge


def test_a_badge_is_withdrawn_with_a_reason_and_once() -> None:
    outcome = issued()
    badge = outcome.trajectory.candidate.badges.get()
    client, address = client_of(quality_officer(outcome)), reverse("badge-revoke", args=[badge.pk])

    assert client.post(address, {"because": " "}).status_code == 422
    assert client.post(address, {"because": "Uitgegeven na een vergissing."}).status_code == 302
    assert client.get(address).status_code == 409
    badge.refresh_from_db()
    assert badge.revoked_because == "Uitgegeven na een vergissing."


def test_a_badge_is_suspended_with_a_reason_and_counts_again_when_that_is_lifted(settings) -> None:
    settings.ERKEND_SUSPENSION = True
    outcome = issued()
    badge = outcome.trajectory.candidate.badges.get()
    client = client_of(quality_officer(outcome))
    suspend, lift = (reverse(name, args=[badge.pk]) for name in ("badge-suspend", "badge-lift"))
    assert suspend in page_of(quality_officer(outcome), "quality-check", outcome.pk)

    assert client.post(suspend, {"because": " "}).status_code == 422
    assert client.post(suspend, {"because": "Er loopt een bezwaar."}).status_code == 302
    page = page_of(quality_officer(outcome), "quality-check", outcome.pk)
    assert "Er loopt een bezwaar." in page
    assert lift in page
    assert suspend not in page

    assert client.get(lift).status_code == 200
    assert client.post(lift).status_code == 302
    badge.refresh_from_db()
    assert badge.suspended_at is None


def test_a_badge_with_one_status_entry_offers_no_suspension_and_says_why() -> None:
    outcome = issued()
    badge = outcome.trajectory.candidate.badges.get()
    suspend = reverse("badge-suspend", args=[badge.pk])
    assert suspend not in page_of(quality_officer(outcome), "quality-check", outcome.pk)

    response = client_of(quality_officer(outcome)).post(f"{suspend}?lang=en", {"because": "Bezwaar."})

    assert response.status_code == 422
    assert "can&#x27;t be suspended" in response.content.decode()


def test_a_closed_trajectory_has_its_closing_talk() -> None:
    outcome = issued()
    client = client_of(who_is(outcome.trajectory, Part.COACH))
    address = reverse("trajectory-close", args=[outcome.trajectory_id])

    assert client.post(address, {}).status_code == 422
    assert client.post(address, {"closing_talk_on": timezone.localdate().isoformat()}).status_code == 302
    outcome.trajectory.refresh_from_db()
    assert outcome.trajectory.state == State.CLOSED
