"""A dossier that was handed in doesn't change under those who score it."""

from __future__ import annotations

import hashlib
import json
from io import BytesIO

import pytest
from django.utils import timezone

from foundation.errors import InvalidInput
from portfolio import selectors
from portfolio import services as portfolio
from portfolio.models import EvidenceFile, Manifest
from tests.factories.people import PersonFactory
from tests.factories.portfolio import document, make_item
from tests.factories.standards import make_standard

pytestmark = pytest.mark.django_db

DIPLOMA = "diploma-toezicht-op-straat.pdf"


@pytest.fixture
def owner():
    return PersonFactory()


@pytest.fixture
def version():
    return make_standard()


@pytest.fixture
def audience(owner):
    return portfolio.make_audience(owner)


@pytest.fixture
def item(owner, version, audience):
    item = make_item(owner, file=DIPLOMA, work_processes=[version.work_processes.get(code="W1")], title="Zoals het was")
    portfolio.share(item.pk, audience=audience, by=owner)
    return item


def test_what_was_frozen_stays_as_it_was(owner, version, audience, item):
    manifest = portfolio.freeze(audience.pk, version=version, by=owner)

    portfolio.change_item(item.pk, title="Anders", by=owner)
    portfolio.link_item(item.pk, work_processes=version.work_processes.all(), by=owner)
    portfolio.add_file(
        item.pk,
        stream=BytesIO(document("certificaat-eerste-hulp.pdf")),
        name="nieuw.pdf",
        line=item.files.get().line,
        by=owner,
    )
    portfolio.remove_item(item.pk, by=owner)

    [frozen] = portfolio.manifest_contents(Manifest.objects.get(pk=manifest.pk)).items
    assert frozen.title == "Zoals het was"
    assert frozen.work_processes == {"W1"}
    assert [file.name for file in frozen.files] == [DIPLOMA]
    opened = portfolio.open_frozen_file(manifest, frozen.files[0].id, by=PersonFactory(), form="original")
    with opened.stream as stream:
        assert hashlib.sha256(stream.read()).hexdigest() == frozen.files[0].sha256


def test_the_manifests_sha256_is_that_of_its_document(owner, version, audience, item):
    manifest = portfolio.freeze(audience.pk, version=version, by=owner)

    assert manifest.sha256 == hashlib.sha256(manifest.document.encode()).hexdigest()
    assert json.loads(manifest.document)["items"][0]["files"][0]["sha256"] == item.files.get().sha256


def test_a_second_freezing_makes_a_second_manifest(owner, version, audience, item):
    first = portfolio.freeze(audience.pk, version=version, by=owner)
    second = portfolio.freeze(audience.pk, version=version, by=owner)

    assert (first.number, second.number) == (1, 2)


def test_only_what_is_shared_and_present_is_frozen(owner, version, audience, item):
    make_item(owner, title="Niet gedeeld")
    removed = make_item(owner, title="Weggehaald")
    portfolio.share(removed.pk, audience=audience, by=owner)
    portfolio.remove_item(removed.pk, by=owner)

    manifest = portfolio.freeze(audience.pk, version=version, by=owner)

    assert [frozen.title for frozen in portfolio.manifest_contents(manifest).items] == ["Zoals het was"]


def test_an_empty_dossier_is_not_frozen(owner, version, audience):
    with pytest.raises(InvalidInput):
        portfolio.freeze(audience.pk, version=version, by=owner)


def test_a_file_outside_the_dossier_does_not_open_through_it(owner, version, audience, item):
    manifest = portfolio.freeze(audience.pk, version=version, by=owner)
    other = make_item(owner, file="certificaat-eerste-hulp.pdf")

    with pytest.raises(EvidenceFile.DoesNotExist):
        portfolio.open_frozen_file(manifest, other.files.get().pk, by=PersonFactory())


def test_reading_a_frozen_file_is_in_the_owners_log(owner, version, audience, item):
    manifest = portfolio.freeze(audience.pk, version=version, by=owner)
    assessor = PersonFactory()

    portfolio.open_frozen_file(manifest, item.files.get().pk, by=assessor).stream.close()

    assert selectors.reading_log(owner).get().actor_id == assessor.pk


def test_coverage_says_per_work_process_what_is_missing(owner, version, audience, item, django_assert_num_queries):
    with django_assert_num_queries(3):
        rows = selectors.coverage(owner, version, on=timezone.localdate(), audience=audience)

    signals = {row.work_process.code: row.signal for row in rows}
    assert signals == {"W1": "too-little", "W2": "nothing-yet", "W3": "nothing-yet"}


def test_a_work_process_with_words_about_the_work_alone_is_pointed_out(owner, version):
    work_process = version.work_processes.get(code="W2")
    for number in range(2):
        make_item(owner, kind="testimony", title=f"Brief {number}", work_processes=[work_process])

    rows = selectors.coverage(owner, version, on=timezone.localdate())

    assert {row.work_process.code: row.signal for row in rows}["W2"] == "only-indirect"
