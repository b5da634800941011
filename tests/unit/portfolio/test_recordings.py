"""A story that is told: a recording is an answer, its text version counts once it is confirmed."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest

from foundation.errors import InvalidInput, NotAllowed, WrongState
from foundation.people.models import Person
from portfolio import services as portfolio
from portfolio.models import EvidenceItem, Recording
from tests.factories.people import PersonFactory
from tests.factories.portfolio import document, make_item, recording
from tests.factories.standards import make_standard

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner() -> Person:
    return PersonFactory()


@pytest.fixture
def story(owner: Person) -> EvidenceItem:
    return make_item(owner, kind="reflection", title="Een avond op het plein")


def told(story: EvidenceItem, owner: Person, part: str = "situation", seconds: int = 2) -> Recording:
    stream = BytesIO(recording(seconds))
    return portfolio.record_part(story.pk, part=part, stream=stream, name="opname.wav", by=owner)


def test_a_recording_is_a_file_of_the_story_and_the_answer_to_its_part(owner: Person, story: EvidenceItem) -> None:
    made = told(story, owner)

    assert made.file.item_id == story.pk
    assert made.file.media_type == "audio/x-wav"
    assert story.recordings.get().part == "situation"


def test_recording_anew_takes_its_place_as_a_new_version(owner: Person, story: EvidenceItem) -> None:
    first = told(story, owner)

    second = told(story, owner, seconds=3)

    assert story.recordings.get(removed_at=None) == second
    assert (second.file.line, second.file.version) == (first.file.line, 2)


def test_a_text_version_counts_once_it_is_confirmed(owner: Person, story: EvidenceItem) -> None:
    made = told(story, owner)
    with pytest.raises(WrongState):
        portfolio.confirm_spoken_text(made.pk, by=owner)
    portfolio.write_spoken_text(made.pk, text=" Het was druk. ", by=owner)

    confirmed = portfolio.confirm_spoken_text(made.pk, by=owner)

    assert (confirmed.text, confirmed.text_confirmed_at is not None) == ("Het was druk.", True)


def test_another_text_has_to_be_confirmed_again(owner: Person, story: EvidenceItem) -> None:
    made = told(story, owner)
    portfolio.write_spoken_text(made.pk, text="Het was druk.", by=owner)
    portfolio.confirm_spoken_text(made.pk, by=owner)

    assert portfolio.write_spoken_text(made.pk, text="Het was stil.", by=owner).text_confirmed_at is None


@pytest.mark.parametrize("confirm", [True, False])
def test_only_a_confirmed_text_is_handed_in_beside_the_recording(
    owner: Person, story: EvidenceItem, confirm: bool
) -> None:
    made, audience = told(story, owner), portfolio.make_audience(owner)
    portfolio.write_spoken_text(made.pk, text="Het was druk.", by=owner)
    if confirm:
        portfolio.confirm_spoken_text(made.pk, by=owner)
    portfolio.share(story.pk, audience=audience, by=owner)

    manifest = portfolio.freeze(audience.pk, version=make_standard(), by=owner)

    [frozen] = portfolio.manifest_contents(manifest).items[0].recordings
    assert (frozen.part, frozen.file) == ("situation", made.file_id)
    assert frozen.text == ("Het was druk." if confirm else "")


@pytest.mark.parametrize(
    ("change", "field"),
    [({"part": "epilogue"}, "part"), ({"stream": document}, "file"), ({"stream": b""}, None)],
    ids=["part", "paper", "empty"],
)
def test_what_is_no_recording_of_a_part_is_refused_and_leaves_nothing(
    owner: Person, story: EvidenceItem, change: dict[str, Any], field: str | None
) -> None:
    given = {"part": "task", "stream": recording()} | change
    data = document("certificaat-eerste-hulp.pdf") if callable(given["stream"]) else given["stream"]

    with pytest.raises(InvalidInput) as caught:
        portfolio.record_part(story.pk, part=given["part"], stream=BytesIO(data), name="opname", by=owner)

    assert field is None or caught.value.field == field
    assert not story.recordings.exists()
    assert not story.files.exists()


def test_only_a_story_is_told_in_parts(owner: Person) -> None:
    with pytest.raises(WrongState):
        told(make_item(owner), owner)


def test_only_its_owner_tells_and_writes(owner: Person, story: EvidenceItem) -> None:
    stranger, made = PersonFactory(), told(story, owner)

    with pytest.raises(NotAllowed):
        told(story, stranger)
    with pytest.raises(NotAllowed):
        portfolio.write_spoken_text(made.pk, text="Niet zo.", by=stranger)
    with pytest.raises(NotAllowed):
        portfolio.remove_recording(made.pk, by=stranger)


def test_a_recording_that_was_taken_away_keeps_its_file(owner: Person, story: EvidenceItem) -> None:
    made = told(story, owner)

    portfolio.remove_recording(made.pk, by=owner)

    assert not story.recordings.filter(removed_at=None).exists()
    assert story.files.exists()
