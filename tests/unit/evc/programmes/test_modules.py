"""Keeping courses, and following them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from evc.programmes import services as programmes
from evc.programmes.errors import (
    AlreadyCompleted,
    FollowedAlready,
    NotAProvider,
    NotOffered,
    NotYourCourse,
    NotYourModules,
)
from evc.programmes.models import Enrolment, Module
from evc.programmes.selectors import modules_closing
from evc.roles import Role
from foundation.errors import InvalidInput, NotFound
from foundation.jobs.services import run_due
from foundation.privacy.services import erase_person
from portfolio import services as portfolio
from tests.factories.people import OrganisationFactory, PersonFactory, administrator_of, member
from tests.factories.programmes import (
    FOLLOWED,
    begun,
    confirmed,
    content_of,
    followed,
    keeper_of,
    make_module,
)
from tests.factories.standards import make_standard

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def certificate_of(person, **fields):
    return portfolio.add_item(person, kind="certificate", title="Veilig afzetten", by=person, **fields)


def test_a_module_that_nobody_began_changes_in_place():
    version = make_module()

    changed = programmes.change_module(
        version.module_id, content_of(title="Afzetten"), by=keeper_of(version.module.organisation)
    )

    assert (changed.pk, changed.number, changed.title) == (version.pk, 1, "Afzetten")


def test_whoever_began_keeps_what_they_began_with():
    enrolment = begun()
    keeper = keeper_of(enrolment.module.organisation)

    changed = programmes.change_module(enrolment.module_id, content_of(required=50), by=keeper)

    assert changed.number == 2
    enrolment.refresh_from_db()
    assert (enrolment.version.number, enrolment.version.required) == (1, 2)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        pytest.param({"title": " "}, "title", id="no-title"),
        pytest.param({"criteria": ""}, "criteria", id="no-criteria"),
        pytest.param({"required": 0}, "required", id="no-practice"),
        pytest.param({"least_witnesses": 3}, "least_witnesses", id="more-witnesses-than-times"),
        pytest.param({"active_until": date(2025, 1, 1)}, "active_until", id="ends-first"),
    ],
)
def test_what_can_not_be_a_module_is_refused_with_its_field(changes, field):
    with pytest.raises(InvalidInput) as caught:
        make_module(**changes)

    assert caught.value.field == field


@pytest.mark.parametrize("role", [Role.COACH, Role.ASSESSOR, Role.QUALITY_OFFICER, Role.MANAGER, Role.CANDIDATE])
def test_only_coordinators_and_administrators_keep_modules(role):
    organisation, person = OrganisationFactory(provider=True), PersonFactory()
    member(person, organisation, role)

    with pytest.raises(NotYourModules):
        programmes.make_module(organisation, content_of(), by=person)


def test_an_administrator_keeps_modules():
    organisation = OrganisationFactory(provider=True)

    assert programmes.make_module(organisation, content_of(), by=administrator_of(organisation)).number == 1


def test_only_a_provider_has_modules():
    with pytest.raises(NotAProvider):
        make_module(OrganisationFactory())


@pytest.mark.parametrize(
    "end",
    [
        pytest.param(
            lambda module: programmes.retire_module(module.pk, by=keeper_of(module.organisation)), id="retired"
        ),
        pytest.param(lambda module: module.versions.update(active_until=TODAY - timedelta(days=1)), id="over"),
    ],
)
def test_what_is_not_offered_can_not_be_begun_but_can_be_finished(end):
    enrolment = begun()
    end(enrolment.module)

    with pytest.raises(NotOffered):
        programmes.begin_module(enrolment.module_id, by=PersonFactory())
    confirmed(followed(enrolment), 2)
    run_due()
    enrolment.refresh_from_db()
    assert enrolment.completed_at is not None


def test_beginning_twice_is_beginning_once_and_stopping_can_be_undone():
    enrolment = begun()
    programmes.stop_module(enrolment.pk, by=enrolment.person)

    again = programmes.begin_module(enrolment.module_id, by=enrolment.person)

    assert (again.pk, again.stopped_at) == (enrolment.pk, None)
    assert Enrolment.objects.count() == 1


def test_nobody_says_of_themself_that_they_followed():
    version = make_module()
    keeper = keeper_of(version.module.organisation)
    enrolment = begun(version, keeper)

    with pytest.raises(NotYourCourse):
        programmes.say_followed(enrolment.pk, on=FOLLOWED, by=keeper)


def test_only_the_organisation_says_that_it_was_followed():
    enrolment = begun()

    with pytest.raises(NotYourModules):
        programmes.say_followed(enrolment.pk, on=FOLLOWED, by=keeper_of(OrganisationFactory(provider=True)))


def test_a_day_to_come_was_not_followed():
    enrolment = begun()

    with pytest.raises(InvalidInput):
        programmes.say_followed(enrolment.pk, on=TODAY + timedelta(days=1), by=keeper_of(enrolment.module.organisation))


def test_said_once_it_stays():
    enrolment = followed(begun())
    keeper = keeper_of(enrolment.module.organisation)

    assert programmes.say_followed(enrolment.pk, on=FOLLOWED, by=keeper).followed_on == FOLLOWED
    with pytest.raises(FollowedAlready):
        programmes.say_followed(enrolment.pk, on=FOLLOWED + timedelta(days=1), by=keeper)


def test_a_certificate_that_is_not_of_the_course_is_turned_down_with_a_reason():
    enrolment = begun()
    item = certificate_of(enrolment.person)
    programmes.show_certificate(enrolment.pk, item=item.pk, by=enrolment.person)

    programmes.turn_down_certificate(
        enrolment.pk, because="Dit is een andere cursus", by=keeper_of(enrolment.module.organisation)
    )

    enrolment.refresh_from_db()
    assert (enrolment.certificate, enrolment.turned_down_because) == (None, "Dit is een andere cursus")


@pytest.mark.parametrize(
    "item",
    [
        pytest.param(lambda person: certificate_of(PersonFactory()), id="of-another"),
        pytest.param(
            lambda person: portfolio.add_item(person, kind="diploma", title="Mbo", by=person), id="other-kind"
        ),
    ],
)
def test_only_a_course_certificate_of_ones_own_can_be_shown(item):
    enrolment = begun()

    with pytest.raises(NotFound):
        programmes.show_certificate(enrolment.pk, item=item(enrolment.person).pk, by=enrolment.person)


def test_a_completed_course_can_not_be_stopped():
    enrolment = followed(begun())
    confirmed(enrolment, 2)
    run_due()

    with pytest.raises(AlreadyCompleted):
        programmes.stop_module(enrolment.pk, by=enrolment.person)


def test_modules_that_close_a_work_process_also_of_another_version_of_its_standard(django_assert_num_queries):
    version = make_standard()
    w1, w2 = version.work_processes.get(code="W1"), version.work_processes.get(code="W2")
    closing = make_module(practised=w1)
    make_module(practised=w1, active_until=TODAY - timedelta(days=1), active_from=date(2020, 1, 1))
    make_module()

    with django_assert_num_queries(3):
        found = modules_closing([w1, w2], on=TODAY)

    assert found == {w1.pk: [closing], w2.pk: []}
    assert modules_closing([w1], on=TODAY, organisation=OrganisationFactory()) == {w1.pk: []}


def test_an_offer_is_seen_by_everybody_what_is_retired_by_whoever_has_to_do_with_it():
    enrolment = begun()
    module, stranger = enrolment.module, PersonFactory()
    assert module in Module.objects.visible_to(stranger)

    programmes.retire_module(module.pk, by=keeper_of(module.organisation))

    assert module not in Module.objects.visible_to(stranger)
    for person in (enrolment.person, keeper_of(module.organisation)):
        assert module in Module.objects.visible_to(person)


def test_others_do_not_see_who_follows_a_course():
    enrolment = begun()

    assert enrolment in Enrolment.objects.visible_to(keeper_of(enrolment.module.organisation))
    assert not Enrolment.objects.visible_to(keeper_of(OrganisationFactory(provider=True))).exists()


def test_erasing_a_person_takes_the_course_and_leaves_the_badge_valid():
    enrolment = followed(begun())
    confirmed(enrolment, 2)
    run_due()
    person = enrolment.person

    erase_person(person.pk, by=person, address=person.email)

    assert not Enrolment.objects.exists()
    assert person.enrolments.count() == 0
