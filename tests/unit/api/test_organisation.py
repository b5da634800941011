"""Own routes and figures over the API."""

from __future__ import annotations

import pytest

from tests.factories.outcomes import quality_officer, released
from tests.factories.people import OrganisationFactory, PersonFactory
from tests.factories.routes import compact_route
from tests.factories.trajectories import coordinator_at, coordinator_of
from tests.unit.api.callers import Caller

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator() -> Caller:
    return Caller(coordinator_at(OrganisationFactory(provider=True)))


def _copied(coordinator: Caller) -> dict[str, object]:
    organisation = str(coordinator.person.organisations_as("coordinator").get().pk)
    body = {"organisation": organisation, "name": "Eigen route", "label": "EVC Compact"}
    made: dict[str, object] = coordinator.post(f"routes/{compact_route().pk}/copy", body)
    return made


def _plan(route: dict[str, object], **changed: object) -> dict[str, object]:
    """What a client sends back of what it read."""
    names = ("label", "name_nl", "name_en", "description_nl", "description_en", "scope", "yields_certificate")
    names += ("hours_min", "hours_max", "lead_time_weeks", "max_items", "max_supplements", "still_after_days")
    names += ("evidence_flagged_after_years", "min_items_per_work_process", "shelf_life_months")
    plan = {name: route[name] for name in names}
    plan["seats"] = [seat["instruments"] for seat in route["seats"]]
    plan["phases"] = [
        {"key": row["key"], "name_nl": row["name"], "hours": row["candidate_hours"]} for row in route["phases"]
    ]
    return plan | changed


def test_a_route_is_copied_changed_and_taken_out_of_use(coordinator):
    made = _copied(coordinator)

    changed = coordinator.put(f"routes/{made['id']}", _plan(made, lead_time_weeks=7))

    assert (changed["lead_time_weeks"], changed["version"]) == (7, 1)
    assert [row["key"] for row in changed["phases"]] == [row["key"] for row in made["phases"]]
    assert made["id"] in {row["id"] for row in coordinator.get("routes")}
    assert coordinator.post(f"routes/{made['id']}/retire", expect=200)["retired_at"]
    assert made["id"] not in {row["id"] for row in coordinator.get("routes")}
    assert coordinator.put(f"routes/{made['id']}", _plan(made), expect=409)["code"] == "route-retired"


def test_a_label_that_claims_more_than_the_route_is_refused(coordinator):
    made = _copied(coordinator)

    answer = coordinator.put(f"routes/{made['id']}", _plan(made, label="EVC volledig"), expect=422)

    assert "label" in str(answer)
    assert coordinator.get(f"routes/{made['id']}")["label"] == "EVC Compact"


def test_what_ships_is_read_by_all_and_changed_by_nobody(coordinator):
    path = f"routes/{compact_route().pk}"
    shipped = Caller(PersonFactory()).get(path)

    assert shipped["organisation"] is None
    assert coordinator.put(path, _plan(shipped), expect=403)["code"] == "route-shipped"


def test_figures_are_told_without_small_groups_and_pairs_only_to_the_quality_officer():
    outcome = released()
    trajectory = outcome.trajectory
    path = f"organisations/{trajectory.provider_id}/figures"

    told = Caller(coordinator_of(trajectory)).get(path)

    assert told["standards"][0] == {
        "standard": trajectory.standard_version.standard.title,
        "candidates": None,
        "kappa": None,
    }
    assert told["outcomes"][0]["total"] is None
    assert "pairs" not in told
    assert "pairs" in Caller(quality_officer(outcome)).get(path)
    Caller(coordinator_of(trajectory)).get(path, expect=404, year="2001")
    Caller(trajectory.candidate).get(path, expect=404)
