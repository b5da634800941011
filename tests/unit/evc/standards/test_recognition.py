"""Recognition is of a standard and of a provider for a standard, during a period; nobody recognises themselves."""

from __future__ import annotations

from datetime import date

import pytest

from evc.standards.loading import load_standard
from evc.standards.recognition import recognise_for_evc, recognise_provider
from evc.standards.selectors import is_recognised_provider_on, recognition_on
from foundation.errors import InvalidInput, NotAllowed
from foundation.people.models import Organisation, Person
from tests.unit.evc.standards.forms import small_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def standard():
    return load_standard(small_form(), by=None).standard


@pytest.fixture
def provider():
    return Organisation.objects.create(name="Waterrijk", slug="waterrijk", is_provider=True)


def test_a_provider_is_recognised_within_its_period_only(standard, provider):
    recognise_provider(
        provider, standard=standard, since=date(2026, 1, 1), until=date(2026, 12, 31), register="register", by=None
    )

    assert recognition_on(provider, standard, date(2026, 1, 1)) is not None
    assert recognition_on(provider, standard, date(2026, 12, 31)) is not None
    assert recognition_on(provider, standard, date(2027, 1, 1)) is None
    assert not is_recognised_provider_on(provider, date(2025, 12, 31))


def test_a_standard_is_recognised_within_its_period_only(standard):
    recognise_for_evc(standard.pk, since=date(2026, 1, 1), until=None, by=None)

    standard.refresh_from_db()
    assert standard.is_recognised_for_evc_on(date(2030, 1, 1))
    assert not standard.is_recognised_for_evc_on(date(2025, 12, 31))


def test_only_the_operator_records_a_recognition(standard, provider):
    somebody = Person.objects.create_user("iemand@voorbeeld.example", name="Iemand")

    with pytest.raises(NotAllowed):
        recognise_provider(provider, standard=standard, since=date(2026, 1, 1), register="zelf", by=somebody)
    with pytest.raises(NotAllowed):
        recognise_for_evc(standard.pk, since=date(2026, 1, 1), by=somebody)


def test_an_end_before_the_beginning_is_refused(standard):
    with pytest.raises(InvalidInput):
        recognise_for_evc(standard.pk, since=date(2026, 1, 2), until=date(2026, 1, 1), by=None)
