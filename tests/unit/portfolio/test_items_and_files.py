"""Evidence items and their files."""

from __future__ import annotations

import hashlib
from datetime import date
from io import BytesIO

import pytest
from PIL import Image

from foundation.audit.models import AuditEntry
from foundation.errors import InvalidInput, NotAllowed
from portfolio import selectors
from portfolio import services as portfolio
from portfolio.models import EvidenceFile, EvidenceItem
from portfolio.services.files import store
from tests.factories.people import PersonFactory
from tests.factories.portfolio import document, make_item
from tests.factories.standards import make_standard

pytestmark = pytest.mark.django_db

DIPLOMA = "diploma-toezicht-op-straat.pdf"
SIDEWAYS = "foto-certificaat-op-tafel.jpg"


@pytest.fixture
def owner():
    return PersonFactory(name="Fatima el Amrani")


def test_a_diploma_is_read_and_what_was_read_stays_apart_from_what_is_typed(owner):
    item = portfolio.add_item_from_file(owner, stream=BytesIO(document(DIPLOMA)), name=DIPLOMA, by=owner)
    read_title = item.files.get().reading["title"]["value"]
    assert item.title == read_title
    assert item.reading_confirmed_at is None

    portfolio.confirm_reading(item.pk, title="Mijn diploma", by=owner)

    item.refresh_from_db()
    assert item.title == "Mijn diploma"
    assert item.reading_confirmed_at is not None
    assert item.files.get().reading["title"]["value"] == read_title


def test_a_file_is_kept_under_its_sha256_and_given_back_unchanged(owner):
    item = make_item(owner, file=SIDEWAYS)

    file = item.files.get()
    assert file.sha256 == hashlib.sha256(document(SIDEWAYS)).hexdigest()
    with portfolio.open_file(file.pk, by=owner, form="original").stream as stream:
        assert stream.read() == document(SIDEWAYS)


def test_the_preview_of_a_photo_stands_upright_and_holds_no_place(owner):
    item = make_item(owner, file=SIDEWAYS)

    with portfolio.open_file(item.files.get().pk, by=owner).stream as stream:
        picture = Image.open(stream)
        picture.load()
    with Image.open(BytesIO(document(SIDEWAYS))) as original:
        assert original.getexif()  # there was something to take out
        assert (original.width > original.height) != (picture.width > picture.height)
    assert not picture.getexif()


def test_replacing_a_file_adds_a_version_and_keeps_the_first(owner):
    item = make_item(owner, file=DIPLOMA)
    first = item.files.get()

    second = portfolio.add_file(
        item.pk, stream=BytesIO(document("certificaat-eerste-hulp.pdf")), name="nieuw.pdf", line=first.line, by=owner
    )

    assert (first.version, second.version) == (1, 2)
    assert item.files.count() == 2
    assert store().exists(owner.pk, first.sha256)


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "leeg.pdf", "empty"),
        (b"MZ\x90\x00" + b"\x00" * 100, "programma.pdf", "type-mismatch"),
        (b"<html><script>alert(1)</script></html>", "foto.png", "type-mismatch"),
        (b"%PDF-1.7\n1 0 obj\n<<", "afgebroken.pdf", "damaged"),
        (b"datum;taak\n", "log.csv", "type-not-allowed"),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused_with_its_reason_and_leaves_nothing(owner, content, name, code):
    item = make_item(owner)

    with pytest.raises(InvalidInput) as caught:
        portfolio.add_file(item.pk, stream=BytesIO(content), name=name, by=owner)

    assert caught.value.code == code
    assert not EvidenceFile.objects.exists()
    assert not store().exists(owner.pk, hashlib.sha256(content).hexdigest())


def test_a_refused_copy_does_not_take_the_good_file_with_it(owner, settings):
    item = make_item(owner, file=DIPLOMA)
    settings.ERKEND_MAX_PERSON_BYTES = 1

    portfolio.add_file(item.pk, stream=BytesIO(document(DIPLOMA)), name="weer.pdf", by=owner)

    assert store().exists(owner.pk, item.files.first().sha256)


def test_a_full_portfolio_says_so(owner, settings):
    item = make_item(owner)
    settings.ERKEND_MAX_PERSON_BYTES = 1024 * 1024
    EvidenceFile.objects.create(
        item=item,
        owner=owner,
        line=item.pk,
        sha256="0" * 64,
        name="groot.pdf",
        media_type="application/pdf",
        size=1024 * 1024,
    )

    with pytest.raises(InvalidInput) as caught:
        portfolio.add_file(item.pk, stream=BytesIO(document(DIPLOMA)), name=DIPLOMA, by=owner)

    assert caught.value.code == "portfolio.full"


