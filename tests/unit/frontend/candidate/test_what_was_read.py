"""What the item's page says of a file: whose signature it carries, what was read in it, and where."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from django.urls import reverse

from portfolio import services as portfolio
from portfolio.models import EvidenceKind
from tests.factories.people import PersonFactory
from tests.unit.portfolio.reading.letters import paragraph, word
from tests.unit.portfolio.reading.paper import Paper
from tests.unit.portfolio.reading.signing import SIGNER, Signing

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def signing():
    return Signing()


@pytest.fixture
def owner():
    return PersonFactory(name="Roos Terpstra")


@pytest.fixture
def page_of(client, owner):
    """The page of an item that is made of a file, for its owner; and the item."""

    def show(content, name="uittreksel.pdf"):
        item = portfolio.add_item_from_file(owner, stream=BytesIO(content), name=name, by=owner)
        client.force_login(owner)
        return client.get(reverse("item", args=[item.pk])).content.decode(), item

    return show


def diploma():
    return (
        Paper()
        .at(70, 60, "DIPLOMA", size=24, font="bold")
        .at(70, 120, "Naam: Roos Terpstra")
        .at(70, 420, "Crebo: 25409")
        .content(compress_streams=False)
    )


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("verified", "Handtekening gecontroleerd"),
        ("broken", "Handtekening verbroken"),
        ("untrusted", "Handtekening van een onbekende"),
        ("not-signed", "Dit bestand is niet digitaal ondertekend."),
    ],
)
def test_each_of_four_signatures_has_words_of_its_own(page_of, signing, settings, state, words):
    signed = signing.signed(diploma())
    settings.ERKEND_SIGNATURE_ROOTS = () if state == "untrusted" else (signing.root,)
    content = {"not-signed": diploma(), "broken": signed.replace(b"25409", b"25499")}.get(state, signed)

    page, item = page_of(content)

    assert words in page
    assert (SIGNER in page.replace("&#x27;", "'")) == (state != "not-signed")
    assert item.files.get().signature == {"state": state, "signer": "" if state == "not-signed" else SIGNER}


def test_what_was_read_is_marked_on_the_preview_and_told_in_words(page_of):
    page, item = page_of(diploma())

    marks = re.findall(r'<rect class="preview-marked__mark" x="([\d.]+)" y="([\d.]+)"', page)
    assert len(marks) == len(item.files.get().reading) == 2
    assert {float(y) > 0.4 for _x, y in marks} == {True, False}
    assert "bladzijde 1, bovenaan" in page
    assert "bladzijde 1, in het midden" in page
    assert 'aria-hidden="true"' in page


def test_a_place_is_kept_as_parts_of_the_page(page_of):
    _page, item = page_of(diploma())

    x0, y0, x1, y1 = item.files.get().reading["crebo"]["box"]
    assert 0 < x0 < x1 < 1
    assert 0.45 < y0 < y1 < 0.55


def test_the_paper_of_somebody_else_is_pointed_out_and_kept(page_of):
    page, item = page_of(diploma().replace(b"Roos Terpstra", b"Mark Overbeek"))

    assert "Mark Overbeek" in page
    assert "Roos Terpstra" in page
    assert item.files.count() == 1


def test_a_word_letter_becomes_a_testimony_without_a_preview(page_of):
    letter = word(
        paragraph("Referentie", heading=True), paragraph("Betreft: Roos Terpstra"), paragraph("Zanddorp, 3 mei 2024")
    )

    page, item = page_of(letter, "brief.docx")

    assert (item.kind, item.holder) == (EvidenceKind.TESTIMONY, "Roos Terpstra")
    assert "Word-document" in page
    assert "preview-marked" not in page
    assert "ondertekend" not in page


def test_film_above_the_limit_of_documents_is_kept_with_its_length(owner, settings):
    from tests.unit.portfolio.reading.test_media import film  # noqa: PLC0415

    settings.ERKEND_MAX_DOCUMENT_BYTES = 100

    item = portfolio.add_item_from_file(owner, stream=BytesIO(film()), name="film.mp4", by=owner)

    assert item.files.get().duration_seconds == 6
