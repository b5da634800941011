"""The pages of agreement, statements, consents and routes, as each reader has them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from evc.routes.models import Route
from evc.routes.services import copy_route
from evc.trajectories import services as trajectories
from evc.trajectories.models import AgreementText, State, Trajectory
from foundation.audit.models import AuditEntry
from foundation.people.models import Person
from frontend.forms.professional.routes import RouteForm
from tests.factories.outcomes import released
from tests.factories.people import OrganisationFactory
from tests.factories.routes import compact_route, full_route
from tests.factories.trajectories import (
    TrajectoryFactory,
    appoint,
    coordinator_at,
    coordinator_of,
    lay_agreement,
    who_is,
)

pytestmark = pytest.mark.django_db
TERMS = {"hours_in_work_time": "12,5", "price": "650", "payer": "client", "pay_effect": "none"}


def client_of(person: Person) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(person)
    return client


def page(person: Person, name: str, *args: Any) -> str:
    answer = client_of(person).get(reverse(name, args=args))
    assert answer.status_code == 200, (name, answer.status_code)
    return str(answer.content.decode())


@pytest.fixture
def counselled() -> Trajectory:
    return TrajectoryFactory(counselled=True, client=OrganisationFactory(name="Gemeente Molenwaard"))


@pytest.fixture
def manager(counselled: Trajectory) -> Person:
    return appoint(counselled, "manager")


def test_the_agreement_goes_from_coordinator_to_manager_to_candidate(counselled: Trajectory, manager: Person) -> None:
    coordinator, candidate = coordinator_of(counselled), counselled.candidate
    address = reverse("agreement", args=[counselled.pk])

    assert client_of(coordinator).post(reverse("agreement-terms", args=[counselled.pk]), TERMS).status_code == 302
    assert "I accept this for Gemeente Molenwaard" in page(manager, "agreement", counselled.pk)
    assert "I agree" not in page(candidate, "agreement", counselled.pk)
    assert client_of(manager).post(address, {"number": "1"}).status_code == 302
    assert "I agree" in page(candidate, "agreement", counselled.pk)
    assert client_of(candidate).post(address, {"number": "1", "no_ties": "on"}).status_code == 302

    counselled.refresh_from_db()
    assert counselled.state == State.BUILDING
    for person in (coordinator, manager, candidate):
        assert "The candidate agreed on" in page(person, "agreement", counselled.pk) or person == candidate
        assert "12,5 in werktijd" in page(person, "agreement-text", counselled.pk)


def test_a_page_that_was_left_open_accepts_no_newer_version(counselled: Trajectory, manager: Person) -> None:
    for _time in range(2):
        lay_agreement(counselled)

    answer = client_of(manager).post(reverse("agreement", args=[counselled.pk]), {"number": "1"})

    assert answer.status_code == 422
    assert "The agreement was changed since you opened it." in answer.content.decode()


def test_terms_that_cannot_be_come_back_with_what_was_typed(counselled: Trajectory, manager: Person) -> None:
    address = reverse("agreement-terms", args=[counselled.pk])

    answer = client_of(coordinator_of(counselled)).post(address, {**TERMS, "price": "twaalf", "subsidy": "SLIM"})

    assert answer.status_code == 422
    shown = answer.content.decode()
    assert 'value="twaalf"' in shown
    assert 'value="SLIM"' in shown
    assert not counselled.agreement_versions.exists()


def test_the_manager_reads_the_agreement_and_nothing_of_the_intake(counselled: Trajectory, manager: Person) -> None:
    lay_agreement(counselled)

    shown = page(manager, "agreement", counselled.pk)

    assert "You see nothing of what is in the dossier" in shown
    assert "Je doet dit werk al jaren." not in shown  # the advice
    assert "Your turn" in page(manager, "trajectory", counselled.pk)
    assert "Accept the agreement for" in page(manager, "home")


def test_what_it_yields_is_said_with_its_reasons_at_the_intake() -> None:
    trajectory = TrajectoryFactory(intake=True)

    shown = page(trajectory.candidate, "intake", trajectory.pk)

    assert "This yields a competence report" in shown
    assert "The standard is not recognised for EVC." in shown
    assert "The provider is not recognised." in shown
    assert "What it costs in hours" in shown


def test_not_now_shows_its_reason_and_what_to_do_and_is_no_error() -> None:
    trajectory = TrajectoryFactory(intake=True)
    trajectories.give_advice(
        trajectory.pk,
        advice="not_now",
        because="Je werkt hier pas een maand.",
        next_steps="Loop een jaar mee.",
        by=coordinator_of(trajectory),
    )

    shown = page(trajectory.candidate, "intake", trajectory.pk)

    assert "Je werkt hier pas een maand." in shown
    assert "Loop een jaar mee." in shown
    assert "utrecht-alert--error" not in shown
    assert "status--stop" not in page(trajectory.candidate, "trajectory", trajectory.pk)


def test_an_own_text_is_saved_as_a_version_and_a_wrong_one_kept_on_the_page(counselled: Trajectory) -> None:
    client, provider = client_of(coordinator_of(counselled)), counselled.provider
    address = reverse("agreement-texts", args=[provider.slug])
    with translation.override("nl"):
        before = client.get(address).context["form"].initial["text"]

    refused = client.post(address, {"client": "", "text": "Zonder prijs"})
    saved = client.post(address, {"client": "", "text": before + "\n\nEn dit\nHoort er ook bij."})

    assert refused.status_code == 422
    assert "Zonder prijs" in refused.content.decode()
    assert saved.status_code == 302
    assert AgreementText.objects.get().label == f"{provider.slug}-1"


def test_the_quality_officer_reads_every_statement_and_an_assessor_their_own() -> None:
    trajectory = TrajectoryFactory(assessing=True)
    first, second = (who_is(trajectory, "assessor", seat) for seat in (1, 2))

    for_officer = page(who_is(trajectory, "quality_officer"), "statements", trajectory.pk)
    for_first = page(first, "statements", trajectory.pk)

    assert first.name in for_officer
    assert second.name in for_officer
    assert trajectory.candidate.name in for_officer
    assert second.name not in for_first


def test_a_candidate_says_on_the_page_that_they_know_an_assessor() -> None:
    trajectory = TrajectoryFactory(building=True)
    appoint(trajectory, "assessor", seat=1)
    seat = trajectory.participants.current().get(part="assessor")
    assert "I know this person" in page(trajectory.candidate, "statements", trajectory.pk)

    client_of(trajectory.candidate).post(reverse("assessor-object", args=[trajectory.pk, seat.pk]))

    assert seat.person.name not in page(trajectory.candidate, "statements", trajectory.pk)


def with_outcome() -> tuple[Trajectory, Person]:
    trajectory = TrajectoryFactory(assessing=True, client=OrganisationFactory())
    manager = trajectory.participants.current().get(part="manager").person
    released(trajectory)
    trajectory.refresh_from_db()
    return trajectory, manager


def test_the_manager_sees_the_result_only_with_consent_and_every_reading_is_logged() -> None:
    trajectory, manager = with_outcome()
    address = reverse("shared-result", args=[trajectory.pk])
    assert client_of(manager).get(address).status_code == 404

    until = timezone.localdate() + timedelta(days=30)
    trajectories.give_consent(trajectory.pk, scope="outcome", until=until, by=trajectory.candidate)
    shown = page(manager, "shared-result", trajectory.pk)

    assert "Recognised" in shown
    assert "Seat 1 on" not in shown  # nothing of what the assessors wrote
    assert AuditEntry.objects.get(event="outcome.read-by-client").actor_id == manager.pk
    trajectories.revoke_consent(trajectory.pk, receiver="client", by=trajectory.candidate)
    assert client_of(manager).get(address).status_code == 404
    assert "Read the result" not in page(manager, "trajectory", trajectory.pk)


def test_the_report_is_shown_only_when_the_consent_says_so() -> None:
    trajectory, manager = with_outcome()
    until = timezone.localdate() + timedelta(days=30)

    trajectories.give_consent(trajectory.pk, scope="report", until=until, by=trajectory.candidate)

    assert "How it was assessed" in page(manager, "shared-result", trajectory.pk)


def test_the_candidate_chooses_and_takes_back_on_one_page() -> None:
    trajectory = TrajectoryFactory(building=True)
    client, address = client_of(trajectory.candidate), reverse("result-consent", args=[trajectory.pk])
    until = (timezone.localdate() + timedelta(days=30)).isoformat()

    wrong = client.post(address, {"receiver": "client", "client-scope": "report", "client-until": "2020-01-01"})
    chosen = client.post(address, {"receiver": "client", "client-scope": "report", "client-until": until})
    client.post(address, {"receiver": "register", "register-until": until})

    assert (wrong.status_code, chosen.status_code) == (422, 302)
    assert trajectory.consents.filter(ended_at=None).count() == 2
    client.post(reverse("result-consent-end", args=[trajectory.pk, "register"]))
    assert [row.receiver for row in trajectory.consents.filter(ended_at=None)] == ["client"]


def test_the_self_scan_stands_beside_the_outcome() -> None:
    trajectory, _manager = with_outcome()

    shown = page(trajectory.candidate, "result", trajectory.pk)

    assert "The self-scan beside the outcome" in shown
    assert "I do this on my own" in shown


def route_form(route: Route, **changes: str) -> dict[str, Any]:
    """What the page of a route would post without a change, and with these."""
    form = RouteForm(route=route)
    data = {}
    for name, field in form.fields.items():
        value = form.get_initial_for_field(field, name)
        if value is None or value is False:
            continue
        data[name] = value if isinstance(value, list) else "on" if value is True else str(value)
    return data | changes


def test_a_route_is_copied_and_changed_on_its_pages(counselled: Trajectory) -> None:
    coordinator, provider = coordinator_of(counselled), counselled.provider
    client = client_of(coordinator)

    refused = client.post(
        reverse("route-copy", args=[compact_route().pk]),
        {"organisation": str(provider.pk), "name": "Snel", "label": "EVC"},
    )
    made = client.post(
        reverse("route-copy", args=[compact_route().pk]),
        {"organisation": str(provider.pk), "name": "Snel", "label": "EVC Compact"},
    )
    own = Route.objects.get(organisation=provider)
    too_long = client.post(reverse("route-edit", args=[own.pk]), route_form(own, **{"phase-3-hours": "200"}))
    changed = client.post(reverse("route-edit", args=[own.pk]), route_form(own, **{"phase-3-hours": "7.5"}))

    assert (refused.status_code, made.status_code, too_long.status_code, changed.status_code) == (422, 302, 422, 302)
    assert "claims more than the route asks" in refused.content.decode()
    assert 'value="200"' in too_long.content.decode()
    assert own.phases.get(position=4).candidate_hours == 7.5
    assert "7.5 hours" in page(coordinator, "route", own.pk)
    assert client.post(reverse("route-retire", args=[own.pk])).status_code == 302
    assert client.get(reverse("route-edit", args=[own.pk])).status_code == 409


def test_how_long_a_certificate_is_trusted_is_set_with_the_route(counselled: Trajectory) -> None:
    coordinator = coordinator_of(counselled)
    own = copy_route(
        compact_route().pk, organisation=counselled.provider, name="Kort", label="EVC Compact", by=coordinator
    )
    client, address = client_of(coordinator), reverse("route-edit", args=[own.pk])
    assert "without an end" in page(coordinator, "route", own.pk)

    refused = client.post(address, route_form(own, shelf_life_months="0"))
    kept = client.post(address, route_form(own, shelf_life_months="60"))

    assert (refused.status_code, kept.status_code) == (422, 302)
    assert "60 months" in page(coordinator, "route", own.pk)


def test_a_shipped_route_can_be_looked_at_and_not_changed(counselled: Trajectory) -> None:
    coordinator = coordinator_of(counselled)

    assert "43.5 hours of the candidate" in page(coordinator, "route", full_route().pk)
    assert client_of(coordinator).get(reverse("route-edit", args=[full_route().pk])).status_code == 403


def test_an_own_route_is_offered_with_the_advice_and_the_proposal() -> None:
    trajectory = TrajectoryFactory(intake=True)
    coordinator, provider = coordinator_of(trajectory), trajectory.provider
    assert "Along which of your own routes?" not in page(coordinator, "trajectory-advice", trajectory.pk)
    copy_route(compact_route().pk, organisation=provider, name="Snelle route", label="EVC Compact", by=coordinator)

    assert "Snelle route" in page(coordinator, "trajectory-advice", trajectory.pk)
    address = f"{reverse('trajectory-propose')}?standard={trajectory.standard_version_id}"
    assert "Snelle route" in client_of(coordinator).get(address).content.decode()


def test_the_name_of_a_strangers_route_stands_nowhere(counselled: Trajectory) -> None:
    coordinator, elsewhere = coordinator_of(counselled), OrganisationFactory(provider=True)
    copy_route(
        compact_route().pk,
        organisation=elsewhere,
        name="Geheime route",
        label="EVC Compact",
        by=coordinator_at(elsewhere),
    )

    for name in ("board", "routes"):
        assert "Geheime route" not in page(coordinator, name)
    assert "Geheime route" not in page(coordinator, "trajectory-advice", counselled.pk)