def test_the_same_file_in_another_item_is_pointed_out(owner):
    make_item(owner, file=DIPLOMA)

    again = make_item(owner, file=DIPLOMA)

    assert "already-in-portfolio" in again.files.get().warnings


def test_only_the_owner_changes_a_portfolio(owner):
    item, stranger = make_item(owner), PersonFactory()

    for change in (
        lambda: portfolio.change_item(item.pk, title="Van mij", by=stranger),
        lambda: portfolio.add_item(owner, kind="diploma", title="Erbij", by=stranger),
        lambda: portfolio.remove_item(item.pk, by=stranger),
        lambda: portfolio.add_file(item.pk, stream=BytesIO(document(DIPLOMA)), name=DIPLOMA, by=stranger),
    ):
        with pytest.raises(NotAllowed):
            change()


def test_somebody_elses_item_is_simply_not_there(owner):
    item = make_item(owner, file=DIPLOMA)
    stranger = PersonFactory()

    assert not EvidenceItem.objects.visible_to(stranger).exists()
    with pytest.raises(EvidenceFile.DoesNotExist):
        portfolio.open_file(item.files.get().pk, by=stranger)


def test_a_removed_item_can_be_put_back(owner):
    item = make_item(owner)

    portfolio.remove_item(item.pk, by=owner)
    assert not selectors.items_of(owner).exists()

    portfolio.restore_item(item.pk, by=owner)
    assert selectors.items_of(owner).get() == item


def test_a_coach_reads_what_is_shared_and_the_owner_sees_that(owner):
    coach, item = PersonFactory(), make_item(owner, file=DIPLOMA)
    audience = portfolio.make_audience(owner)
    portfolio.set_audience_member(audience, coach, reads_frozen_only=False)
    assert not EvidenceItem.objects.visible_to(coach).exists()

    portfolio.share(item.pk, audience=audience, by=owner)
    portfolio.open_file(item.files.get().pk, by=coach).stream.close()

    entry = selectors.reading_log(owner).get()
    assert entry.actor_id == coach.pk
    assert entry.data["item"] == str(item.pk)


def test_ending_a_share_closes_the_item_at_once(owner):
    coach, item = PersonFactory(), make_item(owner)
    audience = portfolio.make_audience(owner)
    portfolio.set_audience_member(audience, coach, reads_frozen_only=False)
    portfolio.share(item.pk, audience=audience, by=owner)

    portfolio.end_share(item.pk, audience=audience, by=owner)

    assert not EvidenceItem.objects.visible_to(coach).exists()


def test_an_assessor_does_not_read_the_living_item(owner):
    assessor, item = PersonFactory(), make_item(owner)
    audience = portfolio.make_audience(owner)
    portfolio.set_audience_member(audience, assessor, reads_frozen_only=True)

    portfolio.share(item.pk, audience=audience, by=owner)

    assert not EvidenceItem.objects.visible_to(assessor).exists()


def test_nobody_else_gets_the_original_of_a_photo(owner):
    coach, item = PersonFactory(), make_item(owner, file=SIDEWAYS)
    audience = portfolio.make_audience(owner)
    portfolio.set_audience_member(audience, coach, reads_frozen_only=False)
    portfolio.share(item.pk, audience=audience, by=owner)

    with portfolio.open_file(item.files.get().pk, by=coach, form="original").stream as stream:
        assert stream.read() != document(SIDEWAYS)


def test_linking_replaces_the_list_within_a_standard_and_leaves_other_standards_alone(owner):
    one, other = make_standard(), make_standard()
    item = make_item(owner, work_processes=[other.work_processes.first()])
    first, second = one.work_processes.all()[:2]

    portfolio.link_item(item.pk, work_processes=[first], by=owner)
    portfolio.link_item(item.pk, work_processes=[second], by=owner)

    assert {link.work_process_id for link in item.links.all()} == {second.pk, other.work_processes.first().pk}


def test_a_period_that_ends_before_it_begins_is_refused_at_its_field(owner):
    with pytest.raises(InvalidInput) as caught:
        make_item(owner, period_from=date(2026, 2, 1), period_until=date(2026, 1, 1))

    assert caught.value.field == "period_until"


def test_every_change_is_in_the_owners_log(owner):
    item = make_item(owner, file=DIPLOMA)
    portfolio.remove_item(item.pk, by=owner)

    events = list(AuditEntry.objects.filter(chain=owner.audit_chain).values_list("event", flat=True))
    assert events[-3:] == ["evidence.added", "evidence.file-added", "evidence.removed"]
