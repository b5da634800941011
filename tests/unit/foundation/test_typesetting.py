"""PDFs from Typst templates: people's words stay data, what can't be printed is named, a bad template gives no PDF."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest
from pdfplumber import open as open_pdf

from foundation.typesetting import TypesettingFailed, TypesettingTooHeavy, printable, typeset

AT = datetime(2026, 11, 3, 12, 0, tzinfo=UTC)
TEMPLATE = """
#let data = json("/data.json")
#set document(title: "Test", date: datetime(year: 2026, month: 11, day: 3))
#set text(font: "Source Sans Pro", lang: "nl", fallback: false)
= Kop
#data.text
"""


@pytest.fixture
def template(tmp_path: Path) -> Path:
    path = tmp_path / "main.typ"
    path.write_text(TEMPLATE)
    return path


def _words(pdf: bytes) -> str:
    with open_pdf(io.BytesIO(pdf)) as opened:
        return "\n".join(page.extract_text() for page in opened.pages)


def test_markup_in_data_stays_text(template: Path):
    words = _words(typeset(template, {"text": '*vet* #read("/etc/passwd") $x$ <label> @ref'}, at=AT))

    assert '*vet* #read("/etc/passwd") $x$ <label> @ref' in words.replace("“", '"').replace("”", '"')


def test_the_pdf_is_tagged_and_says_so(template: Path):
    with pikepdf.open(io.BytesIO(typeset(template, {"text": "a"}, at=AT))) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert "pdfuaid" in pdf.Root.Metadata.read_bytes().decode()
        assert pdf.Root.Lang == "nl"


def test_the_same_template_data_and_time_give_the_same_bytes(template: Path):
    assert typeset(template, {"text": "a"}, at=AT) == typeset(template, {"text": "a"}, at=AT)


def test_what_the_typeface_lacks_is_replaced_and_named(template: Path):
    shown = printable({"text": ["Zoë 中文 ok\u200b\x07"], "n": 3})

    assert shown.data == {"text": ["Zoë [?] ok"], "n": 3}
    assert shown.replaced == ("U+4E2D", "U+6587")
    assert typeset(template, {"text": shown.data["text"][0]}, at=AT)


def test_a_character_without_a_letter_gives_no_pdf(template: Path):
    with pytest.raises(TypesettingFailed):
        typeset(template, {"text": "中"}, at=AT)


def test_a_warning_is_an_error(template: Path):
    template.write_text(TEMPLATE.replace("Source Sans Pro", "No Such Font"))

    with pytest.raises(TypesettingFailed) as caught:
        typeset(template, {"text": "a"}, at=AT)

    assert "unknown font family" in caught.value.why


def test_a_template_reads_nothing_outside_its_folder(template: Path, tmp_path: Path):
    template.write_text(TEMPLATE + '#read("../../../../etc/hostname")')

    with pytest.raises(TypesettingFailed):
        typeset(template, {"text": "a"}, at=AT)


def test_what_takes_too_long_is_ended(template: Path):
    slow = (
        "#let slow(n) = range(1000).map(k => k * n).sum()\n#range(100000).map(k => range(1000).map(slow).sum()).sum()"
    )
    template.write_text(TEMPLATE + slow)

    with pytest.raises(TypesettingTooHeavy):
        typeset(template, {"text": "a"}, at=AT, wall_seconds=3)
