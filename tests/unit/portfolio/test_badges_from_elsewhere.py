"""Badges that somebody else issued, as evidence: checked on the spot, kept with what was found."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from credentials import services as credentials
from credentials.core.primitives.baking import bake_png, bake_svg
from credentials.core.stored_report import report_from_json
from foundation.errors import InvalidInput, NotAllowed
from foundation.people.models import Person
from portfolio import services as portfolio
from portfolio.errors import BadgeRefused
from portfolio.models import EvidenceFile, EvidenceItem, EvidenceKind, ImportedBadge
from portfolio.services.files import store
from tests.factories.credentials import ADDRESS, issued_badge
from tests.factories.documents import a_presentation, a_record, a_token, an_endorsed_badge, host_badge, internet
from tests.factories.people import PersonFactory
from tests.loopback import DocumentServer
from tests.unit.credentials.core.test_baking import png

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner() -> Person:
    return PersonFactory(email=ADDRESS)


@pytest.fixture
def server(tmp_path: Path, settings: Any) -> Iterator[DocumentServer]:
    with internet(tmp_path, settings) as running:
        yield running


def imported(owner: Person, data: bytes | str, name: str = "badge.json") -> ImportedBadge:
    data = data.encode() if isinstance(data, str) else data
    return portfolio.import_badge(owner, data=data, name=name, by=owner).imported_badge


@pytest.mark.parametrize("form", ["json", "png", "svg", "jwt"])
def test_a_valid_badge_in_each_form_becomes_evidence_of_its_holder(owner: Person, form: str) -> None:
    badge = issued_badge()
    data = {
        "json": badge.document.encode,
        "png": lambda: bake_png(png(), badge.document),
        "svg": lambda: bake_svg(b'<svg xmlns="http://www.w3.org/2000/svg"/>', badge.document),
        "jwt": lambda: a_token(badge),
    }[form]()

    kept = imported(owner, data, f"badge.{form}")

    assert kept.item.kind == EvidenceKind.BADGE
    assert kept.item.title == "Handhaver buitenruimte"
    assert kept.item.organisation == "Gemeente Waterrijk"
    assert kept.verdict == "valid"
    assert kept.holder == "yours"
    with closing(store().open(owner.pk, kept.file.sha256)) as stream:
        assert stream.read() == data  # byte for byte, so that anybody can check it again


def test_what_was_found_is_kept_with_results_and_alignments(owner: Person) -> None:
    report = imported(owner, issued_badge().document).report

    assert [unit["verdict"] for unit in report["credential"]["results"]] == [
        "recognised", "recognised", "partly", "not-yet",
    ]  # fmt: skip
    assert report["credential"]["standard"]["title"] == "Handhaver buitenruimte (voorbeeld)"


@pytest.mark.parametrize("make", [a_record, an_endorsed_badge, a_presentation], ids=["record", "endorsed", "shown"])
def test_a_kept_report_reads_back_as_it_was(make: Any) -> None:
    badge = issued_badge()
    document = {
        a_record: lambda: a_record(badge.issuer, [badge]),
        an_endorsed_badge: lambda: an_endorsed_badge(badge),
        a_presentation: lambda: json.dumps(a_presentation([badge])).encode(),
    }[make]()
    report = credentials.verify_bytes(document).report

    again = report_from_json(json.loads(json.dumps(report.as_json())))

    assert again.as_json() == report.as_json()
    assert again.verdict == report.verdict
    assert again.is_presentation == report.is_presentation


def test_a_record_is_evidence_too(owner: Person) -> None:
    badge = issued_badge()

    kept = imported(owner, a_record(badge.issuer, [badge]))

    assert kept.verdict == "valid"
    assert len(kept.report["inner"]) == 1


def test_a_badge_of_an_unknown_issuer_is_kept_but_never_as_valid(owner: Person, settings: Any) -> None:
    badge = issued_badge()
    type(badge.issuer).objects.filter(pk=badge.issuer_id).update(did="did:web:elders.example")

    assert imported(owner, badge.document).verdict == "undecided"


def test_a_withdrawn_badge_is_kept_with_its_warning(owner: Person) -> None:
    badge = issued_badge()
    credentials.revoke(badge.pk, because="Two names were mixed up.", by=None)

    kept = imported(owner, badge.document)

    assert kept.verdict == "invalid"
    assert any(check["code"] == "status.revoked" for check in kept.report["checks"])


def test_a_badge_of_somebody_else_is_kept_and_told_apart() -> None:
    kept = imported(PersonFactory(email="iemand@elders.example"), issued_badge().document)

    assert kept.verdict == "valid"
    assert kept.holder == "other"


def test_any_confirmed_address_makes_it_ones_own() -> None:
    person = PersonFactory(email="nieuw@werk.example", also=[ADDRESS])

    assert imported(person, issued_badge().document).holder == "yours"


def test_an_address_that_is_only_claimed_does_not() -> None:
    person = PersonFactory(email=ADDRESS, email_confirmed=False)

    assert imported(person, issued_badge().document).holder == "other"


@pytest.mark.parametrize(
    "data",
    [b"", b"zomaar een tekst", png(), b"%PDF-1.7", b'{"type": "Recept"}', b"{" * 100_000],
    ids=["empty", "text", "picture", "pdf", "json", "deep"],
)
def test_what_holds_no_badge_is_refused_and_leaves_nothing(owner: Person, data: bytes) -> None:
    with pytest.raises(BadgeRefused) as caught:
        portfolio.import_badge(owner, data=data, name="badge.png", by=owner)

    assert caught.value.report.verdict == "unreadable"
    assert not EvidenceItem.objects.exists()
    assert not (store().root / str(owner.pk)).exists()


def test_a_changed_badge_is_refused_with_its_report(owner: Person) -> None:
    document = issued_badge().document.replace("Handhaver buitenruimte", "Hoofd van de brandweer", 1)

    with pytest.raises(BadgeRefused) as caught:
        imported(owner, document)

    assert caught.value.report.verdict == "invalid"
    assert not EvidenceItem.objects.exists()


def test_a_badge_is_checked_again_and_the_file_stays_as_it_was(owner: Person) -> None:
    badge = issued_badge()
    kept = imported(owner, badge.document)
    credentials.revoke(badge.pk, because="Mistake.", by=None)

    again = portfolio.check_badge_again(kept.item_id, by=owner)

    assert again.verdict == "invalid"
    assert again.checked_at > kept.checked_at
    assert EvidenceFile.objects.get(item=kept.item_id).sha256 == kept.file.sha256


def test_only_its_owner_adds_and_checks(owner: Person) -> None:
    stranger, kept = PersonFactory(), imported(owner, issued_badge().document)

    with pytest.raises(NotAllowed):
        portfolio.import_badge(owner, data=issued_badge().document.encode(), name="b.json", by=stranger)
    with pytest.raises(NotAllowed):
        portfolio.check_badge_again(kept.item_id, by=stranger)


def test_a_badge_of_open_badges_2_is_fetched_from_its_link(server: DocumentServer) -> None:
    hosted = host_badge(server, address="beth@example.org")
    person = PersonFactory(email="beth@example.org")

    item = portfolio.import_badge_from(person, address=hosted["id"], by=person)

    assert item.imported_badge.came_from == hosted["id"]
    assert item.imported_badge.holder == "yours"
    assert any(check["code"] == "proof.hosted" for check in item.imported_badge.report["checks"])


def test_a_badge_of_ours_is_found_by_its_code(owner: Person) -> None:
    assert portfolio.import_badge_from(owner, address=issued_badge().code, by=owner).imported_badge.verdict == "valid"


@pytest.mark.parametrize("address", ["http://127.0.0.1/badge", "https://elders.example/badge.json", "geen adres"])
def test_a_link_that_gives_no_badge_says_what_to_do(owner: Person, address: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        portfolio.import_badge_from(owner, address=address, by=owner)

    assert caught.value.field == "address"
    assert not EvidenceItem.objects.exists()
