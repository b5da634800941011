"""Turning and revoking keys: what was signed in time stays good, what was signed after the end does not."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from credentials import services as credentials
from credentials.core.primitives.keys import KeyKind
from credentials.core.report import CheckName, ReportVerdict
from credentials.errors import KeyAlreadyRevoked, RevokedInTheFuture
from credentials.keys import public_key_of, sign_with
from credentials.models import Badge
from foundation.audit.models import AuditEntry
from foundation.errors import NotAllowed
from foundation.people.roles import ADMINISTRATOR
from tests.factories.credentials import issued_badge, issuer_profile
from tests.factories.people import PersonFactory, member

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
A_DAY = timedelta(days=1)


@pytest.fixture
def clock():
    with time_machine.travel(NOON, tick=False) as travelling:
        yield travelling


@pytest.fixture
def issuer(clock):
    return issuer_profile()


def report_on(badge: Badge):
    return credentials.verify_bytes(badge.document.encode()).report


def test_a_badge_from_before_the_key_was_turned_stays_valid_and_the_new_key_signs(issuer, clock):
    before = issued_badge(issuer=issuer)
    clock.shift(A_DAY)
    credentials.rotate_key(issuer.pk, by=None)
    clock.shift(A_DAY)
    after = issued_badge(issuer=issuer)

    assert [report_on(badge).verdict for badge in (before, after)] == [ReportVerdict.VALID] * 2
    assert before.signing_key != after.signing_key


def test_the_did_document_says_until_when_a_retired_key_signs(issuer, clock):
    retired = credentials.active_key(issuer)
    clock.shift(A_DAY)
    current = credentials.rotate_key(issuer.pk, by=None)

    document = credentials.did_document(issuer)

    ends = {method["publicKeyMultibase"]: method.get("expires") for method in document["verificationMethod"]}
    assert ends == {retired.public_multibase: "2026-12-02T12:00:00Z", current.public_multibase: None}
    assert document["authentication"] == [f"{issuer.did}#{current.public_multibase}"]
    assert len(document["assertionMethod"]) == 2


def test_what_a_retired_key_signs_after_its_end_is_refused(issuer, clock):
    badge = issued_badge(issuer=issuer)
    retired = credentials.active_key(issuer)
    clock.shift(A_DAY)
    credentials.rotate_key(issuer.pk, by=None)
    document = json.loads(badge.document)
    del document["proof"]

    forged = sign_with(retired, document, did=issuer.did, created=NOON + A_DAY + timedelta(seconds=1))

    report = credentials.verify_bytes(json.dumps(forged).encode()).report
    assert (report.verdict, report.check(CheckName.ISSUER).code) == (ReportVerdict.INVALID, "issuer.key-expired")


def test_of_a_revoked_key_only_what_it_signed_before_that_day_counts(issuer, clock):
    before = issued_badge(issuer=issuer)
    clock.shift(2 * A_DAY)
    after = issued_badge(issuer=issuer)
    clock.shift(A_DAY)

    key = credentials.revoke_key(credentials.active_key(issuer).pk, since=NOON + A_DAY, by=None)

    assert report_on(before).verdict is ReportVerdict.VALID
    report = report_on(after)
    assert (report.verdict, report.check(CheckName.ISSUER).code) == (ReportVerdict.INVALID, "issuer.key-revoked")
    assert report.check(CheckName.STATUS).code == "status.ok"  # the lists were signed with the key that follows
    assert credentials.badges_that_fell(key) == 1


def test_a_key_that_was_retired_earlier_can_be_revoked_and_the_active_one_stays(issuer, clock):
    badge, first = issued_badge(issuer=issuer), credentials.active_key(issuer)
    second = credentials.rotate_key(issuer.pk, by=None)
    clock.shift(A_DAY)

    credentials.revoke_key(first.pk, since=NOON - A_DAY, by=None)

    assert credentials.active_key(issuer) == second
    assert report_on(badge).check(CheckName.ISSUER).code == "issuer.key-revoked"
    assert report_on(issued_badge(issuer=issuer)).verdict is ReportVerdict.VALID


def test_a_key_is_revoked_once_and_not_from_a_later_day(issuer):
    key = credentials.active_key(issuer)

    with pytest.raises(RevokedInTheFuture):
        credentials.revoke_key(key.pk, since=timezone.now() + A_DAY, by=None)
    assert credentials.active_key(issuer) == key
    credentials.revoke_key(key.pk, since=timezone.now(), by=None)
    with pytest.raises(KeyAlreadyRevoked):
        credentials.revoke_key(key.pk, since=timezone.now(), by=None)


def test_only_an_administrator_of_the_issuer_revokes_its_key_and_it_is_logged(issuer):
    key, administrator, officer = credentials.active_key(issuer), PersonFactory(), PersonFactory()
    member(administrator, issuer.organisation, ADMINISTRATOR)
    member(officer, issuer.organisation, "quality_officer")

    for other in (officer, PersonFactory()):
        with pytest.raises(NotAllowed):
            credentials.revoke_key(key.pk, since=timezone.now(), by=other)
    credentials.revoke_key(key.pk, since=timezone.now(), by=administrator)

    events = AuditEntry.objects.filter(object_id=issuer.pk, actor_id=administrator.pk).order_by("sequence")
    assert [entry.event for entry in events] == ["issuer.key-rotated", "issuer.key-revoked"]


def test_an_issuer_may_sign_with_p_256_and_turn_back(issuer, clock):
    first = issued_badge(issuer=issuer)
    clock.shift(A_DAY)
    key = credentials.rotate_key(issuer.pk, by=None, kind=KeyKind.P256)
    second = issued_badge(issuer=issuer)
    credentials.revoke(second.pk, because="Fout.", by=None)
    clock.shift(A_DAY)
    credentials.rotate_key(issuer.pk, by=None)
    third = issued_badge(issuer=issuer)

    assert public_key_of(key).kind is KeyKind.P256
    assert [json.loads(badge.document)["proof"]["cryptosuite"] for badge in (first, second, third)] == [
        "eddsa-rdfc-2022",
        "ecdsa-rdfc-2019",
        "eddsa-rdfc-2022",
    ]
    assert [report_on(badge).check(CheckName.PROOF).code for badge in (first, second, third)] == ["proof.ok"] * 3
    assert [report_on(badge).check(CheckName.STATUS).code for badge in (first, second, third)] == [
        "status.ok",
        "status.revoked",
        "status.ok",
    ]
