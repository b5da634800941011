"""What kind of document it is, and what is in it, in layouts that nobody looked at while the readers were written."""

import pytest

from portfolio.reading.fields import propose
from portfolio.reading.kinds import kind_of_text
from portfolio.reading.layout import Page
from portfolio.reading.pdf import read_pages
from tests.unit.portfolio.reading.paper import Paper
from tests.unit.portfolio.reading.papers import certificates, diplomas, work_products
from tests.unit.portfolio.reading.papers.varied import VARIED

# Drawn with papers of another kind, to see that their fields are told apart.
OTHERWISE = {
    "title above the name": "diploma",
    "reference whose writer is not the holder": "testimony",
    "a page without anything of the kind": None,
}


def kind_and_fields(paper, folder):
    pages = read_pages(paper.save(folder))
    fields = propose(pages)
    return kind_of_text(pages, fields, page_count=len(pages)), fields


@pytest.mark.parametrize("name", VARIED)
def test_a_paper_is_of_the_kind_and_says_what_a_person_reads_in_it(tmp_path, name):
    paper, kind, expected = VARIED[name]

    found, fields = kind_and_fields(paper, tmp_path)

    assert found == kind
    if expected is not None:
        assert {field: read.value for field, read in fields.items()} == expected


@pytest.mark.parametrize(
    ("papers", "kind"),
    [(diplomas.PAPERS, "diploma"), (certificates.PAPERS, "course-certificate"), (work_products.PAPERS, "work-product")],
    ids=["diplomas", "certificates", "work products"],
)
def test_every_drawn_paper_is_of_its_kind(tmp_path, papers, kind):
    found = {name: kind_and_fields(draw(), tmp_path)[0] for name, (draw, _fields) in papers.items()}

    assert found == dict.fromkeys(papers, kind) | {name: other for name, other in OTHERWISE.items() if name in papers}


def a_letter(subject: str, *body: str) -> Paper:
    paper = Paper().column(60, 80, "Waterschap Noorderlek", "Postbus 12", "9700 AA Groningen")
    paper.at(60, 180, "Groningen, 2 september 2026").at(60, 220, subject, font="bold")
    return paper.column(60, 260, "Geachte lezer,", "", *body, "", "Met vriendelijke groet,", "", "Ineke Damstra")


@pytest.mark.parametrize(
    ("subject", "body", "kind"),
    [
        ("Betreft: referentie voor de heer K. Veenstra", "Hij sprak bewoners rustig aan.", "testimony"),
        ("Onderwerp: aanbeveling mevrouw Veenstra", "Zij schreef heldere rapporten.", "testimony"),
        ("Betreft: de heer Veenstra", "Kerem Veenstra werkte van 2019 tot 2025 in mijn team.", "testimony"),
        ("Betreft: uw brief van 3 augustus", "Wij hebben uw brief ontvangen.", None),
        ("Betreft: referentienummer 2026-114", "Wij hebben uw brief ontvangen.", None),
    ],
)
def test_a_letter_in_which_somebody_speaks_for_another_is_a_testimony(tmp_path, subject, body, kind):
    assert kind_and_fields(a_letter(subject, body), tmp_path)[0] == kind


def test_where_a_company_is_does_not_belong_to_its_name(tmp_path):
    paper = Paper().at(60, 80, "Certificaat", size=24, font="bold").at(60, 400, "Noorderlicht Opleidingen B.V., Zwolle")

    assert kind_and_fields(paper, tmp_path)[1]["institution"].value == "Noorderlicht Opleidingen B.V."


def test_a_text_that_says_nothing_of_itself_has_no_kind(tmp_path):
    assert kind_and_fields(Paper().at(70, 80, "Boodschappen: melk, brood"), tmp_path)[0] is None
    assert kind_of_text([], {}, page_count=1) is None
    assert kind_of_text([Page(1, [])], {}, page_count=1) is None


@pytest.mark.parametrize("name", [name for name, (_paper, kind, _fields) in VARIED.items() if kind != "other"])
def test_each_field_has_its_place_on_the_page_and_its_words_stand_there(tmp_path, name):
    paper = VARIED[name][0]
    pages = {page.number: page for page in read_pages(paper.save(tmp_path))}

    for field, read in propose(list(pages.values())).items():
        x0, y0, x1, y1 = read.box
        page = pages[read.page]
        inside = " ".join(
            word.text
            for line in page.lines
            for word in line.words
            if x0 * page.width <= (word.x0 + word.x1) / 2 <= x1 * page.width
            and y0 * page.height <= (word.top + word.bottom) / 2 <= y1 * page.height
        )
        assert 0 <= x0 < x1 <= 1
        assert 0 <= y0 < y1 <= 1
        if field in {"holder", "institution", "crebo", "croho", "dossier_code"}:
            assert set(read.value.split()) <= set(inside.replace(",", " ").replace(".", ". ").split()) | set(
                inside.split()
            )
