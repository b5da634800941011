"""The copies that people ask for, and two imports at once."""

from __future__ import annotations

import threading
from datetime import timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.utils import timezone

from foundation.jobs.services import run_due
from portfolio import taking_along
from portfolio.models import EvidenceFile, PortfolioExport
from portfolio.services.files import store
from portfolio.services.items import add_item
from tests.factories.people import PersonFactory
from tests.unit.portfolio.taking_along.travelling import exported


@pytest.fixture
def owner(db):
    owner = PersonFactory()
    add_item(owner, kind="work_product", title="Plan", by=owner)
    return owner


def made(owner):
    export = taking_along.ask_export(owner, by=owner)
    run_due()
    export.refresh_from_db()
    return export


@pytest.mark.django_db(transaction=True)
def test_a_new_copy_takes_the_place_of_the_old_one():
    owner = PersonFactory()
    first = made(owner)
    add_item(owner, kind="work_product", title="Plan", by=owner)

    second = made(owner)

    assert list(PortfolioExport.objects.filter(owner=owner)) == [second]
    assert not store().exists(owner.pk, first.sha256)
    assert store().exists(owner.pk, second.sha256)


@pytest.mark.django_db(transaction=True)
def test_a_copy_is_gone_after_its_days():
    owner = PersonFactory()
    export, today = made(owner), timezone.localdate()

    taking_along.forget_old_exports(today + timedelta(days=taking_along.EXPORT_DAYS))
    assert store().exists(owner.pk, export.sha256)

    taking_along.forget_old_exports(today + timedelta(days=taking_along.EXPORT_DAYS + 1))
    assert not store().exists(owner.pk, export.sha256)
    assert not PortfolioExport.objects.exists()


def test_making_a_copy_twice_makes_one(owner):
    export = made(owner)

    taking_along.make_export(export.pk)

    assert PortfolioExport.objects.get().sha256 == export.sha256


def test_a_copy_that_was_given_up_can_be_asked_for_anew(owner):
    stuck = taking_along.ask_export(owner, by=owner)
    PortfolioExport.objects.filter(pk=stuck.pk).update(asked_at=timezone.now() - timedelta(days=2))

    assert taking_along.ask_export(owner, by=owner) != stuck


@pytest.mark.django_db(transaction=True)
def test_the_same_export_taken_in_twice_at_once_is_taken_in_once():
    owner, other = PersonFactory(), PersonFactory()
    add_item(owner, kind="work_product", title="Plan", by=owner)
    archive, start, found = exported(owner).getvalue(), threading.Barrier(2), []

    def work():
        try:
            start.wait()
            found.append(taking_along.import_portfolio(BytesIO(archive), to=other, by=other))
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _number in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert sorted(done.is_known for done in found) == [False, True]
    assert other.evidence.count() == 1
    assert not EvidenceFile.objects.exists()
