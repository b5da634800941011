"""Covering: what others get holds nothing of what lies under a block; the original stays with its owner."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from foundation.errors import InvalidInput, NotAllowed, WrongState
from foundation.people.models import Person
from portfolio import services as portfolio
from portfolio.models import CoveredCopy, EvidenceFile
from portfolio.reading.covering import burn
from portfolio.services.covering import proposed_boxes
from portfolio.services.files import store
from tests.factories.people import PersonFactory
from tests.factories.portfolio import document, make_item
from tests.factories.standards import make_standard
from tests.unit.portfolio.reading.paper import Paper

BSN, NO_BSN = "123456782", "123456789"
PHOTO = "foto-certificaat-op-tafel.jpg"
WHOLE = {"page": 1, "x": 0, "y": 0, "width": 1, "height": 1}


@pytest.fixture
def owner(db: None) -> Person:
    return PersonFactory()


@pytest.fixture
def reader(owner: Person) -> Person:
    return PersonFactory()


@pytest.fixture
def shared_with(owner: Person) -> Any:
    """Share an item with somebody who reads living items (a coach)."""

    def share(file: EvidenceFile, reader: Person) -> None:
        audience = portfolio.make_audience(owner)
        portfolio.set_audience_member(audience, reader, reads_frozen_only=False)
        portfolio.share(file.item_id, audience=audience, by=owner)

    return share


def paper(owner: Person, *, pages: int = 2) -> EvidenceFile:
    """A PDF with a BSN on its first page and a name in its metadata."""
    made = Paper().at(80, 120, f"BSN {BSN} van Noor de Wit").at(80, 160, f"Zaaknummer {NO_BSN}")
    for _ in range(pages - 1):
        made.new_page().at(80, 120, "Tweede bladzijde")
    pdf = made.pdf()
    pdf.docinfo["/Author"] = "Noor de Wit"
    data = BytesIO()
    pdf.save(data)
    item = make_item(owner)
    return portfolio.add_file(item.pk, stream=BytesIO(data.getvalue()), name="verslag.pdf", by=owner)


def photo(owner: Person) -> EvidenceFile:
    return make_item(owner, file=PHOTO).files.get()


def bytes_of(file: EvidenceFile, by: Person, form: Any = "original") -> bytes:
    with portfolio.open_file(file.pk, by=by, form=form).stream as stream:
        return stream.read()


def text_of(data: bytes) -> str:
    return "".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(data))


def test_the_copy_of_a_pdf_is_pixels_and_nothing_else(owner: Person, reader: Person, shared_with: Any) -> None:
    file = paper(owner)
    shared_with(file, reader)
    portfolio.cover_file(file.pk, boxes=[WHOLE], by=owner)

    copy = bytes_of(file, reader)

    assert text_of(copy) == ""
    assert BSN.encode() not in copy
    assert b"Noor" not in copy
    with pikepdf.open(BytesIO(copy)) as pdf:
        assert len(pdf.pages) == 2
        assert not pdf.docinfo
        assert "/Metadata" not in pdf.Root
        drawn = [thing for page in pdf.pages for thing in page.Resources.XObject.values()]
        assert {str(thing.Subtype) for thing in drawn} == {"/Image"}
        assert len(pdf.objects) <= 12  # catalogue, pages, and a page, its drawing and its picture for each
    first = pypdfium2.PdfDocument(copy)[0].render(scale=0.5).to_pil().convert("L")
    assert max(first.tobytes()) < 60  # the block covers the whole page


def test_the_owner_keeps_the_original(owner: Person) -> None:
    file = paper(owner)
    before = bytes_of(file, owner)

    portfolio.cover_file(file.pk, boxes=[WHOLE], by=owner)

    assert bytes_of(file, owner) == before
    assert BSN in text_of(before)


def test_a_covered_photo_has_its_blocks_in_the_pixels_of_copy_and_preview(
    owner: Person, reader: Person, shared_with: Any
) -> None:
    file = photo(owner)
    shared_with(file, reader)
    half = {"page": 1, "x": 0, "y": 0, "width": 1, "height": 0.5}
    portfolio.cover_file(file.pk, boxes=[half], by=owner)

    for form in ("preview", "original"):
        seen = Image.open(BytesIO(bytes_of(file, reader, form)))
        top = seen.convert("L").crop((0, 0, seen.width, int(seen.height * 0.48)))
        bottom = seen.convert("L").crop((0, int(seen.height * 0.52), seen.width, seen.height))
        assert max(top.tobytes()) < 60
        assert max(bottom.tobytes()) > 120
        assert not seen.getexif()


def test_a_manifest_holds_the_covered_copy_and_no_trace_of_the_original(owner: Person) -> None:
    version, file = make_standard(), paper(owner)
    audience = portfolio.make_audience(owner)
    portfolio.share(file.item_id, audience=audience, by=owner)
    copy = portfolio.cover_file(file.pk, boxes=[WHOLE], by=owner)

    manifest = portfolio.freeze(audience.pk, version=version, by=owner)

    [frozen] = portfolio.manifest_contents(manifest).items[0].files
    assert (frozen.sha256, frozen.is_covered) == (copy.sha256, True)
    assert file.sha256 not in manifest.document
    with portfolio.open_frozen_file(manifest, file.pk, by=PersonFactory(), form="original").stream as stream:
        assert text_of(stream.read()) == ""


def test_what_was_handed_in_covered_stays_so(owner: Person) -> None:
    version, file = make_standard(), paper(owner)
    audience = portfolio.make_audience(owner)
    portfolio.share(file.item_id, audience=audience, by=owner)
    portfolio.cover_file(file.pk, boxes=[WHOLE], by=owner)
    manifest = portfolio.freeze(audience.pk, version=version, by=owner)

    portfolio.uncover_file(file.pk, by=owner)

    page = portfolio.open_frozen_page(manifest, file.pk, page=1, by=PersonFactory())
    assert max(Image.open(BytesIO(page)).convert("L").tobytes()) < 60


def test_others_never_see_an_earlier_version_that_lies_open(owner: Person, reader: Person, shared_with: Any) -> None:
    first = paper(owner)
    shared_with(first, reader)
    portfolio.add_file(
        first.item_id, stream=BytesIO(document("certificaat-eerste-hulp.pdf")), name="2.pdf", line=first.line, by=owner
    )

    with pytest.raises(EvidenceFile.DoesNotExist):
        portfolio.open_file(first.pk, by=reader, form="original")
    assert bytes_of(first, owner)


def test_covering_again_makes_another_copy_and_the_newest_counts(owner: Person) -> None:
    file = photo(owner)
    portfolio.cover_file(file.pk, boxes=[WHOLE], by=owner)

    newest = portfolio.cover_file(file.pk, boxes=[{**WHOLE, "height": 0.2}], by=owner)

    assert CoveredCopy.objects.get(file=file, ended_at=None) == newest
    assert CoveredCopy.objects.filter(file=file).count() == 2


def test_a_number_that_passes_the_eleven_test_is_proposed_where_it_stands(owner: Person) -> None:
    file = paper(owner)

    [box] = proposed_boxes(file)

    assert box["page"] == 1
    assert box["x"] < 105 / 595 < box["x"] + box["width"]  # behind "BSN "
    assert box["y"] < 117 / 842 < box["y"] + box["height"]
    assert box["height"] < 0.05


def test_a_new_version_is_proposed_the_boxes_of_the_one_before(owner: Person) -> None:
    first = paper(owner)
    portfolio.cover_file(first.pk, boxes=[{**WHOLE, "height": 0.25}, {**WHOLE, "page": 2}], by=owner)
    second = portfolio.add_file(
        first.item_id, stream=BytesIO(document("certificaat-eerste-hulp.pdf")), name="2.pdf", line=first.line, by=owner
    )

    assert [box["height"] for box in proposed_boxes(second)] == [0.25]  # its only page


@pytest.mark.parametrize(
    "boxes",
    [
        [],
        [{**WHOLE, "page": 3}],
        [{**WHOLE, "page": 0}],
        [{**WHOLE, "x": 1}],
        [{**WHOLE, "x": -0.1}],
        [{**WHOLE, "width": 0}],
        [{**WHOLE, "width": float("nan")}],
        [{**WHOLE, "width": float("inf")}],
        [{**WHOLE, "x": "0"}],
        [{"page": 1}],
        [WHOLE] * 301,
    ],
    ids=["none", "page-3", "page-0", "outside", "negative", "flat", "nan", "endless", "text", "half", "too-many"],
)
def test_boxes_that_make_no_sense_are_refused_and_the_copy_of_before_stays(owner: Person, boxes: Any) -> None:
    file = paper(owner)
    before = portfolio.cover_file(file.pk, boxes=[WHOLE], by=owner)

    with pytest.raises(InvalidInput) as caught:
        portfolio.cover_file(file.pk, boxes=boxes, by=owner)

    assert caught.value.field == "boxes"
    assert CoveredCopy.objects.get(file=file, ended_at=None) == before


def test_a_pdf_of_too_many_pages_is_refused_with_what_to_do(owner: Person) -> None:
    file = paper(owner, pages=41)

    with pytest.raises(InvalidInput) as caught:
        portfolio.cover_file(file.pk, boxes=[WHOLE], by=owner)

    assert "40" in str(caught.value.message)
    assert not CoveredCopy.objects.exists()


def test_only_the_owner_covers(owner: Person, reader: Person, shared_with: Any) -> None:
    file = photo(owner)
    shared_with(file, reader)

    with pytest.raises(NotAllowed):
        portfolio.cover_file(file.pk, boxes=[WHOLE], by=reader)
    with pytest.raises(NotAllowed):
        portfolio.uncover_file(file.pk, by=reader)


def test_what_is_no_picture_cannot_be_covered(owner: Person) -> None:
    file = photo(owner)
    EvidenceFile.objects.filter(pk=file.pk).update(media_type="audio/mp4")

    with pytest.raises(WrongState):
        portfolio.cover_file(file.pk, boxes=[WHOLE], by=owner)


def test_the_store_keeps_nothing_of_a_refused_covering(owner: Person) -> None:
    file = paper(owner)
    before = sorted((store().root / str(owner.pk)).iterdir())

    with pytest.raises(InvalidInput):
        portfolio.cover_file(file.pk, boxes=[], by=owner)

    assert sorted((store().root / str(owner.pk)).iterdir()) == before


fractions = st.floats(0, 0.9)


@given(x=fractions, y=fractions, width=st.floats(0.001, 0.1), height=st.floats(0.001, 0.1))
def test_no_pixel_that_a_box_touches_stays_as_it_was(x: float, y: float, width: float, height: float) -> None:
    image = Image.new("RGB", (137, 83), "white")

    burn(image, [{"page": 1, "x": x, "y": y, "width": width, "height": height}])

    for column in range(int(x * 137), min(137, int((x + width) * 137) + 1)):
        for row in range(int(y * 83), min(83, int((y + height) * 83) + 1)):
            touched = column < (x + width) * 137 and row < (y + height) * 83
            assert not touched or image.getpixel((column, row)) != (255, 255, 255)
