"""What the script of the practice log asks the server, and what a phone needs to install it."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.staticfiles import finders
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from evc.standards.models import WorkProcess
from evc.trajectories.models import Trajectory
from portfolio import services as portfolio
from portfolio.models import Repetition
from tests.factories.people import PersonFactory
from tests.factories.standards import make_standard
from tests.factories.trajectories import TrajectoryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def building() -> Trajectory:
    return TrajectoryFactory(building=True, standard_version=make_standard(repetitions={"W1": 10}))


@pytest.fixture
def work_process(building: Trajectory) -> WorkProcess:
    return building.standard_version.work_processes.get(code="W1")


def entry(work_process: WorkProcess, **fields: Any) -> dict[str, Any]:
    typed = {"day": "2026-01-05", "task": "Surveillance", "count": 1, "role": "independent", "place": "", "note": ""}
    return {"key": str(uuid4()), "work_process": str(work_process.pk), "like": None} | typed | fields


def send(client: Client, building: Trajectory, *entries: dict[str, Any], person: object = None) -> Any:
    body = {"person": str(person or building.candidate.pk), "entries": entries}
    return client.post(reverse("practice-sync"), json.dumps(body), content_type="application/json")


def confirmed(building: Trajectory, work_process: WorkProcess) -> Repetition:
    owner = building.candidate
    made = portfolio.note_repetition(
        owner, work_process=work_process, day=date(2026, 1, 5), task="Ronde", count=5, role="independent", by=owner
    )
    Repetition.objects.filter(pk=made.pk).update(state="confirmed", decided_at=timezone.now())
    return made


def test_the_state_names_the_person_and_their_tasks_but_no_address_of_a_witness(
    building: Trajectory, work_process: WorkProcess, candidate: Client
) -> None:
    portfolio.note_repetition(
        building.candidate,
        work_process=work_process,
        day=date(2026, 1, 5),
        task="Surveillance",
        count=1,
        role="independent",
        witness_name="Sanne",
        witness_email="sanne@example.org",
        by=building.candidate,
    )

    answer = candidate.get(reverse("practice-state"))

    state = answer.json()
    assert state["person"] == str(building.candidate.pk)
    assert [(task["title"], task["last"]["task"]) for task in state["tasks"]] == [(work_process.title, "Surveillance")]
    assert b"sanne" not in answer.content.lower()
    assert "no-store" in answer["Cache-Control"]


def test_good_entries_are_kept_and_a_wrong_one_comes_back_with_a_sentence(
    building: Trajectory, work_process: WorkProcess, candidate: Client
) -> None:
    good, late = entry(work_process), entry(work_process, day="2999-01-01")
    strange, empty = entry(work_process) | {"work_process": str(uuid4())}, entry(work_process, task="", role="asleep")

    answers = send(candidate, building, good, late, strange, empty).json()["entries"]

    assert [answers[row["key"]]["state"] for row in (good, late, strange, empty)] == ["kept", *["refused"] * 3]
    assert all(answers[row["key"]]["message"] for row in (late, strange, empty))
    assert [str(made.pk) for made in Repetition.objects.all()] == [answers[good["key"]]["repetition"]]
    again = send(candidate, building, good).json()["entries"][good["key"]]
    assert again == {"state": "known", "repetition": answers[good["key"]]["repetition"]}


def test_entries_of_another_person_are_not_taken(
    building: Trajectory, work_process: WorkProcess, candidate: Client
) -> None:
    answer = send(candidate, building, entry(work_process), person=PersonFactory().pk)

    assert answer.status_code == 409
    assert Repetition.objects.count() == 0


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b'"text"',
        b'{"person": "1", "entries": []}',
        b'{"entries": [1]}',
        b'{"entries": [{"key": "x"}]}',
        b"\xff",
    ],
    ids=["empty", "list", "text", "no-id", "number", "no-key", "no-utf8"],
)
def test_what_is_no_list_of_entries_is_refused(candidate: Client, body: bytes) -> None:
    answer = candidate.post(reverse("practice-sync"), body, content_type="application/json")

    assert answer.status_code == 422
    assert answer.json()["message"]


def test_too_many_at_once_are_refused(building: Trajectory, work_process: WorkProcess, candidate: Client) -> None:
    assert send(candidate, building, *(entry(work_process) for _number in range(101))).status_code == 422
    assert Repetition.objects.count() == 0


def test_who_is_signed_out_hears_so_and_is_not_led_away(client: Client) -> None:
    assert client.get(reverse("practice-state")).json() == {"person": None}

    answer = client.post(reverse("practice-sync"))

    assert answer.status_code == 401
    assert answer["Content-Type"] == "application/json"


def test_a_photo_belongs_to_ones_own_entry_only(building: Trajectory, work_process: WorkProcess) -> None:
    mine = confirmed(building, work_process)
    stranger = Client()
    stranger.force_login(PersonFactory())
    photo = SimpleUploadedFile("foto.jpg", b"x", "image/jpeg")

    assert stranger.post(reverse("practice-entry-photo", args=[mine.pk]), {"file": photo}).status_code == 404


def test_a_photo_that_is_none_says_so(building: Trajectory, work_process: WorkProcess, candidate: Client) -> None:
    mine = confirmed(building, work_process)
    for data in ({}, {"file": SimpleUploadedFile("foto.jpg", b"\xff\xd8\xff half", "image/jpeg")}):
        answer = candidate.post(reverse("practice-entry-photo", args=[mine.pk]), data)

        assert answer.status_code == 422
        assert answer.json()["message"]


def test_a_confirmed_entry_is_put_right_on_a_page_of_its_own(
    building: Trajectory, work_process: WorkProcess, candidate: Client
) -> None:
    wrong = confirmed(building, work_process)
    address = reverse("practice-entry-correct", args=[wrong.pk])

    refused = candidate.post(address, {"count": "3", "because": ""})
    assert refused.status_code == 422
    candidate.post(address, {"count": "3", "because": "Verteld"})

    page = candidate.get(reverse("practice-log", args=[work_process.pk])).content.decode()
    assert "−2×" in page
    assert "Verteld" in page
    assert "3 of these count." in page
    assert "3 of 10 confirmed" in page


def test_plus_one_never_repeats_a_correction(
    building: Trajectory, work_process: WorkProcess, candidate: Client
) -> None:
    wrong = confirmed(building, work_process)
    portfolio.correct_repetition(wrong.pk, count=3, because="Verteld", by=building.candidate)

    candidate.post(reverse("practice-plus-one", args=[work_process.pk]), {"last": wrong.pk})

    assert [made.count for made in Repetition.objects.order_by("created_at")] == [5, -2, 1]


def test_the_page_without_a_connection_holds_nothing_about_anybody(building: Trajectory, candidate: Client) -> None:
    page = candidate.get(reverse("practice-offline")).content.decode()

    assert str(building.candidate.pk) not in page
    assert building.candidate.name not in page
    assert "csrfmiddlewaretoken" not in page


def test_the_manifest_makes_an_app_that_takes_what_is_shared(client: Client) -> None:
    answer = client.get(reverse("web-manifest"))

    manifest = answer.json()
    assert answer["Content-Type"] == "application/manifest+json"
    assert (manifest["start_url"], manifest["display"]) == ("/practice", "standalone")
    assert manifest["share_target"]["action"] == reverse("item-add-shared")
    assert all(finders.find(icon["src"].removeprefix("/static/")) for icon in manifest["icons"])


def test_the_shell_holds_every_style_sheet_and_module_of_the_page(client: Client) -> None:
    page = client.get(reverse("practice-offline")).content.decode()
    asked = set(re.findall(r'(?:src|href)="(/static/[^"]+\.(?:css|js|otf|svg))"', page))
    for module in ("page", "practice-offline", "practice-status"):
        source = Path(str(finders.find(f"erkend/js/{module}.js"))).read_text()
        asked |= {f"/static/erkend/js/{name}" for name in re.findall(r'"\./([\w-]+\.js)"', source)}

    script = client.get("/service-worker.js")

    shell = json.loads(re.search(r"const SHELL = (.*);", script.content.decode())[1])  # type: ignore[index]
    assert asked <= set(shell["files"])
    assert all(not address.startswith("/practice") for address in shell["files"])
    assert script["Content-Type"].startswith("text/javascript")
    assert "no-cache" in script["Cache-Control"]
