"""The desk in two windows, and what stands beside the form: nothing newer is overwritten unseen."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from evc.assessments import services as assessments
from evc.assessments.models import Assessment, Substantiation
from evc.assessments.selectors import for_desk, manifest_at_desk
from evc.trajectories import services as trajectories
from portfolio import services as portfolio
from tests.factories.assessments import started, work_process_of
from tests.factories.trajectories import TrajectoryFactory, fill_seats, share_evidence
from tests.unit.frontend.professional.test_desk import fields_of, first_criterion

pytestmark = pytest.mark.django_db
MINE, OTHER = (
    "Ik zag dat zij de ruzie suste en zelf rustig bleef staan.",
    "Uit het andere venster, en later opgeslagen.",
)


@pytest.fixture
def assessment():
    return started(TrajectoryFactory(assessing=True))


@pytest.fixture
def desk(client, assessment):
    client.force_login(assessment.assessor)
    return client, reverse("desk", args=[assessment.pk])


def leg(assessment) -> str:
    return f"leg:{first_criterion(assessment).work_process_id}:seen_or_heard"


def marks(page: str) -> str:
    return re.search(r'name="was" value="([^"]+)"', page)[1]


def save_elsewhere(assessment, text: str) -> None:
    work_process = first_criterion(assessment).work_process
    assessments.substantiate(assessment.pk, work_process=work_process, seen_or_heard=text, by=assessment.assessor)


def stored(assessment) -> str:
    return Substantiation.objects.get(assessment=assessment).seen_or_heard


def test_an_old_tab_does_not_overwrite_what_was_saved_since(desk, assessment):
    client, address = desk
    was = marks(client.get(address).content.decode())
    save_elsewhere(assessment, OTHER)

    answer = client.post(address, {**fields_of(assessment), leg(assessment): MINE, "was": was})

    assert answer.status_code == 409
    assert stored(assessment) == OTHER
    page = answer.content.decode()
    assert MINE in page
    assert OTHER in page


def test_whoever_saw_both_and_saves_again_keeps_what_is_in_the_field(desk, assessment):
    client, address = desk
    was = marks(client.get(address).content.decode())
    save_elsewhere(assessment, OTHER)
    seen = client.post(address, {**fields_of(assessment), leg(assessment): MINE, "was": was}).content.decode()

    client.post(address, {**fields_of(assessment), leg(assessment): MINE, "was": marks(seen)})

    assert stored(assessment) == MINE


def test_an_old_tab_that_changed_another_field_leaves_the_newer_one_alone(desk, assessment):
    client, address = desk
    was = marks(client.get(address).content.decode())
    save_elsewhere(assessment, OTHER)

    answer = client.post(address, {**fields_of(assessment), leg(assessment): "", "was": was})

    assert answer.status_code == 302
    assert stored(assessment) == OTHER
    assert assessment.work_process_judgements.get().varied == "partly"


def test_what_was_saved_by_itself_meanwhile_is_no_other_window(desk, assessment):
    client, address = desk
    was = marks(client.get(address).content.decode())
    name = leg(assessment)
    told = client.post(
        reverse("desk-autosave", args=[assessment.pk]), {"field": name, "value": "Half een zin", "base": ""}
    )
    fields = {**fields_of(assessment), name: MINE, "was": was, f"was:{name}": told.json()["was"]}

    assert client.post(address, fields).status_code == 302
    assert stored(assessment) == MINE


def test_a_field_that_another_window_saved_comes_back_with_both(desk, assessment):
    client, _address = desk
    save_elsewhere(assessment, OTHER)

    answer = client.post(
        reverse("desk-autosave", args=[assessment.pk]), {"field": leg(assessment), "value": MINE, "base": ""}
    )

    assert answer.status_code == 409
    assert answer.json()["stored"] == OTHER
    assert answer.json()["message"]
    assert stored(assessment) == OTHER


def test_white_space_and_line_ends_make_no_other_window(desk, assessment):
    client, _address = desk
    save_elsewhere(assessment, "Een\ntwee")

    answer = client.post(
        reverse("desk-autosave", args=[assessment.pk]),
        {"field": leg(assessment), "value": MINE, "base": "Een\r\ntwee  "},
    )

    assert answer.status_code == 200


def test_what_is_left_here_leads_to_its_place(desk):
    client, address = desk

    page = client.get(address).content.decode()

    anchors = set(re.findall(r'<li class="list__item"><a href="#([\w-]+)"', page))
    assert anchors
    assert all(f'id="{anchor}"' in page for anchor in anchors)


def test_a_short_third_leg_is_said_and_blocks_nothing(desk, assessment):
    client, address = desk
    save_elsewhere(assessment, "Overtuigend.")

    page = client.get(address).content.decode()

    assert 'id="cautions"' in page


def test_only_indirect_evidence_is_said(client):
    trajectory = TrajectoryFactory(building=True, evidence_for=["W2", "W3"])
    item = portfolio.add_item(
        trajectory.candidate, kind="testimony", title="Brief van een collega", by=trajectory.candidate
    )
    portfolio.link_item(item.pk, work_processes=[work_process_of(trajectory, "W1")], by=trajectory.candidate)
    trajectories.share_item(trajectory.pk, item.pk, by=trajectory.candidate)
    trajectories.submit_dossier(trajectory.pk, by=trajectory.candidate)
    fill_seats(trajectory)
    assessment = started(trajectory)
    client.force_login(assessment.assessor)

    assert 'id="cautions"' in client.get(reverse("desk", args=[assessment.pk])).content.decode()


def test_what_came_with_a_supplement_is_told_apart(desk, assessment):
    client, address = desk
    trajectory, by = assessment.trajectory, assessment.assessor
    work_process = work_process_of(trajectory, "W1")
    assessments.request_supplement(assessment.pk, work_process=work_process, text="Nog een voorbeeld", by=by)
    assessments.ask_supplement(trajectory.pk, by=by)
    share_evidence(trajectory, ["W1"], title="Tweede voorbeeld")
    trajectories.submit_supplement(trajectory.pk, by=trajectory.candidate)

    page = client.get(address).content.decode()

    new = re.findall(r'<h3[^>]*id="item-[^"]+">([^<]+?)\s*<span', page)
    assert new == ["Tweede voorbeeld"]


def test_a_file_of_the_supplement_opens_before_anything_is_written(client, assessment):
    """The dossier at the desk is the one that was handed in last."""
    trajectory, by = assessment.trajectory, assessment.assessor
    assessments.request_supplement(
        assessment.pk, work_process=work_process_of(trajectory, "W1"), text="Nog een voorbeeld", by=by
    )
    assessments.ask_supplement(trajectory.pk, by=by)
    trajectories.submit_supplement(trajectory.pk, by=trajectory.candidate)

    assert manifest_at_desk(for_desk(Assessment.objects).get(pk=assessment.pk)).number == 2


def test_a_question_is_noted_at_a_criterion_and_stands_in_the_guide_without_a_name(desk, assessment):
    client, address = desk
    criterion = first_criterion(assessment)

    client.post(address, {**fields_of(assessment), f"question:{criterion.pk}": "Wat deed je als eerste?"})
    page = client.get(reverse("interview-guide", args=[assessment.trajectory_id])).content.decode()

    assert "Wat deed je als eerste?" in page
    assert page.count(assessment.assessor.name) == page.split("<main")[0].count(assessment.assessor.name)
