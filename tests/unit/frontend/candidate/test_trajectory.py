"""A candidate's trajectory through its pages, from request to badge; out-of-order steps lose nothing."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from evc.assessments import services as assessments
from evc.outcomes import services as outcomes
from evc.outcomes.models import Outcome
from evc.roles import Role
from evc.trajectories import services as trajectories
from evc.trajectories.models import Participant, State, Trajectory
from foundation.people.models import Person
from portfolio import statements
from tests.factories.assessments import assessed, see_identity, started
from tests.factories.outcomes import check
from tests.factories.people import OrganisationFactory, PersonFactory, member
from tests.factories.portfolio import make_item
from tests.factories.routes import compact_route, full_route
from tests.factories.standards import make_standard
from tests.factories.trajectories import TrajectoryFactory, share_evidence, who_is

pytestmark = pytest.mark.django_db
Part = Participant.Part


def page_of(client: Client, name: str, trajectory: Trajectory) -> str:
    answer = client.get(reverse(name, args=[trajectory.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def released(trajectory: Trajectory, do_jobs: Any, *, and_issued: bool = True) -> Outcome:
    see_identity(trajectory)
    do_jobs()
    outcome = check(Outcome.objects.get(trajectory=trajectory))
    outcomes.release(outcome.pk, by=who_is(trajectory, Part.QUALITY_OFFICER))
    if and_issued:
        do_jobs()
    outcome.refresh_from_db()
    return outcome


@pytest.fixture
def employee() -> Person:
    provider = OrganisationFactory(provider=True)
    person = PersonFactory()
    member(person, provider, Role.CANDIDATE)
    return person


def test_a_request_names_standard_route_and_parts(employee: Person, sign_in: Any) -> None:
    client, version = sign_in(employee), make_standard()
    assert version.standard.title in client.get("/trajectories/new").content.decode()
    address = f"/trajectories/new?standard={version.pk}"
    form = client.get(address).context["form"]
    unit = version.core_tasks.first()
    sent = {"route": compact_route().pk, "units": [unit.pk]}
    sent |= {name: form.fields[name].initial for name in ("client", "provider")}

    first = client.post(address, sent)
    second = client.post(address, sent)

    made = Trajectory.objects.get(candidate=employee)
    assert first.headers["Location"] == reverse("trajectory", args=[made.pk])
    assert list(made.units.all()) == [unit]
    assert second.status_code == 422  # a double click, or the same from another tab
    assert "under way already" in second.content.decode()


def test_whoever_belongs_to_no_organisation_is_told_what_to_do(sign_in: Any) -> None:
    make_standard()

    assert "invite you" in sign_in(PersonFactory()).get("/trajectories/new").content.decode()


def test_a_proposal_is_accepted_by_the_candidate_only(employee: Person, sign_in: Any) -> None:
    provider = employee.memberships.get().organisation
    manager = PersonFactory(name="Rik")
    member(manager, provider, Role.MANAGER)
    trajectory = TrajectoryFactory(candidate=employee, provider=provider, asked_by=manager)
    client = sign_in(employee)
    assert "Rik proposes this trajectory to you" in page_of(client, "trajectory", trajectory)
    accept = reverse("trajectory-accept", args=[trajectory.pk])

    assert sign_in(manager).post(accept).status_code == 404
    assert client.post(accept).headers["Location"] == reverse("intake", args=[trajectory.pk])
    assert client.post(accept).status_code == 409  # an old tab


def test_the_intake_is_saved_field_by_field(sign_in: Any) -> None:
    trajectory = TrajectoryFactory(intake=True)
    client, save = sign_in(trajectory.candidate), reverse("intake-save", args=[trajectory.pk])

    assert client.post(save, {"field": "reasons", "value": "promotion\nlevel"}).status_code == 200
    assert client.post(save, {"field": "goal", "value": "Teamleider"}).status_code == 200
    assert client.post(save, {"field": "advice", "value": "full"}).status_code == 422
    assert client.post(save, {"field": "reasons", "value": "weather"}).status_code == 422

    trajectory.intake.refresh_from_db()
    assert (trajectory.intake.reasons, trajectory.intake.goal) == (["promotion", "level"], "Teamleider")
    assert "Teamleider" in page_of(client, "intake", trajectory)


def test_a_field_that_is_saved_too_late_says_why(building: Trajectory, candidate: Client) -> None:
    answer = candidate.post(reverse("intake-save", args=[building.pk]), {"field": "goal", "value": "Anders"})

    assert answer.status_code == 409
    assert answer.json()["message"]


def test_each_answer_of_the_self_scan_is_saved(sign_in: Any) -> None:
    trajectory = TrajectoryFactory(intake=True)
    work_process = trajectory.standard_version.work_processes.first()
    client, save = sign_in(trajectory.candidate), reverse("self-scan-save", args=[trajectory.pk])

    assert client.post(save, {"field": f"wp-{work_process.pk}", "value": "2"}).status_code == 200
    assert client.post(save, {"field": f"wp-{work_process.pk}", "value": "9"}).status_code == 422
    assert client.post(save, {"field": "nonsense", "value": "2"}).status_code == 422

    assert trajectory.intake.self_scan.get().answer == 2
    assert "1 of 3 answered" in page_of(client, "self-scan", trajectory)


def test_the_agreement_says_what_it_yields_and_that_it_is_no_diploma(sign_in: Any) -> None:
    trajectory = TrajectoryFactory(advised=True)
    client = sign_in(trajectory.candidate)
    page = page_of(client, "agreement", trajectory)
    assert "This yields a competence report" in page
    assert "It is not a diploma." in page
    address = reverse("agreement", args=[trajectory.pk])

    refused = client.post(address, {"number": 1})
    accepted = client.post(address, {"number": 1, "no_ties": "on"})

    trajectory.refresh_from_db()
    assert refused.status_code == 422
    assert "no ties" in refused.content.decode()
    assert accepted.status_code == 302
    assert trajectory.state == State.BUILDING
    assert "You agreed on" in page_of(client, "agreement", trajectory)
    assert client.post(address, {"no_ties": "on"}).status_code == 422  # an old tab: said on the page


def test_there_is_nothing_to_agree_to_before_the_advice(sign_in: Any) -> None:
    trajectory = TrajectoryFactory(intake=True)
    client = sign_in(trajectory.candidate)

    assert "There is no advice yet" in page_of(client, "agreement", trajectory)
    assert client.post(reverse("agreement", args=[trajectory.pk]), {"no_ties": "on"}).status_code == 422


def test_parts_can_be_chosen_until_the_agreement(sign_in: Any) -> None:
    version = make_standard()
    trajectory = TrajectoryFactory(
        intake=True, route=compact_route(), standard_version=version, units=[version.core_tasks.first()]
    )
    client, address = sign_in(trajectory.candidate), reverse("trajectory-units", args=[trajectory.pk])

    assert client.post(address, {"units": [version.core_tasks.last().pk]}).status_code == 302
    assert list(trajectory.units.all()) == [version.core_tasks.last()]
    assert client.post(address, {}).status_code == 422


def test_handing_in_names_what_is_missing(building: Trajectory, candidate: Client) -> None:
    share_evidence(building, ["W1"])
    missing = building.standard_version.work_processes.get(code="W2").title

    page = page_of(candidate, "submit", building)
    answer = candidate.post(reverse("submit", args=[building.pk]), {"understood": "on", "stated": "on"})

    assert missing in page
    assert "Hand in now" not in page
    assert answer.status_code == 422
    building.refresh_from_db()
    assert building.state == State.BUILDING


def test_handing_in_asks_once_more_and_freezes(building: Trajectory, candidate: Client) -> None:
    share_evidence(building, ["W1", "W2", "W3"])
    address = reverse("submit", args=[building.pk])

    assert candidate.post(address, {}).status_code == 422
    assert candidate.post(address, {"understood": "on", "stated": "on"}).status_code == 302
    building.refresh_from_db()
    assert building.state == State.SUBMITTED
    assert building.manifest is not None
    assert candidate.get(address).status_code == 409
    assert candidate.post(address, {"understood": "on", "stated": "on"}).status_code == 409


def test_a_supplement_is_read_joined_without_names_and_handed_in_again(sign_in: Any) -> None:
    trajectory = TrajectoryFactory(assessing=True)
    work_process = trajectory.standard_version.work_processes.first()
    assessor = who_is(trajectory, Part.ASSESSOR, 1)
    assessments.request_supplement(
        started(trajectory).pk, work_process=work_process, text="Graag een tweede voorbeeld.", by=assessor
    )
    client, address = sign_in(trajectory.candidate), reverse("supplement", args=[trajectory.pk])
    assert client.get(address).status_code == 409
    assessments.ask_supplement(trajectory.pk, by=assessor)

    page = page_of(client, "supplement", trajectory)
    answer = client.post(address, {"understood": "on", "stated": "on"})

    trajectory.refresh_from_db()
    assert "Graag een tweede voorbeeld." in page
    assert assessor.name not in page
    assert answer.status_code == 302
    assert (trajectory.state, trajectory.manifest.number) == (State.ASSESSING, 2)


def test_the_matrix_says_what_each_row_means(building: Trajectory, candidate: Client) -> None:
    work_processes = building.standard_version.work_processes
    make_item(building.candidate, kind="testimony", work_processes=[work_processes.get(code="W1")])
    make_item(building.candidate, work_processes=[work_processes.get(code="W2")])

    page = page_of(candidate, "coverage", building)

    assert "Only testimonies" in page
    assert "a second one, different" in page
    assert "Nothing yet" in page
    only_shared = candidate.get(reverse("coverage", args=[building.pk]) + "?only=shared").content.decode()
    assert only_shared.count("Nothing yet") > page.count("Nothing yet")


def test_a_part_out_of_scope_has_no_page(building: Trajectory, candidate: Client) -> None:
    other = make_standard().work_processes.first()

    assert candidate.get(reverse("covered", args=[building.pk, other.pk])).status_code == 404


def test_what_is_made_up_says_so(sign_in: Any) -> None:
    trajectory = TrajectoryFactory(building=True, standard_version=make_standard(origin="voorbeeld"))
    client, work_process = sign_in(trajectory.candidate), trajectory.standard_version.work_processes.first()
    item = make_item(trajectory.candidate, work_processes=[work_process])
    addresses = [reverse(name, args=[trajectory.pk]) for name in ("trajectory", "coverage", "self-scan")]
    addresses += [reverse("covered", args=[trajectory.pk, work_process.pk]), "/home"]
    addresses += [reverse("item", args=[item.pk]), reverse("item-links", args=[item.pk])]

    for address in addresses:
        assert "Example: this text is made up" in client.get(address).content.decode(), address


def test_hours_are_noted_against_the_budget_and_can_be_taken_back(building: Trajectory, candidate: Client) -> None:
    address = reverse("hours", args=[building.pk])
    typed = {"phase": full_route().phases.first().pk, "day": "2026-11-01", "hours": "1,5", "note": "Foto's gezocht"}

    assert candidate.post(address, typed).status_code == 302
    wrong = candidate.post(address, typed | {"hours": "veel"})
    assert wrong.status_code == 422
    assert "veel" in wrong.content.decode()
    noted = building.hours.get()
    assert str(noted.hours) == "1.50"
    for _click in range(2):
        assert candidate.post(reverse("hours-remove", args=[building.pk, noted.pk])).status_code == 302
    assert not building.hours.exists()


def test_stopping_asks_once_and_needs_no_reason(building: Trajectory, candidate: Client) -> None:
    address = reverse("withdraw", args=[building.pk])
    candidate.get(address)
    building.refresh_from_db()
    assert building.state == State.BUILDING  # looking changes nothing

    assert candidate.post(address).headers["Location"] == "/home"
    building.refresh_from_db()
    assert building.state == State.WITHDRAWN
    assert candidate.post(address).status_code == 409


def test_another_coach_can_be_asked_for(building: Trajectory, candidate: Client) -> None:
    address = reverse("coach-end", args=[building.pk])

    assert candidate.post(address).status_code == 302
    assert not building.participants.current().filter(part=Part.COACH).exists()
    assert candidate.get(address).status_code == 404


def test_the_outcome_is_not_there_before_its_release(sign_in: Any, do_jobs: Any) -> None:
    trajectory = assessed()
    do_jobs()
    client = sign_in(trajectory.candidate)

    assert client.get(reverse("result", args=[trajectory.pk])).status_code == 404
    assert client.get(reverse("report", args=[trajectory.pk])).status_code == 404


def test_the_outcome_tells_the_good_news_first_then_what_is_missing(sign_in: Any, do_jobs: Any) -> None:
    low = {"W3-C01": "onvoldoende"}
    trajectory = assessed(levels={1: low, 2: low})
    released(trajectory, do_jobs)
    page = page_of(sign_in(trajectory.candidate), "result", trajectory)

    assert page.index("2 of 3 parts are recognised") < page.index("What is still missing")
    assert f'href="{reverse("appeal-lodge", args=[trajectory.pk])}">appeal</a> until' in page
    assert "Download the badge" in page


def test_what_the_badge_holds_is_chosen_before_it_is_issued(sign_in: Any, do_jobs: Any) -> None:
    candidate = PersonFactory(name="Fatima", also=("fatima@elders.example",))
    trajectory = assessed(candidate=candidate)
    client, address = sign_in(candidate), reverse("badge-contents", args=[trajectory.pk])

    assert client.post(address, {"addresses": ["vreemd@example.org"]}).status_code == 422
    assert client.post(address, {"shows_name": "on", "addresses": ["fatima@elders.example"]}).status_code == 302
    trajectory.refresh_from_db()
    assert (trajectory.badge_shows_name, trajectory.badge_addresses) == (True, ["fatima@elders.example"])

    released(trajectory, do_jobs)
    assert client.get(address).status_code == 409


def test_what_others_see_of_a_badge_can_be_looked_at_before_it_is_saved(sign_in: Any, do_jobs: Any) -> None:
    trajectory = assessed()
    released(trajectory, do_jobs)
    client, badge = sign_in(trajectory.candidate), trajectory.candidate.badges.get()
    address, name = reverse("badge-page", args=[badge.pk]), trajectory.candidate.name

    look = client.post(address, {"is_public": "on", "shows_name": "on", "look": "1"})
    badge.refresh_from_db()
    assert f"Earned by {name}" in look.content.decode()
    assert not badge.page_shows_name

    client.post(address, {"is_public": "on", "shows_name": "on"})
    badge.refresh_from_db()
    assert (badge.page_is_public, badge.page_shows_results, badge.page_shows_name) == (True, False, True)
    assert sign_in(PersonFactory()).get(address).status_code == 404


def test_the_report_is_for_candidate_coach_and_coordinator_not_for_a_manager(sign_in: Any, do_jobs: Any) -> None:
    trajectory = assessed()
    manager = PersonFactory()
    member(manager, trajectory.client, Role.MANAGER)
    coordinator = trajectory.provider.memberships.get(role=Role.COORDINATOR).person
    trajectories.assign(trajectory.pk, person=manager, part=Part.MANAGER, by=coordinator)
    released(trajectory, do_jobs)
    address = reverse("report", args=[trajectory.pk])

    for person in (trajectory.candidate, who_is(trajectory, Part.COACH), coordinator):
        assert sign_in(person).get(address).status_code == 200
    assert sign_in(manager).get(address).status_code == 404
    assert sign_in(PersonFactory()).get(address).status_code == 404


def test_handing_in_asks_one_statement_over_the_whole(candidate: Client, building: Trajectory) -> None:
    share_evidence(building, ["W1", "W2", "W3"])
    address = reverse("submit", args=[building.pk])

    answer = candidate.post(address, {"understood": "on"})

    assert answer.status_code == 422
    building.refresh_from_db()
    assert building.state == State.BUILDING
    page = candidate.get(address)
    with translation.override(page.headers["Content-Language"]):
        assert str(statements.WHOLE) in page.content.decode()
