"""The pages of sharing beyond a trajectory, of taking along and of erasing."""

from __future__ import annotations

import zipfile
from datetime import date
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from foundation.jobs.services import run_due
from foundation.people.models import Person
from portfolio import services as portfolio
from portfolio.models import PortfolioExport, Repetition, ShareLink
from portfolio.services import links, named_readers
from tests.factories.people import PersonFactory
from tests.factories.portfolio import make_item
from tests.factories.standards import make_standard
from tests.unit.portfolio.taking_along.test_hostile_exports import picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    return PersonFactory(name="Fatima el Amrani", language="nl")


@pytest.fixture
def browser(owner):
    client = Client()
    client.force_login(owner)
    return client


@pytest.fixture
def item(owner):
    item = make_item(owner, title="Plan voor het plein")
    portfolio.add_file(item.pk, stream=BytesIO(picture()), name="plein.png", by=owner)
    return item


def test_a_link_is_made_filled_read_and_withdrawn(browser, owner, item):
    made = browser.post(
        reverse("link-new"), {"title": "Coördinator", "demands": "Ervaring op straat\nSamenwerken", "days": "30"}
    )
    address = made.content.decode().split('id="link-address" value="')[1].split('"')[0]
    link = ShareLink.objects.get()
    demand = link.demands.first()
    browser.post(reverse("link-put", args=[link.pk]), {"item": str(item.pk), "demand": str(demand.pk)})
    path = "/" + address.split("/", 3)[3]

    page = Client().get(path)
    text = page.content.decode()
    assert all(word in text for word in ("Ervaring op straat", item.title, "Fatima el Amrani"))
    assert page["Referrer-Policy"] == "no-referrer"
    assert "no-store" in page["Cache-Control"]
    shown = Client().get(f"{path}/files/{item.files.get().pk}")
    assert b"".join(shown.streaming_content)
    assert shown["Content-Type"].startswith("image/")
    assert "sandbox" in shown["Content-Security-Policy"]
    assert Client().get(f"{path}/files/{item.files.get().pk}?form=original").status_code == 404
    assert "Coördinator" in browser.get(reverse("readings")).content.decode()

    browser.post(reverse("link-revoke", args=[link.pk]))
    gone = Client().get(path)
    assert gone.status_code == 404
    assert item.title not in gone.content.decode()
    assert Client().get(f"{path}/files/{item.files.get().pk}").status_code == 404


def test_a_practice_log_on_a_link_says_how_often_it_was_confirmed(owner):
    version = make_standard()
    work_process = version.work_processes.get(code="W1")
    entry = portfolio.note_repetition(
        owner, work_process=work_process, day=date(2026, 1, 6), task="Briefing", count=3, role="independent", by=owner
    )
    Repetition.objects.filter(pk=entry.pk).update(state="confirmed", decided_at=timezone.now(), witness_name="Sanne")
    log = make_item(owner, kind="practice_log", title="Praktijk", work_processes=[work_process])
    link, secret = links.make_link(owner, title="Vacature", days=7, by=owner)
    links.put_on_link(link.pk, item_id=log.pk, by=owner)

    page = Client().get(reverse("shared", args=[secret])).content.decode()

    assert f"{work_process.title}: 3 keer bevestigd door een getuige" in page


def test_more_practice_logs_on_a_link_ask_nothing_more_of_the_database(owner, django_assert_num_queries):
    version = make_standard()
    work_processes = list(version.work_processes.all())
    link, secret = links.make_link(owner, title="Vacature", days=7, by=owner)
    address = reverse("shared", args=[secret])

    def put_log(work_process):
        log = make_item(owner, kind="practice_log", title=work_process.title, work_processes=[work_process])
        links.put_on_link(link.pk, item_id=log.pk, by=owner)

    put_log(work_processes[0])
    reader = Client()
    reader.get(address)  # the first reading is noted
    with CaptureQueriesContext(connection) as one:
        reader.get(address)
    for work_process in work_processes[1:]:
        put_log(work_process)
    with django_assert_num_queries(len(one)):
        reader.get(address)


def test_what_was_typed_stays_when_a_link_is_refused(browser):
    answer = browser.post(reverse("link-new"), {"title": "", "introduction": "Wie ik ben", "days": "30"})

    assert answer.status_code == 422
    assert "Wie ik ben" in answer.content.decode()


def test_putting_nothing_on_a_link_says_so(browser, owner, item):
    link, _secret = links.make_link(owner, title="Vacature", days=7, by=owner)

    answer = browser.post(reverse("link-put", args=[link.pk]), {"item": "", "demand": ""})

    assert answer.status_code == 422


def test_sharing_by_name_tells_the_reader_where_it_is(browser, owner, item):
    reader = PersonFactory()
    browser.post(reverse("item-share-with", args=[item.pk]), {"email": reader.email})
    theirs = Client()
    theirs.force_login(reader)

    assert item.title in theirs.get(reverse("shared-with-me")).content.decode()
    assert theirs.get(reverse("item", args=[item.pk])).status_code == 200
    readings = browser.get(reverse("readings")).content.decode()
    assert reader.name in readings

    named = named_readers.readers_of(owner)[0][0]
    browser.post(reverse("item-reader-end", args=[named.pk, item.pk]))
    assert theirs.get(reverse("item", args=[item.pk])).status_code == 404


def test_an_unknown_address_keeps_what_was_typed(browser, item):
    answer = browser.post(reverse("item-share-with", args=[item.pk]), {"email": "niemand@nergens.example"})

    assert answer.status_code == 422
    assert "niemand@nergens.example" in answer.content.decode()


def test_a_copy_is_asked_for_made_and_downloaded_by_its_owner_only(browser, owner, item):
    browser.post(reverse("take-along-ask"))
    browser.post(reverse("take-along-ask"))  # one in the making is enough
    assert PortfolioExport.objects.count() == 1
    run_due()
    export = PortfolioExport.objects.get()

    answer = browser.get(reverse("take-along-file", args=[export.pk]))
    with zipfile.ZipFile(BytesIO(b"".join(answer.streaming_content))) as archive:
        assert "portfolio.json" in archive.namelist()
    assert "attachment" in answer["Content-Disposition"]
    stranger = Client()
    stranger.force_login(PersonFactory())
    assert stranger.get(reverse("take-along-file", args=[export.pk])).status_code == 404


def test_erasing_asks_first_and_then_signs_out(browser, owner, item):
    assert browser.get(reverse("erase")).status_code == 200
    wrong = browser.post(reverse("erase"), {"address": "iemand@anders.example"})
    assert wrong.status_code == 422
    assert Person.objects.get(pk=owner.pk).is_active

    done = browser.post(reverse("erase"), {"address": owner.email})

    assert done.status_code == 200
    assert "sign-in" in browser.get(reverse("home"))["Location"]
    assert not Person.objects.get(pk=owner.pk).is_active
