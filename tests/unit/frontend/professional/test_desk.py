"""The assessor's desk and moderation as pages."""

from __future__ import annotations

import pytest
from django.urls import reverse

from evc.assessments import services as assessments
from evc.assessments.models import Score, Substantiation
from evc.trajectories.models import Participant, State
from portfolio import services as portfolio
from tests.factories.assessments import filled_in, started
from tests.factories.people import PersonFactory
from tests.factories.trajectories import TrajectoryFactory, who_is

pytestmark = pytest.mark.django_db

ASSESSOR = Participant.Part.ASSESSOR


@pytest.fixture
def trajectory():
    return TrajectoryFactory(assessing=True)


@pytest.fixture
def assessment(trajectory):
    return started(trajectory)


@pytest.fixture
def desk(client, assessment):
    """The client of seat 1, signed in, and the address of the desk."""
    client.force_login(assessment.assessor)
    return client, reverse("desk", args=[assessment.pk])


def first_criterion(assessment):
    return assessment.trajectory.standard_version.work_processes.first().criteria.first()


def fields_of(assessment, *, level="voldoende"):
    """What an assessor fills in for the first criterion of the first work process."""
    criterion = first_criterion(assessment)
    instrument = assessment.trajectory.route.instruments.get(key="portfolio")
    chosen = assessment.trajectory.route.rubric.levels.get(key=level)
    [item, *_rest] = portfolio.manifest_contents(assessment.manifest).items_for(criterion.work_process.code)
    return {
        f"score:{criterion.pk}:{instrument.pk}": str(chosen.pk),
        f"has:support:{criterion.pk}:{instrument.pk}": "1",
        f"support:{criterion.pk}:{instrument.pk}": [f"item:{item.id}"],
        f"leg:{criterion.work_process_id}:seen_or_heard": "Ik zag het plan en de foto's ervan. Ş ß 🙂",
        f"item:{item.id}:authentic": "yes",
        f"relevant:{item.id}": "yes",
        "together:varied": "partly",
    }


def test_opening_the_desk_twice_opens_the_same_one(client, trajectory):
    client.force_login(who_is(trajectory, ASSESSOR, 1))
    address = reverse("desk-start", args=[trajectory.pk])

    assert client.post(address).url == client.post(address).url


def test_what_is_filled_in_is_stored_and_shown_again(desk, assessment):
    client, address = desk

    answer = client.post(address, fields_of(assessment), follow=True)

    assert answer.status_code == 200
    assert "Ik zag het plan en de foto&#x27;s ervan. Ş ß 🙂" in answer.content.decode()
    score = Score.objects.get(assessment=assessment)
    assert score.level.key == "voldoende"
    assert score.support.count() == 1
    assert assessment.item_judgements.get().authentic == "yes"
    assert assessment.work_process_judgements.get().varied == "partly"


def test_sending_the_same_form_twice_stores_it_once(desk, assessment):
    client, address = desk

    for _time in range(2):
        client.post(address, fields_of(assessment))

    assert Score.objects.filter(assessment=assessment).count() == 1
    assert Substantiation.objects.filter(assessment=assessment).count() == 1


def test_a_level_that_is_not_of_the_scale_is_refused_and_nothing_typed_is_lost(desk, assessment):
    client, address = desk
    fields = fields_of(assessment)
    score = next(name for name in fields if name.startswith("score:"))

    answer = client.post(address, {**fields, score: "00000000-0000-0000-0000-000000000000"})

    assert answer.status_code == 422
    assert "Ik zag het plan" in answer.content.decode()
    assert not Substantiation.objects.filter(assessment=assessment).exists()


def test_one_field_is_saved_while_somebody_types(desk, assessment):
    client, _address = desk
    name = f"leg:{first_criterion(assessment).work_process_id}:seen_or_heard"

    answer = client.post(reverse("desk-autosave", args=[assessment.pk]), {"field": name, "value": "Half een zin"})

    assert answer.json()["saved"] is True
    assert Substantiation.objects.get(assessment=assessment).seen_or_heard == "Half een zin"


def test_a_field_of_another_page_is_refused_with_a_sentence(desk, assessment):
    client, _address = desk

    answer = client.post(reverse("desk-autosave", args=[assessment.pk]), {"field": "together:hours", "value": "8"})

    assert answer.status_code == 422
    assert answer.json()["message"]


def test_nobody_else_sees_a_desk_before_all_are_final(client, trajectory, assessment):
    others = [
        who_is(trajectory, ASSESSOR, 2),
        who_is(trajectory, Participant.Part.COACH),
        trajectory.candidate,
        PersonFactory(),
    ]
    for person in others:
        client.force_login(person)
        assert client.get(reverse("desk", args=[assessment.pk])).status_code == 404


def test_final_is_not_offered_before_everything_is_filled_in(desk, assessment):
    client, _address = desk

    answer = client.get(reverse("desk-finalise", args=[assessment.pk]))

    assert answer.status_code == 200
    assert reverse("desk", args=[assessment.pk]) in answer.content.decode()
    assert client.post(reverse("desk-finalise", args=[assessment.pk])).status_code in {409, 422}


def test_a_final_assessment_is_confirmed_first_and_then_closed(desk, assessment):
    client, address = desk
    filled_in(assessment)

    assert client.get(reverse("desk-finalise", args=[assessment.pk])).status_code == 200
    client.post(reverse("desk-finalise", args=[assessment.pk]))

    assessment.refresh_from_db()
    assert assessment.is_final
    assert client.post(address, fields_of(assessment, level="goed")).status_code == 409
    assert not Score.objects.filter(assessment=assessment, level__key="goed").exists()


def test_the_desk_takes_a_fixed_number_of_queries(desk, django_assert_max_num_queries):
    client, address = desk

    with django_assert_max_num_queries(19):  # 16, and three with which the first page of a session writes it
        assert client.get(address).status_code == 200


@pytest.fixture
def moderation(trajectory):
    code = first_criterion(started(trajectory, 1)).code
    for seat, levels in ((1, {}), (2, {code: "onvoldoende"})):
        assessment = filled_in(started(trajectory, seat), levels=levels)
        assessments.finalise(assessment.pk, by=assessment.assessor)
    return trajectory.moderations.get()


def test_moderation_is_agreed_and_signed_by_both(client, trajectory, moderation):
    address = reverse("moderation", args=[moderation.pk])
    row = moderation.scores.get()
    level = trajectory.route.rubric.levels.get(key="voldoende")
    client.force_login(who_is(trajectory, ASSESSOR, 1))

    client.post(address, {"criterion": row.criterion_id, "level": level.pk, "because": "Het interview liet het zien."})
    client.post(address, {"sign": "1"})
    client.force_login(who_is(trajectory, ASSESSOR, 2))
    client.post(address, {"sign": "1"})

    trajectory.refresh_from_db()
    assert trajectory.state == State.QUALITY_CHECK


def test_moderation_is_there_for_its_assessors_only(client, trajectory, moderation):
    for person in (trajectory.candidate, who_is(trajectory, Participant.Part.COACH), PersonFactory()):
        client.force_login(person)
        assert client.get(reverse("moderation", args=[moderation.pk])).status_code == 404
