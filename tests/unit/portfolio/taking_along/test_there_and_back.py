"""Export, import, export: nothing is lost, and nothing is believed that was only brought along."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone
from jsonschema import Draft202012Validator

from credentials import services as credentials
from credentials.models import Badge
from foundation.people.models import Person
from portfolio import selectors
from portfolio import services as portfolio
from portfolio.models import (
    Arrived,
    CoveredCopy,
    EvidenceItem,
    EvidenceLink,
    ImportedBadge,
    Repetition,
    RepetitionPhoto,
)
from portfolio.services.files import store
from portfolio.taking_along import import_portfolio
from portfolio.taking_along.format import schema_bytes
from portfolio.taking_along.parts import PARTS
from tests.factories.outcomes import issued
from tests.factories.people import PersonFactory
from tests.factories.standards import make_standard
from tests.unit.portfolio.taking_along.travelling import BOXES, entries_of, exported, full_portfolio, with_document

pytestmark = pytest.mark.django_db


@pytest.fixture
def version():
    return make_standard(repetitions={"W1": 10})


@pytest.fixture
def owner(version):
    return full_portfolio(version)


@pytest.fixture
def other():
    """The same person elsewhere: another account, the same name and language."""
    return PersonFactory(name="Fatima el Amrani", language="nl")


def test_export_import_export_is_the_same_but_for_about(owner, other):
    first = exported(owner)
    done = import_portfolio(first, to=other, by=other)
    second = exported(other)

    before, after = entries_of(first), entries_of(second)
    assert done.new["items"] == 3
    assert before.keys() == after.keys()
    assert [name for name in before if before[name] != after[name]] == ["about.json"]


def test_the_same_content_is_the_same_zip_but_for_about(owner):
    first, second = entries_of(exported(owner)), entries_of(exported(owner))

    assert list(first) == sorted(first)
    assert [name for name in first if first[name] != second[name]] == ["about.json"]


def test_the_document_is_as_its_published_schema_says(owner):
    entries = entries_of(exported(owner))
    schema = json.loads(entries["portfolio.schema.json"])

    Draft202012Validator(schema).validate(json.loads(entries["portfolio.json"]))
    assert entries["portfolio.schema.json"] == schema_bytes() == Path("docs/portfolio.schema.json").read_bytes()


def test_each_part_is_described_in_the_schema():
    described = set(json.loads(schema_bytes())["properties"]) - {"$schema", "format", "version"}

    assert [part.name for part in PARTS if part.name not in described] == []
    assert described == {part.name for part in PARTS}


def test_the_same_export_twice_adds_nothing(owner, other):
    archive = exported(owner)
    import_portfolio(archive, to=other, by=other)

    again = import_portfolio(archive, to=other, by=other)

    assert again.is_known
    assert EvidenceItem.objects.filter(owner=other).count() == 3
    assert import_portfolio(archive, to=owner, by=owner).is_known


def test_a_later_export_adds_only_what_is_new(owner, other):
    import_portfolio(exported(owner), to=other, by=other)
    portfolio.add_item(owner, kind="work_product", title="Nieuw plan", by=owner)

    done = import_portfolio(exported(owner), to=other, by=other)

    assert (done.new["items"], done.known["items"]) == (1, 3)
    assert EvidenceItem.objects.filter(owner=other).count() == 4


def test_the_files_come_along_byte_for_byte(owner, other):
    import_portfolio(exported(owner), to=other, by=other)

    for file in [file for item in other.evidence.all() for file in item.files.all()]:
        with store().open(other.pk, file.sha256) as mine, store().open(owner.pk, file.sha256) as theirs:
            assert mine.read() == theirs.read()


def test_what_was_covered_is_covered_from_the_first_moment(owner, other):
    import_portfolio(exported(owner), to=other, by=other)

    (copy,) = CoveredCopy.objects.filter(owner=other, ended_at=None)
    assert (copy.file.version, copy.boxes) == (2, BOXES)
    assert store().exists(other.pk, copy.sha256)
    assert store().exists(other.pk, copy.preview_sha256)


def test_what_a_witness_confirmed_elsewhere_comes_along_and_does_not_count(owner, other, version):
    import_portfolio(exported(owner), to=other, by=other)

    there = selectors.practice_counts(owner, version, on=timezone.localdate())
    here = selectors.practice_counts(other, version, on=timezone.localdate())
    assert [count.confirmed for count in there.values()] == [2]
    assert [count.confirmed for count in here.values()] == [0]
    entry = Repetition.objects.get(owner=other, task="Briefing")
    decision = Arrived.objects.get(record=entry.pk).kept["decisions"][0]
    assert (entry.state, decision["state"]) == ("noted", "confirmed")
    assert decision["where"].startswith("http")


def test_an_entry_that_was_changed_after_its_arrival_loses_what_was_decided_of_it(owner, other):
    import_portfolio(exported(owner), to=other, by=other)
    entry = Repetition.objects.get(owner=other, task="Briefing")

    portfolio.change_repetition(entry.pk, count=400, by=other)

    rows = json.loads(entries_of(exported(other))["portfolio.json"])["practice"]
    assert [row["decisions"] for row in rows if row["count"] == 400] == [[]]


def test_a_work_process_that_is_unknown_here_is_kept_in_words_and_goes_along_again(owner, other):
    def elsewhere(document):
        for row in document["practice"]:
            row["for"]["standard"]["uri"] = "https://elders.example/standaard"
        for item in document["items"]:
            for link in item["links"]:
                link["standard"]["uri"] = "https://elders.example/standaard"

    archive = with_document(exported(owner), elsewhere)
    import_portfolio(archive, to=other, by=other)

    assert not EvidenceLink.objects.filter(item__owner=other).exists()
    assert not Repetition.objects.filter(owner=other).exists()
    assert entries_of(exported(other))["portfolio.json"] == entries_of(archive)["portfolio.json"]


def test_a_badge_from_elsewhere_is_checked_anew_where_it_arrives(other):
    """A badge is no file that an upload would take; and what was found of it elsewhere is not believed."""
    owner = PersonFactory(name=other.name, language="nl")
    badge = Badge.objects.get(claim_key=issued().badge_claim_key)
    portfolio.import_badge(
        owner, data=badge.document.encode(), name="badge.json", by=owner, came_from="https://a.example"
    )

    first = exported(owner)
    import_portfolio(first, to=other, by=other)

    here = ImportedBadge.objects.get(owner=other)
    assert (here.verdict, here.came_from) == ("valid", "https://a.example")
    assert entries_of(exported(other))["portfolio.json"] == entries_of(first)["portfolio.json"]


def test_badges_that_were_issued_go_along_and_along_again(other):
    badge = Badge.objects.get(claim_key=issued().badge_claim_key)
    owner = badge.recipient
    type(owner).objects.filter(pk=owner.pk).update(name=other.name, language=other.language)
    credentials.badge_picture(badge, "png")

    first = exported(type(owner).objects.get(pk=owner.pk))
    import_portfolio(first, to=other, by=other)

    before, after = entries_of(first), entries_of(exported(other))
    assert {f"badges/{badge.pk}.json", f"badges/{badge.pk}.png"} < before.keys()
    assert before[f"badges/{badge.pk}.json"] == badge.document.encode()
    assert [name for name in before if before[name] != after.get(name)] == ["about.json"]


def test_a_photo_stays_with_its_entry(owner, other):
    entry = Repetition.objects.get(owner=owner, task="Ronde")
    RepetitionPhoto.objects.create(repetition=entry, item=owner.evidence.get(title="Diploma toezicht"))

    import_portfolio(exported(owner), to=other, by=other)

    photo = RepetitionPhoto.objects.get(repetition__owner=other)
    assert (photo.repetition.task, photo.item.title, photo.item.owner) == ("Ronde", "Diploma toezicht", other)


def test_the_page_needs_no_script_and_names_every_item(owner):
    page = entries_of(exported(owner))["index.html"].decode()

    assert "<script" not in page
    assert '<html lang="nl">' in page
    for title in ("Diploma toezicht", "Verhaal", "Oud plan", "Briefing"):
        assert title in page


def test_the_page_speaks_the_language_of_its_person(version):
    owner = PersonFactory(language="en")

    assert '<html lang="en">' in entries_of(exported(owner))["index.html"].decode()


def test_the_commands_take_a_portfolio_from_one_person_to_another(owner, other, tmp_path, capsys):
    out = tmp_path / "portfolio.zip"
    call_command("export_portfolio", owner.email, str(out))
    call_command("import_portfolio", str(out), "--for", other.email)
    call_command("import_portfolio", str(out), "--for", other.email)

    said = capsys.readouterr().out
    assert "3 items" in said
    assert "Nothing was added" in said
    assert other.evidence.count() == 3
    assert [path.name for path in tmp_path.iterdir()] == ["portfolio.zip"]


def test_an_empty_portfolio_goes_along_as_well(other):
    archive = exported(PersonFactory())

    assert import_portfolio(archive, to=other, by=other).is_known
    assert isinstance(archive, BytesIO)
    assert Person.objects.get(pk=other.pk).arrivals.count() == 0
