"""A person sends the ZIP of another Erkend: refused at once or by the job with a sentence, taken in, and told."""

from __future__ import annotations

import os
import time
import zipfile
from io import BytesIO

import pytest
from django.conf import settings
from django.urls import reverse

from foundation.errors import InvalidInput, WrongState
from foundation.jobs.models import OutgoingMail
from foundation.jobs.services import run_due
from portfolio import taking_along
from portfolio.models import Arrival, EvidenceFile, EvidenceItem, PortfolioImport, Repetition
from portfolio.services.sweeping import LOOSE_AFTER_SECONDS, sweep_loose_files
from tests.factories.people import PersonFactory
from tests.factories.programmes import begun, practised
from tests.factories.standards import make_standard
from tests.unit.portfolio.taking_along.travelling import exported, full_portfolio

pytestmark = pytest.mark.django_db


@pytest.fixture
def zip_of_fatima():
    return exported(full_portfolio(make_standard()))


@pytest.fixture
def person():
    return PersonFactory(language="nl")


def send(person, source, name="fatima.zip"):
    source.seek(0)
    return taking_along.ask_import(person, source=source, name=name, by=person)


def folder_of(person):
    return settings.ERKEND_FILES_DIR / str(person.pk)


def files_of(person):
    return {path.name for path in folder_of(person).iterdir()} if folder_of(person).exists() else set()


def test_what_came_is_told_by_part_and_the_zip_is_let_go(zip_of_fatima, person):
    asked = send(person, zip_of_fatima)
    assert not Arrival.objects.exists()

    run_due()

    asked.refresh_from_db()
    assert (asked.state, asked.new["items"], asked.known["items"]) == ("done", 3, 0)
    assert asked.arrival == Arrival.objects.get()
    assert asked.sha256 not in files_of(person)
    assert reverse("take-along") in OutgoingMail.objects.get(key=f"import_ready:{asked.pk}").text


def test_the_same_zip_again_adds_nothing_and_says_so(zip_of_fatima, person):
    send(person, zip_of_fatima)
    run_due()
    again = send(person, zip_of_fatima)
    run_due()

    again.refresh_from_db()
    assert (again.new["items"], again.known["items"], again.arrival) == (0, 3, None)


@pytest.mark.parametrize(
    "entry",
    [
        pytest.param(("../../etc/passwd", b"x"), id="path"),
        pytest.param(("virus.exe", b"MZ"), id="stranger"),
        pytest.param(("portfolio.json", b"{" * 10_000), id="json"),
    ],
)
def test_a_hostile_zip_is_refused_before_anything_is_kept(entry, person):
    hostile = BytesIO()
    with zipfile.ZipFile(hostile, "w") as archive:
        archive.writestr(*entry)

    with pytest.raises(InvalidInput):
        send(person, hostile)
    assert not PortfolioImport.objects.exists()
    assert not files_of(person)


def test_what_the_job_refuses_is_told_with_its_sentence_and_leaves_nothing(person):
    source = exported(full_portfolio(make_standard()))
    changed = BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(changed, "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            new.writestr(entry, data[:-1] + b"\0" if entry.filename.startswith("files/") else data)
    asked = send(person, changed)
    run_due()

    asked.refresh_from_db()
    assert asked.state == "refused"
    assert "ZIP" in asked.problem
    assert not EvidenceItem.objects.filter(owner=person).exists()
    assert not files_of(person)


def test_one_zip_at_a_time(zip_of_fatima, person):
    send(person, zip_of_fatima)

    with pytest.raises(WrongState):
        send(person, zip_of_fatima)


def test_the_page_takes_a_zip_and_says_what_is_wrong_with_another_file(client, person, zip_of_fatima):
    client.force_login(person)
    wrong = BytesIO(b"%PDF-1.7")
    wrong.name = "plan.pdf"

    page = client.post(reverse("take-in"), {"file": wrong})
    assert page.status_code == 422
    assert "ZIP" in page.content.decode()

    zip_of_fatima.name = "fatima.zip"
    assert client.post(reverse("take-in"), {"file": zip_of_fatima}).status_code == 302
    assert "fatima.zip" in client.get(reverse("take-along")).content.decode()
    run_due()
    assert client.get(reverse("take-along")).status_code == 200


def test_a_worker_that_dies_while_it_takes_in_leaves_nothing_once_it_is_done_again(zip_of_fatima, person, monkeypatch):
    asked = send(person, zip_of_fatima)
    monkeypatch.setattr("portfolio.taking_along.importing._Kept.take_back", lambda kept: None)  # as SIGKILL leaves it

    def die(*args, **fields):
        raise KeyboardInterrupt

    with monkeypatch.context() as killed:
        killed.setattr("portfolio.taking_along.importing._take_in", die)
        with pytest.raises(KeyboardInterrupt):
            taking_along.take_in(asked.pk)
    assert len(files_of(person)) > 1
    assert not EvidenceItem.objects.filter(owner=person).exists()

    taking_along.take_in(asked.pk)
    used = EvidenceFile.objects.filter(owner=person).values_list("sha256", "preview_sha256")
    assert {name for pair in used for name in pair if name} <= files_of(person)


def test_a_file_that_belongs_to_nothing_is_swept_away_after_a_day_and_no_other(zip_of_fatima, person):
    send(person, zip_of_fatima)
    run_due()
    used = files_of(person)
    loose, fresh = folder_of(person) / ("a" * 64), folder_of(person) / ("b" * 64)
    for path in (loose, fresh):
        path.write_bytes(b"los")
    long_ago = time.time() - LOOSE_AFTER_SECONDS - 60
    for path in folder_of(person).iterdir():
        if path != fresh:
            os.utime(path, (long_ago, long_ago))

    assert sweep_loose_files() == 1
    assert files_of(person) == used | {fresh.name}


def test_practice_for_a_course_travels_with_its_course(person):
    entry = practised(begun())
    send(person, exported(entry.owner))
    run_due()

    taken = Repetition.objects.get(owner=person)
    assert (taken.course_task.course, taken.course_task.task) == (entry.course_task.course, entry.course_task.task)
