"""Whose work it is: said in plain words, kept with the version it was said of, and never a score."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evc.standards.models import StandardVersion
from foundation.errors import InvalidInput, NotAllowed, WrongState
from foundation.people.models import Person
from portfolio import services as portfolio
from portfolio import statements
from portfolio.authorship import Standing, parts_of, said_of
from portfolio.dossier import dossier_of
from portfolio.models import Audience, Authorship, EvidenceItem
from portfolio.versions import current_versions
from tests.factories.people import PersonFactory
from tests.factories.portfolio import document, make_item
from tests.factories.standards import make_standard

PAPER = "certificaat-eerste-hulp.pdf"
CHAT = {"name": "Een AI-chat", "is_ai": True, "used_for": "de eerste opzet"}


@pytest.fixture
def owner(db: None) -> Person:
    return PersonFactory()


@pytest.fixture
def work(owner: Person) -> EvidenceItem:
    return make_item(owner, file=PAPER)


def standing(item: EvidenceItem) -> Standing:
    fresh = EvidenceItem.objects.get(pk=item.pk)
    files = current_versions(fresh.files.all())
    return said_of(fresh, files=files, answers=list(fresh.authorships.all())).standing


def new_version(item: EvidenceItem, owner: Person) -> None:
    name = "certificaat-lastige-gesprekken.pdf"
    portfolio.add_file(
        item.pk, stream=BytesIO(document(name)), name=name, line=item.files.get(version=1).line, by=owner
    )


def test_what_is_said_is_said_of_the_files_of_that_moment(owner: Person, work: EvidenceItem) -> None:
    assert standing(work) == Standing.NOT_SAID

    said = portfolio.say_authorship(work.pk, made_by="alone", tools=[CHAT], by=owner)

    assert said.about == [work.files.get().sha256]
    assert said.tools == [CHAT]
    assert standing(work) == Standing.SAID


def test_a_new_version_asks_again_and_one_tap_confirms_it(owner: Person, work: EvidenceItem) -> None:
    first = portfolio.say_authorship(work.pk, made_by="together", with_whom="Noor", own_part="De tekst", by=owner)
    new_version(work, owner)
    assert standing(work) == Standing.TO_CONFIRM

    again = portfolio.confirm_authorship(work.pk, by=owner)

    assert standing(work) == Standing.SAID
    assert (again.with_whom, again.own_part) == ("Noor", "De tekst")
    assert again.about != first.about
    assert Authorship.objects.get(pk=first.pk).about == first.about  # what was said of the first version stays


def test_confirming_twice_is_confirming_once(owner: Person, work: EvidenceItem) -> None:
    portfolio.say_authorship(work.pk, made_by="alone", by=owner)

    portfolio.confirm_authorship(work.pk, by=owner)

    assert work.authorships.count() == 1


def test_another_text_of_a_story_asks_again(owner: Person) -> None:
    story = make_item(owner, kind="reflection", starr={"situation": "Op de markt."})
    portfolio.say_authorship(story.pk, made_by="alone", by=owner)

    portfolio.write_story(story.pk, result="Het liep goed af.", by=owner)

    assert standing(story) == Standing.TO_CONFIRM


@pytest.mark.parametrize(
    ("answer", "field"),
    [
        ({"made_by": ""}, "made_by"),
        ({"made_by": "somebody"}, "made_by"),
        ({"made_by": "together", "own_part": "De tekst"}, "with_whom"),
        ({"made_by": "together", "with_whom": "Noor"}, "own_part"),
        ({"made_by": "together", "with_whom": "N" * 301, "own_part": "x"}, "with_whom"),
        ({"made_by": "alone", "tools": [{"name": "Chat", "is_ai": True, "used_for": " "}]}, "tools"),
        ({"made_by": "alone", "tools": [{"name": "", "is_ai": True, "used_for": "alles"}]}, "tools"),
        ({"made_by": "alone", "tools": [CHAT] * 21}, "tools"),
    ],
)
def test_an_answer_that_is_not_whole_is_refused_at_its_field(
    owner: Person, work: EvidenceItem, answer: dict[str, Any], field: str
) -> None:
    with pytest.raises(InvalidInput) as caught:
        portfolio.say_authorship(work.pk, by=owner, **answer)

    assert caught.value.field == field
    assert not work.authorships.exists()


def test_alone_names_nobody(owner: Person, work: EvidenceItem) -> None:
    said = portfolio.say_authorship(work.pk, made_by="alone", with_whom="Noor", own_part="Alles", by=owner)

    assert (said.with_whom, said.own_part) == ("", "")


def test_it_is_not_asked_of_a_diploma(owner: Person) -> None:
    with pytest.raises(WrongState):
        portfolio.say_authorship(make_item(owner, kind="diploma").pk, made_by="alone", by=owner)


def test_only_the_owner_says_it(work: EvidenceItem) -> None:
    with pytest.raises(NotAllowed):
        portfolio.say_authorship(work.pk, made_by="alone", by=PersonFactory())


def test_nothing_can_be_confirmed_before_it_was_said(owner: Person, work: EvidenceItem) -> None:
    with pytest.raises(WrongState):
        portfolio.confirm_authorship(work.pk, by=owner)


class TestFrozen:
    @pytest.fixture
    def version(self, db: None) -> StandardVersion:
        return make_standard()

    @pytest.fixture
    def audience(self, owner: Person, work: EvidenceItem) -> Audience:
        made = portfolio.make_audience(owner)
        portfolio.share(work.pk, audience=made, by=owner)
        return made

    def test_the_answer_is_frozen_with_the_item(
        self, owner: Person, work: EvidenceItem, version: StandardVersion, audience: Audience
    ) -> None:
        portfolio.say_authorship(work.pk, made_by="alone", tools=[CHAT], by=owner)
        manifest = portfolio.freeze(audience.pk, version=version, by=owner)
        portfolio.say_authorship(work.pk, made_by="together", with_whom="Noor", own_part="Iets", by=owner)

        [item] = portfolio.manifest_contents(manifest).items

        assert item.authorship is not None
        assert item.authorship.made_by == "alone"
        assert item.authorship.tools == (CHAT,)
        assert item.authorship.is_of_this_version

    def test_an_answer_about_an_earlier_version_is_frozen_as_that(
        self, owner: Person, work: EvidenceItem, version: StandardVersion, audience: Audience
    ) -> None:
        portfolio.say_authorship(work.pk, made_by="alone", by=owner)
        new_version(work, owner)

        [item] = portfolio.manifest_contents(portfolio.freeze(audience.pk, version=version, by=owner)).items

        assert item.authorship is not None
        assert not item.authorship.is_of_this_version

    def test_the_statement_over_the_whole_is_in_the_manifest_in_the_words_of_the_page(
        self, owner: Person, version: StandardVersion, audience: Audience
    ) -> None:
        manifest = portfolio.freeze(audience.pk, version=version, by=owner)

        assert portfolio.manifest_contents(manifest).statement == str(statements.WHOLE)


@pytest.mark.parametrize(
    ("ticks", "made_by"),
    [
        ({"is_own_work": True, "co_authors": ""}, "alone"),
        ({"is_own_work": True, "co_authors": "Noor telde mee."}, "together"),
        ({"is_own_work": False, "co_authors": ""}, None),
    ],
)
def test_a_manifest_of_before_the_question_is_still_read(ticks: dict[str, Any], made_by: str | None) -> None:
    texts = dict.fromkeys(
        ("title", "what_it_shows", "organisation", "level", "holder", "code", "code_system"), "x"
    ) | dict.fromkeys(("period_from", "period_until", "issued_on", "valid_until"))
    content = {"kind": "work_product", "starr": {}, **texts, **ticks}
    item = {"id": "00000000-0000-0000-0000-000000000001", "content": content, "files": [], "work_processes": []}

    [read] = dossier_of({"items": [item], "practice": []}).items

    assert (read.authorship.made_by if read.authorship else None) == made_by
    assert read.places == ()


@given(story=st.dictionaries(st.sampled_from(["situation", "task", "action"]), st.text(max_size=20)))
def test_what_an_answer_is_about_changes_with_the_text_and_with_nothing_else(story: dict[str, str]) -> None:
    item = EvidenceItem(kind="reflection", starr=story)
    turned = EvidenceItem(kind="reflection", title="Anders", starr=dict(reversed(list(story.items()))))

    assert parts_of(item, []) == parts_of(turned, [])
    assert parts_of(item, []) != parts_of(EvidenceItem(kind="reflection", starr=story | {"result": "!"}), [])
