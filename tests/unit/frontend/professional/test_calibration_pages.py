"""Calibration and talks as pages: from the question to a candidate until a reading at the desk."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from evc.quality.models import CalibrationRound, CalibrationScore, QualityTalk
from evc.quality.models.calibration import RoundState
from evc.quality.pack.calibration import calibration, talks
from evc.quality.pack.calibration import readings as readings_in_pack
from evc.quality.pack.registry import number_of
from evc.quality.selectors.calibration import criteria_of, levels_of
from evc.quality.services import calibrating, criterion_readings
from evc.quality.services.talks import note_talk, sign_talk
from evc.standards.recognition import recognise_provider
from foundation.people.models import Person
from foundation.privacy.services import erase_person
from tests.factories.assessments import started
from tests.factories.calibration import agreed, asked, assessors_of, closed, fresh, opened, readers, scored
from tests.factories.outcomes import issued, released
from tests.factories.quality import officer_of
from tests.factories.trajectories import TrajectoryFactory

pytestmark = pytest.mark.django_db


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def text_of(answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def test_an_officer_asks_and_the_candidate_chooses_on_their_own_page():
    outcome = released()
    organisation, candidate = outcome.trajectory.provider, outcome.trajectory.candidate
    officer, scorers = officer_of(organisation), assessors_of(organisation, 2)

    sent = signed_in(officer).post(
        reverse("calibration-new", args=[organisation.slug]),
        {
            "outcome": outcome.pk,
            "assessors": [person.pk for person in scorers],
            "due_on": (timezone.localdate() + timedelta(days=7)).isoformat(),
            "question": "Wanneer is iets goed?",
        },
    )
    found = CalibrationRound.objects.get()
    assert sent["Location"] == reverse("calibration", args=[found.pk])
    own = signed_in(candidate)
    address = reverse("calibration-consent", args=[found.pk])
    assert address in text_of(own.get(reverse("home")))
    page = text_of(own.get(address))
    assert all(person.name in page for person in scorers)
    (item,) = re.findall(r'name="item" value="([^"]+)"', page)

    assert own.post(address, {"item": item}).status_code == 302
    assert fresh(found).state == RoundState.AGREED
    assert address not in text_of(own.get(reverse("home")))


def test_choosing_nothing_comes_back_with_a_sentence_and_keeps_what_was_ticked():
    found = asked()

    answer = signed_in(found.trajectory.candidate).post(
        reverse("calibration-consent", args=[found.pk]), {"item": "geen-uuid"}
    )

    assert answer.status_code == 422
    assert fresh(found).state == RoundState.ASKED


def test_whose_dossier_it_is_stands_on_no_page_of_those_who_score():
    found = opened()
    reader = signed_in(readers(found)[0])
    pages = [
        reverse("calibration", args=[found.pk]),
        reverse("home"),
        *re.findall(r'href="([^"]+/items/[^"]+)"', text_of(reader.get(reverse("calibration", args=[found.pk])))),
    ]

    assert len(pages) > 2
    for address in pages:
        assert found.trajectory.candidate.name not in text_of(reader.get(address))


def test_an_assessor_scores_by_work_process_and_makes_it_final():
    found = opened()
    person = readers(found)[0]
    reader, address = signed_in(person), reverse("calibration", args=[found.pk])
    level = levels_of(found)[1]
    for work_process in {criterion.work_process for criterion in criteria_of(found)}:
        fields = {
            f"level:{criterion.pk}": level.pk
            for criterion in criteria_of(found)
            if criterion.work_process_id == work_process.pk
        }
        assert reader.post(f"{address}?at={work_process.pk}", fields).status_code == 302

    assert reader.post(reverse("calibration-final", args=[found.pk])).status_code == 302
    assert CalibrationScore.objects.filter(participant__assessor=person, level=level).count() == len(criteria_of(found))
    assert address not in text_of(reader.get(reverse("home")))
    assert reader.post(address, {}).status_code == 409


def test_final_with_something_left_names_it_and_keeps_it_open():
    found = opened()

    answer = signed_in(readers(found)[0]).post(reverse("calibration-final", args=[found.pk]))

    assert answer.status_code == 422
    assert "W1-C01" in text_of(answer)


def test_after_taking_it_back_who_scores_is_told_that_there_is_nothing_to_do():
    found = opened()
    signed_in(found.trajectory.candidate).post(reverse("calibration-withdraw", args=[found.pk]))
    reader = signed_in(readers(found)[0])

    assert "criterion-" not in text_of(reader.get(reverse("calibration", args=[found.pk])))
    assert reverse("calibration", args=[found.pk]) not in text_of(reader.get(reverse("home")))


def test_the_closed_round_says_in_words_that_kappa_would_say_nothing():
    found = closed()

    page = text_of(signed_in(readers(found)[0]).get(reverse("calibration", args=[found.pk])))

    assert "Bij minder dan 10 zegt kappa niets." in page
    assert all(person.name not in page for person in readers(found)[1:])


def test_a_reading_stands_beside_the_criterion_at_the_desk_with_its_date_and_not_at_one_that_is_final():
    found = closed()
    criterion, today = criteria_of(found)[0], timezone.localdate()
    desk = started(
        TrajectoryFactory(assessing=True, provider=found.organisation, standard_version=criterion.work_process.version)
    )
    address = reverse("desk", args=[desk.pk])
    at = f"{address}?at={criterion.work_process_id}"
    before = text_of(signed_in(desk.assessor).get(at))
    criterion_readings.record_criterion_reading(
        found.pk, criterion=criterion, text="Twee keer gezien.", since=today, by=found.asked_by
    )

    shown = text_of(signed_in(desk.assessor).get(at))
    assert "Twee keer gezien." not in before
    assert "Twee keer gezien." in shown
    assert "Zo lezen we dit sinds" in shown
    type(desk).objects.filter(pk=desk.pk).update(final_at=timezone.now() - timedelta(days=3))
    assert "Twee keer gezien." not in text_of(signed_in(desk.assessor).get(at))


def test_another_organisation_does_not_see_the_reading():
    found = closed()
    criterion = criteria_of(found)[0]
    criterion_readings.record_criterion_reading(
        found.pk, criterion=criterion, text="Twee keer gezien.", since=timezone.localdate(), by=found.asked_by
    )
    desk = started(TrajectoryFactory(assessing=True, standard_version=criterion.work_process.version))

    page = text_of(signed_in(desk.assessor).get(f"{reverse('desk', args=[desk.pk])}?at={criterion.work_process_id}"))

    assert "Twee keer gezien." not in page


def test_rounds_readings_and_signed_talks_are_in_the_audit_pack():
    found = closed()
    organisation, criterion = found.organisation, criteria_of(found)[0]
    criterion_readings.record_criterion_reading(
        found.pk, criterion=criterion, text="Twee keer gezien.", since=timezone.localdate(), by=found.asked_by
    )
    talk = note_talk(
        organisation,
        colleague=readers(found)[0],
        occasion="calibration",
        held_on=timezone.localdate(),
        agreed="Vraag door.",
        by=found.asked_by,
    )
    sign_talk(talk.pk, by=talk.colleague)
    recognition = recognise_provider(
        organisation,
        standard=found.standard_version.standard,
        since=timezone.localdate(),
        register="Voorbeeldregister",
        by=None,
    )

    (round_row,) = list(calibration(recognition))
    (reading_row,) = list(readings_in_pack(recognition))
    (talk_row,) = list(talks(recognition))
    assert round_row[0] == number_of(found.trajectory_id)
    assert round_row[3:] == (2, 2, len(criteria_of(found)), None, 1)
    assert reading_row[1:4] == (criterion.code, timezone.localdate(), "Twee keer gezien.")
    assert talk_row[2:4] == (talk.officer.name, talk.colleague.name)
    assert talk_row[5] == timezone.localdate()


def test_a_candidate_who_is_erased_leaves_scores_and_no_dossier():
    found = opened(agreed(asked(issued())))
    for person in readers(found):
        scored(found, person, note=f"{found.trajectory.candidate.name} doet dit goed.")
    candidate = found.trajectory.candidate
    name = candidate.name

    erase_person(candidate.pk, by=candidate, address=candidate.email)

    after = fresh(found)
    assert (after.consent.document, after.dossier_can_be_read) == ("", False)
    assert name not in after.consent.text
    assert CalibrationScore.objects.count() == 2 * len(levels_given(found))
    assert not CalibrationScore.objects.exclude(note="").exists()
    calibrating.close_round(found.pk, by=found.asked_by)


def levels_given(found: CalibrationRound) -> set[object]:
    scores = CalibrationScore.objects.filter(participant__round=found)
    return set(scores.values_list("criterion", flat=True))


def test_the_other_signs_a_talk_on_its_page_or_says_what_is_not_right():
    talk = note_talk(
        (outcome := released()).trajectory.provider,
        colleague=assessors_of(outcome.trajectory.provider, 1)[0],
        occasion="half_way",
        held_on=timezone.localdate(),
        agreed="Vraag door.",
        by=officer_of(outcome.trajectory.provider),
    )
    other, address = signed_in(talk.colleague), reverse("quality-talk", args=[talk.pk])

    assert address in text_of(other.get(reverse("home")))
    assert other.post(address, {"object": "1", "objection": ""}).status_code == 422
    other.post(address, {"object": "1", "objection": "Dat was K1."})
    assert "Dat was K1." in text_of(signed_in(talk.officer).get(address))
    signed_in(talk.officer).post(
        reverse("quality-talk-change", args=[talk.pk]),
        {"occasion": "half_way", "held_on": timezone.localdate().isoformat(), "agreed": "Vraag door bij K1."},
    )
    other.post(address, {})
    talk = QualityTalk.objects.get()
    assert (talk.agreed, talk.colleague_signed_at is not None) == ("Vraag door bij K1.", True)
