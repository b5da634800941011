"""Building is impossible before provider, client and candidate accepted the same agreement (domain facts 3-6, 14, 15)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from evc.roles import Role
from evc.standards.recognition import recognise_for_evc, recognise_provider
from evc.trajectories import services as trajectories
from evc.trajectories.agreement import PLACEHOLDERS, REQUIRED, agreement_text, fill_in
from evc.trajectories.errors import NotReadyYet
from evc.trajectories.models import Agreement, AgreementVersion, State, Trajectory, Yield
from evc.trajectories.services.agreement_texts import write_agreement_text
from evc.trajectories.yields import decide_yield, what_it_yields
from foundation.errors import InvalidInput, NotAllowed, WrongState
from foundation.jobs.models import OutgoingMail
from foundation.jobs.services import run_due
from foundation.people.models import Person
from foundation.working_days import end_of_term
from tests.factories.people import OrganisationFactory, PersonFactory, administrator_of, member
from tests.factories.routes import compact_route
from tests.factories.standards import make_standard
from tests.factories.trajectories import (
    TERMS,
    TrajectoryFactory,
    accept_as_client,
    coordinator_of,
    lay_agreement,
    newcomer,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("is_evc_standard", "recognised_for_it", "recognised_at_all", "route_yields", "expected"),
    [
        (True, True, True, True, Yield.CERTIFICATE),
        (False, True, True, True, Yield.PROFILE),
        (True, True, True, False, Yield.PROFILE),
        (True, False, True, True, Yield.PROFILE),
        (False, False, True, True, Yield.PROFILE),
        (True, False, False, True, Yield.REPORT),
        (False, False, False, False, Yield.REPORT),
    ],
)
def test_the_yield_follows_from_standard_provider_and_route(
    is_evc_standard, recognised_for_it, recognised_at_all, route_yields, expected
):
    found = decide_yield(
        is_evc_standard=is_evc_standard,
        recognised_for_it=recognised_for_it,
        recognised_at_all=recognised_at_all,
        route_yields_certificate=route_yields,
    )

    assert found == expected


def recognise(trajectory, *, since):
    standard = trajectory.standard_version.standard
    recognise_for_evc(standard.pk, since=since, by=None)
    recognise_provider(trajectory.provider, standard=standard, since=since, register="EVC-register", by=None)
    trajectory.refresh_from_db()


def test_a_recognition_that_starts_tomorrow_gives_no_certificate_today():
    trajectory = TrajectoryFactory(advised=True)
    today = timezone.localdate()
    recognise(trajectory, since=today + timedelta(days=1))
    standard = trajectory.standard_version.standard

    assert what_it_yields(standard, trajectory.provider, trajectory.route, today) == Yield.REPORT
    tomorrow = what_it_yields(standard, trajectory.provider, trajectory.route, today + timedelta(days=1))
    assert tomorrow == Yield.CERTIFICATE


OWN_TEXT = "Onze afspraken\n\nAlles bij elkaar\n" + " ".join(f"{{{name}}}" for name in sorted(PLACEHOLDERS))


def two_organisations(**fields) -> Trajectory:
    """An employer that asks and a provider that coaches and assesses, after the advice; nothing is drawn up yet."""
    return TrajectoryFactory(counselled=True, client=OrganisationFactory(), **fields)


def managers_of(trajectory) -> list[Person]:
    return [row.person for row in trajectory.participants.current().filter(part="manager")]


def test_the_agreement_fixes_yield_due_date_and_text():
    trajectory = TrajectoryFactory(counselled=True)
    recognise(trajectory, since=timezone.localdate())
    version = lay_agreement(trajectory)

    trajectory = trajectories.accept_agreement(
        trajectory.pk, no_ties=True, number=version.number, by=trajectory.candidate
    )

    assert trajectory.state == State.BUILDING
    assert trajectory.yields == Yield.CERTIFICATE
    assert trajectory.due_on == end_of_term(timezone.localdate() + timedelta(weeks=19))
    agreement = trajectory.agreement
    assert agreement.accepted_by == trajectory.candidate
    assert (agreement.text_version, agreement.text) == (version.text_version, version.text)
    assert trajectory.standard_version.standard.title in agreement.text
    assert "ervaringscertificaat" in agreement.text


def test_only_the_candidate_accepts_last():
    trajectory = TrajectoryFactory(advised=True)

    with pytest.raises(NotAllowed):
        trajectories.accept_agreement(trajectory.pk, no_ties=True, by=coordinator_of(trajectory))

    assert not Agreement.objects.exists()


def test_no_building_without_an_advice():
    trajectory = TrajectoryFactory(intake=True)

    with pytest.raises(NotReadyYet) as caught:
        trajectories.accept_agreement(trajectory.pk, no_ties=True, by=trajectory.candidate)

    assert caught.value.code == "advice-missing"


def test_no_building_before_it_was_drawn_up():
    trajectory = TrajectoryFactory(counselled=True)

    with pytest.raises(NotReadyYet) as caught:
        trajectories.accept_agreement(trajectory.pk, no_ties=True, by=trajectory.candidate)

    assert caught.value.code == "agreement-missing"


def test_no_building_before_the_client_accepted():
    trajectory = two_organisations()
    lay_agreement(trajectory)

    with pytest.raises(NotReadyYet) as caught:
        trajectories.accept_agreement(trajectory.pk, no_ties=True, by=trajectory.candidate)
    accept_as_client(trajectory)
    trajectories.accept_agreement(trajectory.pk, no_ties=True, by=trajectory.candidate)

    assert caught.value.code == "client-not-accepted"
    trajectory.refresh_from_db()
    assert trajectory.state == State.BUILDING


def test_the_database_itself_lets_no_candidate_accept_before_the_client():
    trajectory = two_organisations()
    version = lay_agreement(trajectory)

    with pytest.raises(IntegrityError), transaction.atomic():
        AgreementVersion.objects.filter(pk=version.pk).update(candidate_accepted_at=timezone.now())


def test_only_a_manager_of_the_client_who_takes_part_accepts_for_it():
    trajectory = two_organisations()
    version = lay_agreement(trajectory)
    elsewhere = PersonFactory()
    member(elsewhere, trajectory.client, Role.MANAGER)

    for person in (trajectory.candidate, coordinator_of(trajectory), elsewhere):
        with pytest.raises(NotAllowed):
            trajectories.accept_for_client(trajectory.pk, number=version.number, by=person)

    [manager] = managers_of(trajectory)
    trajectories.accept_for_client(trajectory.pk, number=version.number, by=manager)
    version.refresh_from_db()
    assert version.client_accepted_by == manager


def test_who_drew_it_up_does_not_accept_it_for_the_client():
    trajectory = two_organisations()
    coordinator = coordinator_of(trajectory)
    member(coordinator, trajectory.client, Role.MANAGER)
    version = trajectories.draw_up_agreement(trajectory.pk, terms=TERMS, signs_for_client=coordinator, by=coordinator)

    with pytest.raises(NotAllowed):
        trajectories.accept_for_client(trajectory.pk, number=version.number, by=coordinator)


def test_one_organisation_accepts_once_by_its_coordinator():
    trajectory = TrajectoryFactory(counselled=True)

    version = lay_agreement(trajectory)

    assert version.client_accepted_by == coordinator_of(trajectory) == version.drawn_up_by


def test_another_organisation_needs_somebody_who_accepts_for_it():
    trajectory = two_organisations()

    with pytest.raises(NotReadyYet) as caught:
        trajectories.draw_up_agreement(trajectory.pk, terms=TERMS, by=coordinator_of(trajectory))

    assert caught.value.code == "manager-missing"
    assert not AgreementVersion.objects.exists()


def test_other_terms_are_a_new_version_that_everybody_accepts_again():
    trajectory = two_organisations()
    first = lay_agreement(trajectory)
    accept_as_client(trajectory)

    second = lay_agreement(trajectory, terms=replace(TERMS, price="900"))

    first.refresh_from_db()
    assert (second.number, second.client_accepted_at) == (2, None)
    assert first.replaced_at is not None
    assert "1.250,00" in first.text
    assert "900,00" in second.text
    with pytest.raises(NotReadyYet):
        trajectories.accept_agreement(trajectory.pk, no_ties=True, by=trajectory.candidate)


def test_nobody_accepts_a_version_they_did_not_read():
    trajectory = two_organisations()
    read = lay_agreement(trajectory)
    lay_agreement(trajectory, terms=replace(TERMS, price="900"))
    [manager] = managers_of(trajectory)

    with pytest.raises(WrongState) as caught:
        trajectories.accept_for_client(trajectory.pk, number=read.number, by=manager)
    accept_as_client(trajectory)
    with pytest.raises(WrongState):
        trajectories.accept_agreement(trajectory.pk, no_ties=True, number=read.number, by=trajectory.candidate)

    assert caught.value.code == "agreement-changed"


def test_another_advice_takes_the_agreement_off_the_table():
    trajectory = TrajectoryFactory(advised=True)

    trajectories.give_advice(trajectory.pk, advice="full", because="Toch.", by=coordinator_of(trajectory))

    assert not trajectory.agreement_versions.filter(replaced_at=None).exists()


def test_other_parts_take_the_agreement_off_the_table():
    version = make_standard()
    trajectory = TrajectoryFactory(
        advised=True, route=compact_route(), standard_version=version, units=[version.core_tasks.first()]
    )

    trajectories.choose_units(trajectory.pk, units=list(version.core_tasks.all()), by=trajectory.candidate)

    assert not trajectory.agreement_versions.filter(replaced_at=None).exists()


def test_an_agreement_that_yields_something_else_by_now_is_drawn_up_anew():
    trajectory = TrajectoryFactory(advised=True)
    recognise(trajectory, since=timezone.localdate())

    with pytest.raises(WrongState) as caught:
        trajectories.accept_agreement(trajectory.pk, no_ties=True, by=trajectory.candidate)

    assert caught.value.code == "yield-changed"


def test_no_building_with_ties():
    trajectory = TrajectoryFactory(advised=True)

    with pytest.raises(InvalidInput) as caught:
        trajectories.accept_agreement(trajectory.pk, no_ties=False, by=trajectory.candidate)

    assert caught.value.field == "no_ties"
    trajectory.refresh_from_db()
    assert trajectory.state == State.INTAKE


def test_accepting_twice_is_told():
    trajectory = TrajectoryFactory(building=True)

    with pytest.raises(WrongState):
        trajectories.accept_agreement(trajectory.pk, no_ties=True, by=trajectory.candidate)

    assert Agreement.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"hours_in_work_time": "49"}, "hours_in_work_time"),
        ({"hours_in_work_time": "-1"}, "hours_in_work_time"),
        ({"price": "veel"}, "price"),
        ({"payer": "niemand"}, "payer"),
        ({"pay_effect": "described"}, "pay_described"),
    ],
    ids=["more-than-the-route", "less-than-nothing", "no-number", "unknown-payer", "effect-not-described"],
)
def test_terms_that_cannot_be_are_refused_by_field(wrong, field):
    trajectory = TrajectoryFactory(counselled=True)

    with pytest.raises(InvalidInput) as caught:
        lay_agreement(trajectory, terms=replace(TERMS, **wrong))

    assert caught.value.field == field
    assert not AgreementVersion.objects.exists()


def test_the_exact_text_says_the_terms():
    trajectory = two_organisations()
    terms = replace(
        TERMS,
        hours_in_work_time="12.5",
        price="0",
        pay_effect="described",
        pay_described="Een schaal hoger",
        subsidy="SLIM",
    )

    text = lay_agreement(trajectory, terms=terms).text

    for said in ("12,5 in werktijd", "De prijs is niets", "Een schaal hoger", "SLIM", trajectory.client.name):
        assert said in text
    assert "{" not in text


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("outcome", list(Yield))
def test_the_text_names_what_it_yields_and_that_it_is_no_diploma(language, outcome):
    trajectory = TrajectoryFactory(counselled=True)

    rendered = agreement_text(trajectory, TERMS, yields=outcome, language=language)

    assert rendered.version == "erkend-2026-12"
    assert outcome.value in rendered.text
    assert ("geen diploma" if language == "nl" else "not a diploma") in rendered.text
    assert ("40 tot 48" if language == "nl" else "40 to 48") in rendered.text


def test_one_number_of_hours_is_no_range():
    version = make_standard()
    trajectory = TrajectoryFactory(
        advised=True, route=compact_route(), standard_version=version, units=[version.core_tasks.first()]
    )

    assert "Reken op 16 uur" in trajectory.agreement_versions.get().text


def test_the_text_says_free_will_and_that_the_manager_sees_no_content():
    trajectory = TrajectoryFactory(counselled=True)
    administrator = administrator_of(trajectory.provider)
    write_agreement_text(trajectory.provider, text=OWN_TEXT, by=administrator)

    text = lay_agreement(trajectory).text

    assert text.startswith("Onze afspraken")
    assert "Je doet vrijwillig mee" in text
    assert "Je leidinggevende ziet niets van de inhoud van het dossier" in text


def test_a_text_for_one_client_goes_before_the_text_for_all():
    trajectory = two_organisations()
    administrator = administrator_of(trajectory.provider)
    write_agreement_text(
        trajectory.provider, text="Voor deze klant " + OWN_TEXT, client=trajectory.client, by=administrator
    )
    write_agreement_text(trajectory.provider, text="Voor iedereen " + OWN_TEXT, by=administrator)

    version = lay_agreement(trajectory)

    assert version.text.startswith("Voor deze klant")
    assert version.text_version == f"{trajectory.provider.slug}-1"


def test_a_new_text_changes_nothing_that_was_drawn_up():
    trajectory = TrajectoryFactory(counselled=True)
    version = lay_agreement(trajectory)

    write_agreement_text(trajectory.provider, text=OWN_TEXT, by=administrator_of(trajectory.provider))

    before = version.text
    version.refresh_from_db()
    assert version.text == before


def test_what_is_filled_in_is_not_read_as_a_placeholder():
    assert fill_in("{kandidaat} en {prijs}", {"kandidaat": "{prijs}", "prijs": "10"}) == "{prijs} en 10"


@pytest.mark.parametrize("name", sorted(REQUIRED))
def test_an_own_text_says_everything_that_is_agreed(name):
    provider = OrganisationFactory(provider=True)

    with pytest.raises(InvalidInput) as caught:
        write_agreement_text(provider, text=OWN_TEXT.replace(f"{{{name}}}", ""), by=administrator_of(provider))

    assert caught.value.code == "placeholder-missing"
    assert f"{{{name}}}" in str(caught.value)


def test_a_placeholder_that_does_not_exist_is_named():
    provider = OrganisationFactory(provider=True)

    with pytest.raises(InvalidInput) as caught:
        write_agreement_text(provider, text=OWN_TEXT + " {korting}", by=administrator_of(provider))

    assert "{korting}" in str(caught.value)


def test_only_the_providers_own_people_write_its_text():
    provider = OrganisationFactory(provider=True)

    with pytest.raises(NotAllowed):
        write_agreement_text(provider, text=OWN_TEXT, by=administrator_of(OrganisationFactory(provider=True)))


def test_each_is_mailed_when_it_is_their_turn():
    trajectory = two_organisations()
    run_due()
    lay_agreement(trajectory)
    run_due()
    [manager] = managers_of(trajectory)
    assert [mail.to for mail in OutgoingMail.objects.filter(key__startswith="agreement_for")] == [manager.email]

    accept_as_client(trajectory)
    run_due()

    [mail] = OutgoingMail.objects.filter(key__startswith="agreement_for_candidate")
    assert mail.to == trajectory.candidate.email
    assert f"/trajectories/{trajectory.pk}/agreement" in mail.text


def test_the_mail_about_a_replaced_version_is_not_sent():
    trajectory = two_organisations()
    manager = newcomer(trajectory, "manager")
    for price in ("1", "2"):
        trajectories.draw_up_agreement(
            trajectory.pk, terms=replace(TERMS, price=price), signs_for_client=manager, by=coordinator_of(trajectory)
        )

    run_due()

    assert OutgoingMail.objects.filter(key__startswith="agreement_for_client").count() == 1
