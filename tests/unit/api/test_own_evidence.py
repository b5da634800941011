"""Covering a file and telling a story over the API."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.factories.people import PersonFactory
from tests.factories.portfolio import make_item, recording
from tests.unit.api.callers import Caller
from tests.unit.api.world import PAPER

pytestmark = pytest.mark.django_db

BOX = {"page": 1, "x": 0.1, "y": 0.1, "width": 0.2, "height": 0.05}


def test_others_get_the_covered_copy_and_the_owner_keeps_the_file():
    item = make_item(PersonFactory(), file=PAPER, title="Verslag")
    candidate, file = Caller(item.owner), item.files.get()
    path = f"portfolio/files/{file.pk}/cover"
    assert candidate.get(path)["is_covered"] is False

    told = candidate.put(path, {"boxes": [BOX]})

    assert (told["is_covered"], told["boxes"]) == (True, [BOX])
    assert told["sha256"] != file.sha256
    assert candidate.get(f"portfolio/items/{item.pk}")["files"][0]["sha256"] == file.sha256
    candidate.delete(path, expect=204)
    assert candidate.get(path)["is_covered"] is False


def test_a_block_outside_the_page_is_refused_and_the_copy_of_before_stays():
    item = make_item(PersonFactory(), file=PAPER)
    caller, file = Caller(item.owner), item.files.get()
    path = f"portfolio/files/{file.pk}/cover"
    before = caller.put(path, {"boxes": [BOX]})

    for wrong in ({**BOX, "page": 9}, {**BOX, "x": 1.5}, {**BOX, "width": 0}):
        assert caller.put(path, {"boxes": [wrong]}, expect=422)["errors"][0]["field"] == "boxes"
    assert caller.put(path, {"boxes": []}, expect=422)["code"] == "portfolio.no-boxes"

    assert caller.get(path) == before


def test_a_part_of_a_story_is_told_written_down_and_confirmed():
    story = make_item(PersonFactory(), kind="reflection", title="Verhaal")
    caller, path = Caller(story.owner), f"portfolio/items/{story.pk}/spoken"
    sound = SimpleUploadedFile("opname.wav", recording(), content_type="audio/wav")

    told = caller.upload(path, {"part": "task", "file": sound})

    assert caller.patch(f"portfolio/spoken/{told['id']}", {"text": "Mijn taak"})["text_confirmed_at"] is None
    confirmed = caller.patch(f"portfolio/spoken/{told['id']}", {"text": "Mijn taak", "confirm": True})
    assert confirmed["text_confirmed_at"]
    assert [row["part"] for row in caller.get(path)] == ["task"]
    caller.delete(f"portfolio/spoken/{told['id']}", expect=204)
    assert caller.get(path) == []


def test_what_is_no_sound_is_refused_as_the_answer_to_a_part():
    story = make_item(PersonFactory(), kind="reflection", title="Verhaal")
    caller = Caller(story.owner)
    text = SimpleUploadedFile("opname.wav", b"dit is tekst", content_type="audio/wav")

    answer = caller.client.post(
        f"/api/v1/portfolio/items/{story.pk}/spoken", {"part": "task", "file": text}, headers=caller.headers
    )

    assert answer.status_code in {415, 422}
    assert answer.json()["detail"]
    assert not story.files.exists()
