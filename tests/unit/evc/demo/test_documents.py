"""The demo's papers and photos: the same bytes each time, readable, and marked as examples."""

from __future__ import annotations

import io

import pdfplumber
import pypdfium2
import pytest
from PIL import ExifTags, Image, ImageOps

from evc.demo.documents import (
    BICYCLES_PHOTO,
    CERTIFICATE_PHOTO,
    DIPLOMA,
    FIRST_AID_CERTIFICATE,
    TALKS_CERTIFICATE,
    WORK_PRODUCT,
    make_documents,
)


@pytest.fixture(scope="module")
def documents() -> dict[str, bytes]:
    return make_documents()


def text_of(pdf: bytes) -> str:
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        return "\n".join(page.extract_text() for page in document.pages)


def test_documents_have_the_same_bytes_each_time(documents):
    assert make_documents() == documents


@pytest.mark.parametrize(
    ("name", "pages"), [(DIPLOMA, 1), (TALKS_CERTIFICATE, 2), (FIRST_AID_CERTIFICATE, 1), (WORK_PRODUCT, 8)]
)
def test_a_pdf_opens_with_its_number_of_pages(documents, name, pages):
    document = pypdfium2.PdfDocument(documents[name])
    assert len(document) == pages
    document.close()


def test_every_pdf_says_on_every_page_that_it_is_an_example(documents):
    for name, data in documents.items():
        if name.endswith(".pdf"):
            with pdfplumber.open(io.BytesIO(data)) as document:
                assert all("VOORBEELD" in page.extract_text() for page in document.pages), name


def test_the_diploma_reads_as_a_person_would_read_it_and_has_no_official_number(documents):
    text = text_of(documents[DIPLOMA])
    for words in ("Fatima el Amrani", "14 maart 1988", "ROC Het Stroomgebied", "5 juli 2017", "Niveau:"):
        assert words in text
    assert "Medewerker toezicht op straat (voorbeeld)" in text
    assert not [word for word in text.split() if word.strip("().,").isdigit() and len(word.strip("().,")) == 5]
    assert "crebo" not in text.lower()


def test_the_landscape_certificate_lies_and_has_an_end_date(documents):
    with pdfplumber.open(io.BytesIO(documents[FIRST_AID_CERTIFICATE])) as document:
        page = document.pages[0]
        assert page.width > page.height
        assert "geldig tot en met 20 mei 2026" in page.extract_text()


def test_the_phone_photo_lies_on_its_side_and_knows_where_it_was_taken(documents):
    photo = Image.open(io.BytesIO(documents[CERTIFICATE_PHOTO]))
    exif = photo.getexif()
    assert photo.size == (1200, 1600)
    assert ImageOps.exif_transpose(photo).size == (1600, 1200)
    assert exif[ExifTags.Base.Orientation] == 6
    assert exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] == (52.0, 0.0, 0.0)
    assert exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.BodySerialNumber]


def test_the_other_photo_is_a_png_without_hidden_data(documents):
    photo = Image.open(io.BytesIO(documents[BICYCLES_PHOTO]))
    photo.load()
    assert photo.format == "PNG"
    assert photo.size == (1280, 960)
    assert not photo.info
