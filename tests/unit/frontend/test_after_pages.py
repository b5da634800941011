"""What the pages after an outcome show, keep and do."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from evc.assessments.models import Moderation
from evc.outcomes.models import Appeal, DevelopmentStep, Evaluation, ProcedureTerms
from evc.trajectories import services as trajectories
from evc.trajectories.models import Participant
from foundation.people.models import Person
from tests.factories.appeals import admitted, lodged, partly_recognised, reassessed, started_again, who_looks_again
from tests.factories.outcomes import released
from tests.factories.people import administrator_of
from tests.factories.trajectories import TrajectoryFactory, appoint, coordinator_of, who_is

pytestmark = pytest.mark.django_db
Part = Participant.Part


def client_of(person: Person) -> Client:
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(person)
    return client


def text_of(response: object) -> str:
    return response.content.decode()  # type: ignore[attr-defined]


def test_an_appeal_without_reasons_comes_back_with_what_was_ticked():
    outcome = partly_recognised()
    client = client_of(outcome.trajectory.candidate)
    address = reverse("appeal-lodge", args=[outcome.trajectory_id])

    shown = text_of(client.get(address))
    value = shown.split('name="criteria" value="')[1].split('"')[0]
    response = client.post(address, {"criteria": [value], "reasons": ""})

    assert response.status_code == 422
    assert f'value="{value}"' in text_of(response)
    assert "checked" in text_of(response)
    assert not Appeal.objects.exists()


def test_whoever_scores_again_gets_a_page_without_the_outcome_and_a_desk_with_what_is_contested():
    appeal = admitted()
    person = who_looks_again(appeal)[0]
    client = client_of(person)

    seat = client.get(reverse("trajectory", args=[appeal.trajectory_id]), follow=True)
    assert seat.request["PATH_INFO"] == reverse("appeal-seat", args=[appeal.pk])
    assert appeal.reasons not in text_of(seat)
    assert client.get(reverse("case-file", args=[appeal.trajectory_id])).status_code == 403
    desk = client.post(reverse("appeal-seat", args=[appeal.pk]), {"answer": "start"}, follow=True)

    assert desk.status_code == 200
    assert "Criterium 2 van W1" in text_of(desk)
    assert "Criterium 1 van W1" not in text_of(desk)
    assert "Werkproces W2" not in text_of(desk)


def test_those_who_differ_in_an_appeal_sign_on_the_page():
    appeal = reassessed(levels={1: {"W1-C02": "onvoldoende"}})
    moderation = Moderation.objects.get(reassessment=appeal.reassessment)

    for person in who_looks_again(appeal):
        shown = text_of(client_of(person).get(reverse("moderation", args=[moderation.pk])))
        assert "We can&#x27;t agree" not in shown
        assert 'name="level"' in shown
    first_assessor = who_is(appeal.trajectory, Part.ASSESSOR, 1)
    assert client_of(first_assessor).get(reverse("moderation", args=[moderation.pk])).status_code == 404


def test_a_desk_of_before_is_not_open_to_whoever_looks_again():
    appeal = admitted()
    old = appeal.trajectory.assessments.filter(reassessment=None).first()
    own = started_again(appeal)
    assert old is not None

    client = client_of(own[0].assessor)

    assert client.get(reverse("desk", args=[old.pk])).status_code == 404
    assert client.get(reverse("desk", args=[own[1].pk])).status_code == 404


def test_a_coordinator_is_told_of_an_appeal_on_the_work_list():
    appeal = lodged()

    shown = text_of(client_of(coordinator_of(appeal.trajectory)).get(reverse("home")))

    assert reverse("appeal-people", args=[appeal.pk]) in shown


def test_candidate_and_manager_tick_a_step():
    trajectory = TrajectoryFactory(assessing=True)
    manager = appoint(trajectory, Part.MANAGER)
    released(trajectory)
    address = reverse("development", args=[trajectory.pk])

    added = client_of(manager).post(
        address, {"do": "step", "step-text": "Meelopen", "step-who": "candidate", "step-due_on": "2031-01-05"}
    )
    assert added.status_code == 302
    step = DevelopmentStep.objects.get()
    client_of(trajectory.candidate).post(reverse("development-step", args=[step.pk, "agree"]))

    step.refresh_from_db()
    assert step.is_agreed
    past = client_of(manager).post(
        address, {"do": "step", "step-text": "Te laat", "step-who": "manager", "step-due_on": "2001-01-05"}
    )
    assert past.status_code == 422
    assert "Te laat" in text_of(past)


def test_an_evaluation_that_was_sent_twice_is_kept_once():
    outcome = partly_recognised()
    trajectories.close(outcome.trajectory_id, declined=True, by=coordinator_of(outcome.trajectory))
    client, address = client_of(outcome.trajectory.candidate), reverse("evaluation", args=[outcome.trajectory_id])

    first = client.post(address, {"answer-1": "4", "answer-6": "Alles"})
    second = client.post(address, {"answer-1": "2"})

    assert (first.status_code, second.status_code) == (302, 422)
    assert Evaluation.objects.count() == 1


def test_an_administrator_sets_the_terms():
    trajectory = TrajectoryFactory()
    administrator = administrator_of(trajectory.provider)
    client, address = client_of(administrator), reverse("organisation-terms", args=[trajectory.provider.slug])
    weeks = {"appeal_weeks": 2, "appeal_answer_weeks": 6, "complaint_weeks": 26, "complaint_answer_weeks": 4}

    assert client.post(address, weeks | {"appeal_weeks": 0}).status_code == 422
    assert client.post(address, weeks).status_code == 302
    assert ProcedureTerms.objects.get().appeal_weeks == 2
