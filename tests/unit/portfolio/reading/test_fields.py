"""What is proposed is what a person reads on the paper; what can't be read with reason stays empty."""

from datetime import date

import pytest

from portfolio.reading.dates import find_dates, parse_date
from portfolio.reading.fields import propose
from portfolio.reading.layout import join_broken
from portfolio.reading.pdf import read_pages
from portfolio.reading.shapes import as_organisation, as_person, tidy
from tests.unit.portfolio.reading.paper import Paper
from tests.unit.portfolio.reading.papers import PAPERS


def fields_of(paper, folder):
    return {name: field.value for name, field in propose(read_pages(paper.save(folder))).items()}


@pytest.mark.parametrize("name", PAPERS)
def test_the_fields_are_those_that_a_person_reads(name, tmp_path):
    draw, expected = PAPERS[name]

    assert fields_of(draw(), tmp_path) == expected


def test_each_field_shows_the_text_and_the_page_that_it_was_read_from(tmp_path):
    paper = Paper().at(70, 80, "Bijlagen").new_page().at(70, 80, "Crebocode: 25409")

    crebo = propose(read_pages(paper.save(tmp_path)))["crebo"]

    assert (crebo.value, crebo.snippet, crebo.page) == ("25409", "Crebocode: 25409", 2)


def test_a_title_is_marked_where_it_stands_also_when_its_line_says_more(tmp_path):
    paper = (
        Paper()
        .at(70, 80, "is geslaagd voor het examen van de opleiding")
        .at(70, 110, "Groenbeheer (voorbeeld)", size=15)
    )

    title = propose(read_pages(paper.save(tmp_path)))["title"]

    assert title.value == "Groenbeheer"
    assert title.box[1] * 842 > 90


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Crebo: 25409", {"crebo": "25409"}),
        ("Kwalificatiedossier Publieke veiligheid (crebo 23162)", {"dossier_code": "23162"}),
        ("Kwalificatiedossier 23162, crebo 25409", {"dossier_code": "23162", "crebo": "25409"}),
        ("Dossiercrebo: 23162 / kwalificatiecrebo: 25409", {"dossier_code": "23162", "crebo": "25409"}),
        ("Opleiding 25409", {}),  # a bare number is nobody's code
        ("ISAT-code 34479", {"croho": "34479"}),
        ("Diplomanummer 25409-2018", {}),
    ],
)
def test_a_code_is_kept_with_the_word_that_names_it(tmp_path, line, expected):
    found = fields_of(Paper().at(70, 80, line), tmp_path)

    assert {name: found[name] for name in ("crebo", "croho", "dossier_code") if name in found} == expected


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("Niveau: 3", "3"),
        ("mbo-niveau 4", "4"),
        ("Niveau IV", "4"),
        ("NLQF-niveau 5", None),
        ("Taalniveau 2F", None),
        ("Nederlands niveau 3", None),
        ("niveau 2 t/m 4", None),
    ],
)
def test_only_an_mbo_level_is_a_level(tmp_path, line, level):
    assert fields_of(Paper().at(70, 80, line), tmp_path).get("level") == level


def test_times_of_the_day_are_no_hours(tmp_path):
    paper = Paper().column(70, 80, "De inloop is om 9 uur.", "Tussen 16 en 19 uur is het druk.", "Bel 24 uur per dag.")

    assert "hours" not in fields_of(paper, tmp_path)


def test_two_dates_that_no_word_explains_give_no_date(tmp_path):
    assert "date" not in fields_of(Paper().column(70, 80, "3 mei 2024", "", "9 juni 2024", leading=3), tmp_path)


def test_a_birth_date_alone_is_not_the_date_of_the_paper(tmp_path):
    assert fields_of(Paper().at(70, 80, "geboren op 14 maart 1988 te Rotterdam"), tmp_path) == {
        "birth_date": "1988-03-14"
    }


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("6 juli 2018", date(2018, 7, 6)),
        ("06-07-2018", date(2018, 7, 6)),
        ("6.7.2018", date(2018, 7, 6)),
        ("6/7/2018", date(2018, 7, 6)),
        ("2018-07-06", date(2018, 7, 6)),
        ("6 jul. 2018", date(2018, 7, 6)),
        ("July 6, 2018", date(2018, 7, 6)),
        ("1 mrt 2020", date(2020, 3, 1)),
    ],
)
def test_a_date_is_read_in_every_common_form(text, value):
    assert parse_date(text) == value
    assert [found.value for found in find_dates(f"te Waterrijk op {text}.")] == [value]


def test_a_date_that_does_not_exist_is_told_from_what_is_no_date():
    with pytest.raises(ValueError):
        parse_date("31-02-2025")
    with pytest.raises(LookupError):
        parse_date("volgende week")
    assert list(find_dates("31-02-2025 en 14-03-88 en 1.2.3.2020")) == []


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        (["Gespreks- en benaderings-", "technieken"], "Gespreks- en benaderingstechnieken"),
        (["Gespreks-", "en benaderingstechnieken"], "Gespreks- en benaderingstechnieken"),
        (["Noord-", "Holland"], "Noord-Holland"),
        (["BOA-", "opleiding"], "BOA-opleiding"),
        (["e-", "learning"], "e-learning"),
        (["Toezicht en", "handhaving"], "Toezicht en handhaving"),
    ],
)
def test_a_broken_word_is_made_whole_and_a_real_hyphen_stays(parts, whole):
    assert join_broken(parts) == whole


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Fatima el Amrani", "Fatima el Amrani"),
        ("de heer J. van der Berg", "J. van der Berg"),
        ("mw. drs. A.B. 't Hart", "drs. A.B. 't Hart"),
        ("Anne-Marie d'Hondt", "Anne-Marie d'Hondt"),
        ("Daan Kuipers", "Daan Kuipers"),
        ("ROC De Waterkant", None),
        ("Naam deelnemer", None),
        ("heeft de training gevolgd", None),
        ("Fatima", None),
        ("Kamer 12", None),
    ],
)
def test_a_name_of_a_person_is_told_from_other_words(text, name):
    assert as_person(text) == name


@pytest.mark.parametrize(
    "text", ["ROC De Waterkant", "Hulpwijs Opleidingen (fictief)", "Opleidingscentrum Straatwerk", "Kalm B.V."]
)
def test_an_organisation_is_known_by_a_word_in_its_name(text):
    assert as_organisation(text) == tidy(text)


@pytest.mark.parametrize(
    "text", ["drs. P. Wolthuis, hoofd opleidingen", "Deze Gemeente heeft besloten", "Eerste hulp en AED"]
)
def test_a_person_or_a_sentence_is_no_organisation(text):
    assert as_organisation(text) is None


def test_what_was_read_holds_no_control_characters_and_has_an_end():
    assert tidy("Fa\x00tima\u202e \u200bel Amrani. ") == "Fa tima el Amrani"
    assert len(tidy("x" * 5000)) == 300
