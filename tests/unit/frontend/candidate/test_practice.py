"""The practice log through its pages: +1, entries, a spreadsheet with wrong rows, and asking witnesses."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from evc.standards.models import WorkProcess
from evc.trajectories.models import Trajectory
from foundation.jobs.models import OutgoingMail
from portfolio import services as portfolio
from portfolio.models import EvidenceItem, Repetition
from tests.factories.standards import make_standard
from tests.factories.trajectories import TrajectoryFactory

pytestmark = pytest.mark.django_db
LOG = """datum;werkproces;taak;aantal;uren;plaats;rol;getuige;getuige_email;toelichting
06-01-2026;W1;Surveillance;2;1,5;Markt;zelfstandig;Sanne;sanne@example.org;
31-02-2026;W1;Surveillance;1;;Markt;zelfstandig;Sanne;sanne@example.org;
07-01-2026;W9;Surveillance;1;;Markt;zelfstandig;Sanne;sanne@example.org;
"""


@pytest.fixture
def building() -> Trajectory:
    return TrajectoryFactory(building=True, standard_version=make_standard(repetitions={"W1": 10}))


@pytest.fixture
def work_process(building: Trajectory) -> WorkProcess:
    return building.standard_version.work_processes.get(code="W1")


def noted(building: Trajectory, work_process: WorkProcess, **fields: Any) -> Repetition:
    typed = {"day": date(2026, 1, 5), "task": "Surveillance", "count": 2, "role": "independent"} | fields
    return portfolio.note_repetition(building.candidate, work_process=work_process, by=building.candidate, **typed)


def typed_form(**fields: str) -> dict[str, str]:
    return {"day": "2026-01-05", "task": "Surveillance", "count": "2", "role": "independent"} | fields


def test_a_card_says_its_number_in_words(work_process: WorkProcess, candidate: Client) -> None:
    page = candidate.get("/practice").content.decode()

    assert "0 of 10 confirmed" in page
    assert work_process.title in page


def test_plus_one_repeats_the_last_entry_and_can_be_taken_back(
    building: Trajectory, work_process: WorkProcess, candidate: Client
) -> None:
    last = noted(building, work_process)

    after = candidate.post(reverse("practice-plus-one", args=[work_process.pk]), {"last": last.pk}, follow=True)

    newest = Repetition.objects.order_by("-created_at").first()
    assert newest.pk != last.pk
    assert "Take it back" in after.content.decode()
    candidate.post(reverse("practice-entry-remove", args=[newest.pk]))
    assert list(Repetition.objects.all()) == [last]


def test_a_double_click_on_plus_one_counts_once(
    building: Trajectory, work_process: WorkProcess, candidate: Client
) -> None:
    last = noted(building, work_process)
    for _click in range(2):
        candidate.post(reverse("practice-plus-one", args=[work_process.pk]), {"last": last.pk})

    assert Repetition.objects.count() == 2


def test_without_an_entry_plus_one_leads_to_the_short_form(work_process: WorkProcess, candidate: Client) -> None:
    answer = candidate.post(reverse("practice-plus-one", args=[work_process.pk]))

    assert answer.headers["Location"] == reverse("practice-log", args=[work_process.pk])


def test_an_entry_is_noted_with_a_decimal_comma(work_process: WorkProcess, sign_in: Any, building: Trajectory) -> None:
    dutch = Client(headers={"Accept-Language": "nl"})
    dutch.force_login(building.candidate)

    answer = dutch.post(reverse("practice-log", args=[work_process.pk]), typed_form(hours="1,5"))

    assert answer.status_code == 302
    assert str(Repetition.objects.get().hours) == "1.50"


@pytest.mark.parametrize(
    ("field", "value"), [("day", "2999-01-01"), ("count", "0"), ("role", "asleep"), ("witness_email", "sanne")]
)
def test_a_wrong_entry_comes_back_with_what_was_typed(
    work_process: WorkProcess, candidate: Client, field: str, value: str
) -> None:
    answer = candidate.post(
        reverse("practice-log", args=[work_process.pk]), typed_form(task="Hulp bij brand") | {field: value}
    )

    assert answer.status_code == 422
    assert "Hulp bij brand" in answer.content.decode()
    assert not Repetition.objects.exists()


def test_good_rows_come_in_and_wrong_rows_are_named_with_their_line(
    work_process: WorkProcess, candidate: Client
) -> None:
    answer = upload_log(candidate)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert Repetition.objects.count() == 1
    assert "Line 3" in page
    assert "Line 4" in page
    assert "does not exist" in page


def test_wrong_rows_are_corrected_without_uploading_again(
    building: Trajectory, work_process: WorkProcess, candidate: Client
) -> None:
    upload_log(candidate)
    row = {"taak": "Surveillance", "aantal": "1", "rol": "zelfstandig", "getuige_email": "sanne@example.org"}
    sent = {
        f"row-0-{name}": text for name, text in {"line": "3", "datum": "28-02-2026", "werkproces": "W1", **row}.items()
    }
    sent |= {
        f"row-1-{name}": text for name, text in {"line": "4", "datum": "7-1-2026", "werkproces": "", **row}.items()
    }

    answer = candidate.post(reverse("practice-import-correct", args=[building.standard_version_id]), sent)

    assert answer.status_code == 422  # the second still has no work process
    assert "Line 4" in answer.content.decode()
    assert "Line 3" not in answer.content.decode()
    assert Repetition.objects.count() == 2

    left_out = {name.replace("row-1", "row-0"): text for name, text in sent.items() if name.startswith("row-1")}
    answer = candidate.post(
        reverse("practice-import-correct", args=[building.standard_version_id]), {**left_out, "row-0-leave_out": "on"}
    )
    assert answer.status_code == 302
    assert Repetition.objects.count() == 2


def test_a_file_that_is_no_log_is_refused_at_the_field(work_process: WorkProcess, candidate: Client) -> None:
    answer = candidate.post(
        "/practice/import",
        {
            "version": str(work_process.version_id),
            "file": SimpleUploadedFile("log.csv", b"%PDF-1.7 dit is geen log"),
        },
    )

    assert answer.status_code == 422
    assert not Repetition.objects.exists()


def test_witnesses_get_one_mail_each_for_what_was_ticked(
    building: Trajectory, work_process: WorkProcess, candidate: Client, do_jobs: Any
) -> None:
    one = noted(building, work_process, witness_name="Sanne", witness_email="sanne@example.org")
    two = noted(building, work_process, day=date(2026, 1, 6), witness_name="Sanne", witness_email="sanne@example.org")
    left = noted(building, work_process, day=date(2026, 1, 7), witness_name="Wim", witness_email="wim@example.org")
    without = noted(building, work_process, day=date(2026, 1, 8))
    page = candidate.get("/practice/ask").content.decode()
    assert "Sanne (sanne@example.org)" in page
    assert reverse("practice-entry", args=[without.pk]) in page

    answer = candidate.post("/practice/ask", {"repetitions": [str(one.pk), str(two.pk)]})

    assert answer.status_code == 302
    assert OutgoingMail.objects.filter(to="sanne@example.org").count() == 1
    assert not OutgoingMail.objects.filter(to="wim@example.org").exists()
    left.refresh_from_db()
    assert left.state == "noted"


def test_asking_nobody_is_said(building: Trajectory, work_process: WorkProcess, candidate: Client) -> None:
    noted(building, work_process, witness_name="Sanne", witness_email="sanne@example.org")

    answer = candidate.post("/practice/ask", {})

    assert answer.status_code == 422
    assert "Tick at least one entry" in answer.content.decode()


def test_a_refused_entry_shows_its_reason_and_a_confirmed_one_no_form(
    building: Trajectory, work_process: WorkProcess, candidate: Client
) -> None:
    refused, confirmed = noted(building, work_process), noted(building, work_process, day=date(2026, 1, 6))
    Repetition.objects.filter(pk=refused.pk).update(state="refused", refused_because="Ik was er niet bij.")
    Repetition.objects.filter(pk=confirmed.pk).update(state="confirmed")

    assert "Ik was er niet bij." in candidate.get(reverse("practice-entry", args=[refused.pk])).content.decode()
    address = reverse("practice-entry", args=[confirmed.pk])
    assert 'name="task"' not in candidate.get(address).content.decode()
    assert candidate.post(address, typed_form(task="Anders")).status_code == 422
    assert candidate.post(reverse("practice-entry-remove", args=[confirmed.pk])).status_code == 409


def test_the_log_becomes_evidence_once(building: Trajectory, work_process: WorkProcess, candidate: Client) -> None:
    noted(building, work_process)
    for _click in range(2):
        candidate.post(reverse("practice-evidence", args=[building.standard_version_id]))

    assert EvidenceItem.objects.filter(kind="practice_log").count() == 1


def test_somebody_elses_entry_is_not_there(building: Trajectory, work_process: WorkProcess, sign_in: Any) -> None:
    entry = noted(building, work_process)
    stranger = sign_in(TrajectoryFactory(building=True).candidate)

    assert stranger.get(reverse("practice-entry", args=[entry.pk])).status_code == 404
    stranger.post(reverse("practice-entry-remove", args=[entry.pk]))
    assert Repetition.objects.filter(pk=entry.pk).exists()
    assert stranger.post(reverse("practice-plus-one", args=[work_process.pk]), {"last": entry.pk}).status_code == 404


def upload_log(candidate: Client) -> Any:
    version = candidate.get("/practice/import").context["form"].fields["version"].initial
    return candidate.post("/practice/import", {"version": version, "file": SimpleUploadedFile("log.csv", LOG.encode())})
