"""Pointing: where in an item the work can be seen, carried to the next version and frozen."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest

from evc.standards.models import StandardVersion, WorkProcess
from foundation.errors import InvalidInput, NotAllowed
from foundation.people.models import Person
from portfolio import services as portfolio
from portfolio.models import EvidenceFile, EvidenceItem, Place
from portfolio.services import Where
from tests.factories.people import PersonFactory
from tests.factories.portfolio import make_item, recording
from tests.factories.standards import make_standard
from tests.unit.portfolio.reading.paper import Paper

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner() -> Person:
    return PersonFactory()


@pytest.fixture
def version() -> StandardVersion:
    return make_standard()


@pytest.fixture
def work(version: StandardVersion) -> WorkProcess:
    return version.work_processes.get(code="W1")


@pytest.fixture
def item(owner: Person, work: WorkProcess) -> EvidenceItem:
    return make_item(owner, work_processes=[work])


def add(item: EvidenceItem, data: bytes, name: str, line: Any = None) -> EvidenceFile:
    return portfolio.add_file(item.pk, stream=BytesIO(data), name=name, line=line, by=item.owner)


def paper(pages: int, words: str = "Bladzijde") -> bytes:
    made = Paper().at(80, 120, words)
    for _ in range(pages - 1):
        made.new_page().at(80, 120, words)
    return made.content()


def point(item: EvidenceItem, file: EvidenceFile, work: WorkProcess, where: Where, **more: Any) -> Place:
    by = more.pop("by", item.owner)
    return portfolio.point(item.pk, work_process=work.pk, file_id=file.pk, where=where, by=by, **more)


def test_one_page_is_a_place_from_and_until_it(item: EvidenceItem, work: WorkProcess) -> None:
    place = point(item, add(item, paper(3), "plan.pdf"), work, Where(page_from=2), note=" De keuze ")

    assert (place.page_from, place.page_until, place.note) == (2, 2, "De keuze")


def test_sound_has_moments(item: EvidenceItem, work: WorkProcess) -> None:
    place = point(item, add(item, recording(), "gesprek.wav"), work, Where(second_from=0, second_until=2))

    assert (place.second_from, place.second_until) == (0, 2)


@pytest.mark.parametrize(
    "where",
    [
        Where(page_from=4),
        Where(page_from=0),
        Where(page_from=2, page_until=1),
        Where(page_from=1, page_until=4),
        Where(second_from=1),
        Where(),
    ],
    ids=str,
)
def test_a_place_that_is_not_in_the_paper_is_refused(item: EvidenceItem, work: WorkProcess, where: Where) -> None:
    file = add(item, paper(3), "plan.pdf")

    with pytest.raises(InvalidInput):
        point(item, file, work, where)

    assert not Place.objects.exists()


@pytest.mark.parametrize(
    "where", [Where(page_from=1), Where(second_from=-1), Where(second_from=2, second_until=1)], ids=str
)
def test_a_place_that_is_not_in_the_recording_is_refused(item: EvidenceItem, work: WorkProcess, where: Where) -> None:
    file = add(item, recording(), "gesprek.wav")

    with pytest.raises(InvalidInput):
        point(item, file, work, where)


def test_pointing_twice_at_the_same_place_is_pointing_once(item: EvidenceItem, work: WorkProcess) -> None:
    file = add(item, paper(3), "plan.pdf")

    assert point(item, file, work, Where(page_from=2)) == point(item, file, work, Where(page_from=2, page_until=2))


def test_only_work_that_the_item_is_claimed_for_can_be_pointed_at(item: EvidenceItem, version: StandardVersion) -> None:
    other = version.work_processes.get(code="W2")

    with pytest.raises(InvalidInput) as caught:
        point(item, add(item, paper(1), "plan.pdf"), other, Where(page_from=1))

    assert caught.value.field == "work_process"


def test_a_file_of_another_item_holds_no_place_of_this_one(
    item: EvidenceItem, work: WorkProcess, owner: Person
) -> None:
    elsewhere = add(make_item(owner), paper(1), "ander.pdf")

    with pytest.raises(InvalidInput):
        point(item, elsewhere, work, Where(page_from=1))


def test_only_the_owner_points(item: EvidenceItem, work: WorkProcess) -> None:
    file, stranger = add(item, paper(1), "plan.pdf"), PersonFactory()
    place = point(item, file, work, Where(page_from=1))

    with pytest.raises(NotAllowed):
        point(item, file, work, Where(page_from=1), by=stranger)
    with pytest.raises(NotAllowed):
        portfolio.confirm_place(place.pk, by=stranger)
    with pytest.raises(NotAllowed):
        portfolio.remove_place(place.pk, by=stranger)


def frozen(item: EvidenceItem, version: StandardVersion) -> Any:
    audience = portfolio.make_audience(item.owner)
    portfolio.share(item.pk, audience=audience, by=item.owner)
    return portfolio.manifest_contents(portfolio.freeze(audience.pk, version=version, by=item.owner)).items[0]


def test_a_place_is_carried_to_the_next_version_and_waits_to_be_confirmed(
    item: EvidenceItem, work: WorkProcess, version: StandardVersion
) -> None:
    first = add(item, paper(3), "plan.pdf")
    place = point(item, first, work, Where(page_from=2))
    second = add(item, paper(3, "Beter"), "plan.pdf", line=first.line)

    [before] = frozen(item, version).places
    portfolio.confirm_place(place.pk, by=item.owner)
    [after] = frozen(item, version).places

    assert (before.file, before.page_from, before.confirmed) == (second.pk, 2, False)
    assert (after.file, after.page_from, after.confirmed) == (second.pk, 2, True)
    assert after.work_process == "W1"


def test_a_place_behind_the_end_of_the_new_version_cannot_be_confirmed(item: EvidenceItem, work: WorkProcess) -> None:
    first = add(item, paper(3), "plan.pdf")
    place = point(item, first, work, Where(page_from=3))
    add(item, paper(1, "Korter"), "plan.pdf", line=first.line)

    with pytest.raises(InvalidInput):
        portfolio.confirm_place(place.pk, by=item.owner)


def test_what_was_handed_in_keeps_a_place_that_was_taken_away(
    item: EvidenceItem, work: WorkProcess, version: StandardVersion
) -> None:
    place = point(item, add(item, paper(1), "plan.pdf"), work, Where(page_from=1))
    handed_in = frozen(item, version)

    portfolio.remove_place(place.pk, by=item.owner)

    assert len(handed_in.places) == 1
    assert frozen(item, version).places == ()


@pytest.mark.parametrize("where", [{"page": 2}, {"second": 3}, {"page": 0}, {"page": 1, "second": 1}, {}], ids=str)
def test_a_comment_at_a_place_that_is_not_there_is_refused(item: EvidenceItem, where: dict[str, int]) -> None:
    file = add(item, paper(1), "plan.pdf")
    with pytest.raises(InvalidInput):
        portfolio.comment(item.pk, text="Mooi", file_id=file.pk, by=item.owner, **where)
