"""Courses on the pages: from an offer to a badge, by the person and by the organisation."""

from __future__ import annotations

import json
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from credentials.models import Badge
from evc.programmes.models import Enrolment, ModuleVersion
from foundation.jobs.services import run_due
from portfolio import services as portfolio
from portfolio.models import Repetition
from tests.factories.people import OrganisationFactory, PersonFactory
from tests.factories.programmes import begun, confirmed, door_of, followed, keeper_of, make_module
from tests.factories.standards import make_standard

pytestmark = pytest.mark.django_db


def browser(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def version():
    return make_module(required=2)


@pytest.fixture
def keeper(version):
    return browser(keeper_of(version.module.organisation))


@pytest.fixture
def person():
    return PersonFactory(language="nl")


def entry_for(version, **changes):
    typed = {"day": timezone.localdate().isoformat(), "task": "Een straat afzetten", "count": 2, "role": "independent"}
    return typed | {"witness_email": "getuige@example.org"} | changes


def test_from_an_offer_to_a_badge(version, keeper, person):
    own, module = browser(person), version.module_id
    assert version.title in own.get(reverse("courses")).content.decode()
    assert own.get(reverse("course", args=[module])).status_code == 200

    own.post(reverse("course-begin", args=[module]))
    enrolment = Enrolment.objects.get(person=person)
    assert own.post(reverse("course", args=[module]), entry_for(version)).status_code == 302
    certificate = portfolio.add_item(person, kind="certificate", title="Certificaat afzetten", by=person)
    shown = reverse("course-certificate", args=[module])
    assert "Certificaat afzetten" in own.get(shown).content.decode()
    assert own.post(shown, {"item": str(certificate.pk)}).status_code == 302

    assert person.name in keeper.get(reverse("modules")).content.decode()
    looked = reverse("module-follower", args=[enrolment.pk])
    assert "Certificaat afzetten" in keeper.get(looked).content.decode()
    assert keeper.post(looked, {"on": "2026-01-20"}).status_code == 302
    entry = Repetition.objects.get(course_task=enrolment.task)
    portfolio.ask_confirmation(person, repetitions=[entry], by=person)
    portfolio.confirm_repetition(door_of(entry), entry.pk)
    run_due()

    badge = Badge.objects.get(recipient=person)
    for address in (reverse("courses"), reverse("course", args=[module])):
        assert reverse("badge", args=[badge.pk]) in own.get(address).content.decode()
    assert keeper.get(reverse("module", args=[module])).status_code == 200
    assert keeper.get(looked).status_code == 200


def test_a_certificate_is_turned_down_on_the_page_and_the_person_reads_why(version, keeper, person):
    enrolment = begun(version, person)
    item = portfolio.add_item(person, kind="certificate", title="Iets anders", by=person)
    browser(person).post(reverse("course-certificate", args=[version.module_id]), {"item": str(item.pk)})
    looked = reverse("module-follower", args=[enrolment.pk])

    assert keeper.post(looked, {"because": " "}).status_code == 422
    assert keeper.post(looked, {"because": "Dit is een cursus van een ander"}).status_code == 302

    page = browser(person).get(reverse("course", args=[version.module_id])).content.decode()
    assert "Dit is een cursus van een ander" in page


def test_plus_one_on_a_course_adds_one_for_that_course(version, person):
    enrolment = begun(version, person)
    own, address = browser(person), reverse("course-plus-one", args=[version.module_id])
    own.post(reverse("course", args=[version.module_id]), entry_for(version, count=1))
    last = Repetition.objects.get(course_task=enrolment.task)

    for _click in range(2):
        own.post(address, {"last": str(last.pk)})

    assert Repetition.objects.filter(course_task=enrolment.task).count() == 2
    assert version.title in own.get(reverse("practice")).content.decode()


def test_only_the_courses_of_a_log_do_not_bring_the_whole_standard_on_the_page(person):
    work = make_standard(repetitions={"W1": 10, "W2": 5}).work_processes.get(code="W1")
    confirmed(begun(make_module(practised=work), person), 1)

    page = browser(person).get(reverse("practice")).content.decode()

    assert "Veilig afzetten" in page
    assert work.version.standard.title not in page


def test_a_phone_notes_for_a_course_once(version, person):
    enrolment, own = begun(version, person), browser(person)
    state = own.get(reverse("practice-state")).json()
    assert [task["id"] for task in state["tasks"]] == [str(enrolment.task_id)]
    row = entry_for(version, count=1) | {"key": str(uuid4()), "work_process": str(enrolment.task_id)}
    sent = json.dumps({"person": str(person.pk), "entries": [row]})

    for _time in range(2):
        own.post(reverse("practice-sync"), sent, content_type="application/json")

    assert Repetition.objects.get(owner=person).course_task == enrolment.task


def test_a_coordinator_makes_changes_and_retires_a_course():
    organisation, standard = OrganisationFactory(provider=True), make_standard()
    keeper = browser(keeper_of(organisation))
    work = standard.work_processes.get(code="W1")
    assert standard.standard.title in keeper.get(reverse("module-new")).content.decode()
    new = f"{reverse('module-new')}?standard={standard.pk}"
    assert keeper.get(new).status_code == 200
    typed = {
        "title": "Rustig blijven", "teaches": "Je leert rustig te blijven.", "criteria": "Eén dag.",
        "work_processes": [str(work.pk)], "practised": str(work.pk), "task": "Een ruzie sussen", "required": 3,
        "independent_only": "on", "least_witnesses": 1, "active_from": "2026-01-01", "language": "nl",
    }  # fmt: skip
    assert keeper.post(new, typed | {"least_witnesses": 9}).status_code == 422

    assert keeper.post(new, typed).status_code == 302

    version = ModuleVersion.objects.get(title="Rustig blijven")
    begun(version)
    edit = reverse("module-edit", args=[version.module_id])
    assert keeper.get(edit).status_code == 200
    keeper.post(edit, typed | {"required": 5})
    assert [row.required for row in version.module.versions.all()] == [5, 3]
    assert keeper.get(reverse("module-retire", args=[version.module_id])).status_code == 200
    keeper.post(reverse("module-retire", args=[version.module_id]))
    version.module.refresh_from_db()
    assert version.module.retired_at is not None
    keeper.post(reverse("module-offer", args=[version.module_id]))
    assert keeper.get(reverse("module", args=[version.module_id])).status_code == 200


def test_the_courses_page_asks_no_more_of_the_database_with_more_courses(person, django_assert_num_queries):
    followed(begun(person=person))
    own = browser(person)
    own.get(reverse("courses"))
    with CaptureQueriesContext(connection) as few:
        own.get(reverse("courses"))

    for _course in range(3):
        followed(begun(person=person))

    with django_assert_num_queries(len(few)):
        assert own.get(reverse("courses")).status_code == 200
    assert len(few) <= 14
