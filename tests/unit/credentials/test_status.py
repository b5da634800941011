"""Places in status lists, withdrawing and suspending, and the lists as they are served."""

from __future__ import annotations

import json
import threading
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from credentials import services as credentials
from credentials.core.primitives.bitstrings import bit_is_set
from credentials.core.report import CheckName, ReportVerdict
from credentials.core.schema import check_open_badge_schema
from credentials.core.status_list import SUSPENSION, open_status_list
from credentials.errors import (
    AlreadyRevoked,
    AlreadySuspended,
    CanNotBeSuspended,
    KeyDoesNotOpen,
    NoReason,
    NotSuspended,
)
from credentials.models import Badge, StatusList
from foundation.audit.models import AuditEntry
from foundation.errors import NotAllowed, WrongState
from foundation.people.roles import ADMINISTRATOR
from tests.factories.credentials import issued_badge, issuer_profile
from tests.factories.people import PersonFactory, member

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _badges_can_be_suspended(settings):
    settings.ERKEND_SUSPENSION = True


@pytest.fixture
def issuer():
    return issuer_profile()


@pytest.fixture
def badge(issuer):
    return issued_badge(issuer=issuer, recipient=PersonFactory())


def status_of(badge: Badge) -> str:
    return credentials.verify_bytes(badge.document.encode()).report.check(CheckName.STATUS).code


# --- Places -----------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_badge_has_an_entry_for_revocation_and_then_one_for_suspension(badge):
    entries = json.loads(badge.document)["credentialStatus"]

    assert [(entry["statusPurpose"], entry["statusListIndex"], entry["statusListCredential"]) for entry in entries] == [
        ("revocation", str(badge.status_index), badge.status_list.address),
        ("suspension", str(badge.suspension_index), badge.suspension_list.address),
    ]
    assert credentials.verify_bytes(badge.document.encode()).report.verdict is ReportVerdict.VALID


@pytest.mark.django_db
def test_a_badge_keeps_to_the_schema_of_open_badges_where_nobody_asked_for_suspension(issuer, settings):
    settings.ERKEND_SUSPENSION = False
    document = json.loads(issued_badge(issuer=issuer).document)

    check_open_badge_schema(document)
    assert document["credentialStatus"]["statusPurpose"] == "revocation"
    assert list(StatusList.objects.values_list("purpose", flat=True)) == ["revocation"]


