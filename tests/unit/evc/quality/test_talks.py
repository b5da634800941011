"""A talk that a quality officer attended: signed by both, and then it stays."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from evc.quality.models import QualityTalk
from evc.quality.services import talks
from evc.roles import Role
from foundation.errors import InvalidInput, NotAllowed, NotFound, WrongState
from foundation.jobs.models import OutgoingMail
from foundation.people.models import Organisation
from tests.factories.calibration import assessors_of
from tests.factories.people import OrganisationFactory, PersonFactory, member
from tests.factories.quality import officer_of

pytestmark = pytest.mark.django_db


def noted(organisation: Organisation | None = None, **fields: object) -> QualityTalk:
    organisation = organisation or OrganisationFactory(provider=True)
    (colleague,) = assessors_of(organisation, 1)
    given = {
        "colleague": colleague,
        "occasion": "half_way",
        "held_on": timezone.localdate(),
        "agreed": "Bij K2 vraag je eerst door.",
        "by": officer_of(organisation),
    }
    return talks.note_talk(organisation, **(given | fields))


def test_the_other_is_asked_to_sign():
    talk = noted()

    assert OutgoingMail.objects.filter(to=talk.colleague.email).count() == 1
    assert list(QualityTalk.objects.to_sign(talk.colleague)) == [talk]


def test_only_a_quality_officer_notes_one_with_somebody_who_works_there():
    organisation = OrganisationFactory(provider=True)

    with pytest.raises(NotAllowed):
        noted(organisation, by=assessors_of(organisation, 1)[0])
    with pytest.raises(InvalidInput):
        noted(organisation, colleague=PersonFactory())
    with pytest.raises(InvalidInput):
        noted(organisation, held_on=timezone.localdate() + timedelta(days=1))


def test_the_officer_does_not_sign_for_the_other():
    talk = noted()

    with pytest.raises(NotAllowed):
        talks.sign_talk(talk.pk, by=talk.officer)
    with pytest.raises(NotFound):
        talks.sign_talk(talk.pk, by=PersonFactory())


def test_once_both_signed_it_stays():
    talk = noted()
    talks.sign_talk(talk.pk, by=talk.colleague)
    change = {"occasion": "other", "held_on": talk.held_on, "agreed": "Iets anders."}

    with pytest.raises(WrongState):
        talks.change_talk(talk.pk, by=talk.officer, **change)
    with pytest.raises(WrongState):
        talks.object_to_talk(talk.pk, objection="Toch niet.", by=talk.colleague)
    first = QualityTalk.objects.get().colleague_signed_at
    talks.sign_talk(talk.pk, by=talk.colleague)
    assert QualityTalk.objects.get().colleague_signed_at == first


def test_what_is_not_right_goes_back_and_is_signed_anew():
    talk = noted()
    talks.object_to_talk(talk.pk, objection="Dat was K1.", by=talk.colleague)
    assert not QualityTalk.objects.to_sign(talk.colleague).exists()

    changed = talks.change_talk(
        talk.pk, occasion="half_way", held_on=talk.held_on, agreed="Bij K1 vraag je door.", by=talk.officer
    )

    assert changed.objection == ""
    assert changed.officer_signed_at > talk.officer_signed_at
    assert OutgoingMail.objects.filter(to=talk.colleague.email).count() == 2


def test_another_officer_reads_and_does_not_change():
    talk = noted()
    other = officer_of(talk.organisation)

    assert QualityTalk.objects.visible_to(other).exists()
    with pytest.raises(NotAllowed):
        talks.change_talk(talk.pk, occasion="other", held_on=talk.held_on, agreed="Anders.", by=other)


def test_a_coordinator_sees_no_talk():
    talk, coordinator = noted(), PersonFactory()
    member(coordinator, talk.organisation, Role.COORDINATOR)

    assert not QualityTalk.objects.visible_to(coordinator).exists()
