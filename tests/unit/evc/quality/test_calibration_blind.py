"""Nobody sees another's calibration scores before the round is closed: byte for byte, and in as many queries.

The same page twice, with one set of scores and with another, done or not.
"""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from evc.quality.models import CalibrationParticipant, CalibrationRound, CalibrationScore
from evc.quality.selectors.calibration import levels_of
from evc.trajectories.models import Participant
from foundation.jobs.models import OutgoingMail
from foundation.people.models import Person
from tests.factories.calibration import agreed, asked, assessors_of, opened, readers, scored
from tests.factories.outcomes import released
from tests.factories.people import administrator_of
from tests.factories.trajectories import coordinator_of, who_is

pytestmark = pytest.mark.django_db
_FRESH = re.compile(r'(csrfmiddlewaretoken" value="|nonce=")[^"]+|("X-CSRFToken": ")[^"]+')


def three_read() -> CalibrationRound:
    outcome = released()
    return opened(agreed(asked(outcome, assessors=assessors_of(outcome.trajectory.provider, 3))))


def look(person: Person, address: str) -> tuple[int, str, int]:
    client = Client()
    client.force_login(person)
    with CaptureQueriesContext(connection) as caught:
        answer = client.get(address)
    return answer.status_code, _FRESH.sub("", answer.content.decode()), len(caught)


def addresses(found: CalibrationRound) -> list[str]:
    slug = found.organisation.slug
    return [
        reverse("calibration", args=[found.pk]),
        reverse("calibration-final", args=[found.pk]),
        reverse("calibration-consent", args=[found.pk]),
        reverse("calibrations", args=[slug]),
        reverse("organisation", args=[slug]),
        reverse("home"),
    ]


def others_of(found: CalibrationRound) -> dict[str, Person]:
    trajectory = found.trajectory
    return {
        "scores-too": readers(found)[1],
        "candidate": trajectory.candidate,
        "coordinator": coordinator_of(trajectory),
        "administrator": administrator_of(found.organisation),
        "assessor-of-the-case": who_is(trajectory, Participant.Part.ASSESSOR, 1),
        "officer-of-the-case": who_is(trajectory, Participant.Part.QUALITY_OFFICER),
        "leads": found.asked_by,
    }


def seen(found: CalibrationRound, people: dict[str, Person]) -> dict[tuple[str, str], tuple[int, str, int]]:
    return {(who, address): look(person, address) for who, person in people.items() for address in addresses(found)}


def test_no_page_depends_on_what_another_gave():
    found = three_read()
    people = others_of(found)
    scored(found, readers(found)[0], note="Eén reden.")
    seen(found, people)  # what is kept ready after a first look
    before = seen(found, people)

    highest = levels_of(found)[-1]
    CalibrationScore.objects.filter(participant__assessor=readers(found)[0]).update(level=highest, note="Heel anders.")

    after = seen(found, people)
    assert [key for key in before if before[key] != after[key]] == []


def test_no_page_but_the_leaders_tells_that_somebody_is_done_or_how_far():
    found = three_read()
    people = {who: person for who, person in others_of(found).items() if who not in {"leads", "officer-of-the-case"}}
    scored(found, readers(found)[0], final=False)
    seen(found, people)
    with_scores = seen(found, people)

    CalibrationParticipant.objects.filter(assessor=readers(found)[0]).update(final_at=found.opened_at)
    with_final = seen(found, people)
    CalibrationScore.objects.all().delete()
    CalibrationParticipant.objects.update(final_at=None)
    with_nothing = seen(found, people)

    assert [key for key in with_scores if with_scores[key] != with_final[key]] == []
    assert [key for key in with_scores if with_scores[key] != with_nothing[key]] == []


def test_the_leader_sees_who_is_done_and_no_score():
    found = three_read()
    address = reverse("calibration", args=[found.pk])
    before = look(found.asked_by, address)

    scored(found, readers(found)[0], note="Eén reden.")

    after = look(found.asked_by, address)
    assert before != after
    assert "Eén reden" not in after[1]
    assert all(level.name not in after[1] for level in levels_of(found))


def test_no_mail_tells_that_somebody_is_done():
    found = three_read()
    before = OutgoingMail.objects.count()

    scored(found, readers(found)[0])

    assert OutgoingMail.objects.count() == before