@pytest.mark.django_db
def test_a_list_that_is_nearly_full_gets_a_successor_of_its_own_purpose(issuer, badge):
    StatusList.objects.filter(purpose=SUSPENSION).update(used=131_072 * 7 // 8)

    later = issued_badge(issuer=issuer)

    assert later.status_list == badge.status_list
    assert later.suspension_list != badge.suspension_list
    assert issued_badge(issuer=issuer).suspension_list == later.suspension_list


@pytest.mark.django_db
def test_a_new_list_is_as_long_as_the_setting_says_and_a_list_of_before_stays_as_it_is(issuer, badge, settings):
    settings.ERKEND_STATUS_LIST_ENTRIES = 262_144
    assert issued_badge(issuer=issuer).status_list == badge.status_list

    StatusList.objects.update(used=131_072)

    longer = issued_badge(issuer=issuer).status_list
    document = credentials.status_list_document(longer)
    assert len(open_status_list(document).bits) * 8 == 262_144


@pytest.mark.django_db
def test_another_organisation_has_lists_of_its_own(badge):
    other = issued_badge(issuer=issuer_profile("Gemeente Oosterveen"))

    assert {other.status_list_id, other.suspension_list_id}.isdisjoint({badge.status_list_id, badge.suspension_list_id})


@pytest.mark.django_db
def test_places_are_drawn_and_do_not_show_the_order_of_issuing(issuer):
    badges = [issued_badge(issuer=issuer) for _number in range(8)]

    for indexes in ([one.status_index for one in badges], [one.suspension_index for one in badges]):
        assert len(set(indexes)) == len(indexes)
        assert indexes != sorted(indexes)


@pytest.mark.django_db
@pytest.mark.parametrize("column", ["status_index", "suspension_index"])
def test_the_database_gives_no_place_out_twice(issuer, badge, column):
    other = issued_badge(issuer=issuer)

    with pytest.raises(IntegrityError), transaction.atomic():
        Badge.objects.filter(pk=other.pk).update(**{column: getattr(badge, column)})


@pytest.mark.django_db(transaction=True)
def test_workers_that_issue_for_one_organisation_at_the_same_moment_take_different_places():
    issuer, start, failed = issuer_profile(), threading.Barrier(4), []

    def work() -> None:
        try:
            start.wait()
            for _number in range(3):
                issued_badge(issuer=issuer)
        except BaseException as error:  # shown by the assertion below
            failed.append(error)
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _worker in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert failed == []
    assert Badge.objects.values("status_list", "status_index").distinct().count() == 12
    assert Badge.objects.values("suspension_list", "suspension_index").distinct().count() == 12
    assert list(StatusList.objects.values_list("used", flat=True)) == [12, 12]


# --- Suspending and lifting -------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_suspended_badge_says_so_until_it_is_lifted_and_others_stay_valid(issuer, badge):
    other = issued_badge(issuer=issuer)

    suspended = credentials.suspend(badge.pk, because="Er loopt een bezwaar.", by=None)
    assert (status_of(badge), status_of(other)) == ("status.suspended", "status.ok")
    assert (suspended.suspended_because, suspended.revoked_at) == ("Er loopt een bezwaar.", None)

    lifted = credentials.lift_suspension(badge.pk, by=None)
    assert status_of(badge) == "status.ok"
    assert (lifted.suspended_at, lifted.suspended_because) == (None, "")


@pytest.mark.django_db
def test_a_badge_that_was_lifted_can_be_suspended_again(badge):
    credentials.suspend(badge.pk, because="Bezwaar.", by=None)
    credentials.lift_suspension(badge.pk, by=None)

    credentials.suspend(badge.pk, because="Nog een bezwaar.", by=None)

    assert status_of(badge) == "status.suspended"


@pytest.mark.django_db
def test_withdrawing_a_suspended_badge_is_for_good(badge):
    credentials.suspend(badge.pk, because="Bezwaar.", by=None)
    credentials.revoke(badge.pk, because="Bezwaar gegrond.", by=None)

    assert status_of(badge) == "status.revoked"
    with pytest.raises(AlreadyRevoked):
        credentials.lift_suspension(badge.pk, by=None)
    with pytest.raises(AlreadyRevoked):
        credentials.suspend(badge.pk, because="Toch niet.", by=None)


@pytest.mark.django_db
def test_suspending_needs_a_reason_and_happens_once(badge):
    with pytest.raises(NoReason):
        credentials.suspend(badge.pk, because="  ", by=None)
    credentials.suspend(badge.pk, because="Bezwaar.", by=None)
    with pytest.raises(AlreadySuspended):
        credentials.suspend(badge.pk, because="Bezwaar.", by=None)


@pytest.mark.django_db
def test_there_is_nothing_to_lift_of_a_badge_that_is_not_suspended(badge):
    with pytest.raises(NotSuspended):
        credentials.lift_suspension(badge.pk, by=None)


@pytest.mark.django_db
def test_a_badge_with_one_entry_can_not_be_suspended_and_says_what_can_be_done(issuer, settings):
    settings.ERKEND_SUSPENSION = False
    older = issued_badge(issuer=issuer)
    settings.ERKEND_SUSPENSION = True

    with pytest.raises(CanNotBeSuspended) as caught:
        credentials.suspend(older.pk, because="Bezwaar.", by=None)

    assert isinstance(caught.value, WrongState)
    credentials.revoke(older.pk, because="Bezwaar gegrond.", by=None)
    assert status_of(older) == "status.revoked"


@pytest.mark.django_db
def test_suspending_and_lifting_are_for_the_quality_officers_of_the_issuer(badge):
    officer, administrator = PersonFactory(), PersonFactory()
    member(officer, badge.issuer.organisation, "quality_officer")
    member(administrator, badge.issuer.organisation, ADMINISTRATOR)

    for stranger in (badge.recipient, administrator, PersonFactory()):
        with pytest.raises(NotAllowed):
            credentials.suspend(badge.pk, because="Bezwaar.", by=stranger)
    credentials.suspend(badge.pk, because="Bezwaar.", by=officer)
    for stranger in (badge.recipient, administrator, PersonFactory()):
        with pytest.raises(NotAllowed):
            credentials.lift_suspension(badge.pk, by=stranger)
    credentials.lift_suspension(badge.pk, by=officer)

    events = AuditEntry.objects.filter(object_id=badge.pk, actor_id=officer.pk).order_by("sequence")
    assert [entry.event for entry in events] == ["badge.suspended", "badge.suspension-lifted"]
    assert "Bezwaar" not in str([entry.data for entry in events])


# --- The list as it is served -----------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_list_says_how_long_it_counts_and_how_long_a_copy_may_be_used():
    with time_machine.travel(NOON, tick=False):
        document = credentials.status_list_document(issued_badge().status_list)

    assert document["validFrom"] < document["proof"]["created"] == "2026-12-01T12:00:00Z"
    assert document["validUntil"] == "2026-12-08T12:00:00Z"
    assert document["credentialSubject"]["ttl"] == 300_000
    assert document["type"] == ["VerifiableCredential", "BitstringStatusListCredential"]


@pytest.mark.django_db
def test_a_list_is_signed_once_until_a_bit_changes_or_half_its_time_is_past(issuer):
    with time_machine.travel(NOON, tick=False) as clock:
        badge = issued_badge(issuer=issuer)
        first = credentials.signed_status_list(badge.status_list_id)
        clock.shift(timedelta(days=3, hours=11))
        assert credentials.signed_status_list(badge.status_list_id) == first

        clock.shift(timedelta(hours=1))
        second = credentials.signed_status_list(badge.status_list_id)
        assert json.loads(second)["validUntil"] == "2026-12-12T00:00:00Z"
        assert credentials.signed_status_list(badge.status_list_id) == second

        credentials.revoke(badge.pk, because="Fout.", by=None)
        third = json.loads(credentials.signed_status_list(badge.status_list_id))
        assert bit_is_set(open_status_list(third).bits, badge.status_index)


@pytest.mark.django_db
def test_a_badge_is_valid_long_after_its_list_was_last_signed(issuer):
    with time_machine.travel(NOON, tick=False) as clock:
        badge = issued_badge(issuer=issuer)
        clock.shift(timedelta(days=400))

        assert credentials.verify_bytes(badge.document.encode()).report.verdict is ReportVerdict.VALID


@pytest.mark.django_db
def test_a_list_that_can_not_be_signed_now_goes_out_as_it_is(issuer, settings):
    badge = issued_badge(issuer=issuer)
    signed = credentials.signed_status_list(badge.status_list_id)
    settings.ERKEND_KEY_SECRET = "een ander geheim"

    StatusList.objects.update(signed_at=timezone.now() - timedelta(days=4))

    assert credentials.signed_status_list(badge.status_list_id) == signed
    with pytest.raises(KeyDoesNotOpen):
        credentials.revoke(badge.pk, because="Fout.", by=None)
    assert Badge.objects.get(pk=badge.pk).revoked_at is None
    assert status_of(badge) == "status.ok"


@pytest.mark.django_db
def test_issuing_reads_no_bits_and_takes_as_many_queries_for_the_hundredth_as_for_the_second(
    issuer, django_assert_max_num_queries
):
    issued_badge(issuer=issuer)

    with django_assert_max_num_queries(18) as captured:
        issued_badge(issuer=issuer)

    assert not any('"bits"' in query["sql"] for query in captured.captured_queries)
