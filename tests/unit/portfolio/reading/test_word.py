"""Word documents are read as a person reads them, whatever they are built of; those that are made to hurt are refused."""

import pytest

from foundation.errors import InvalidInput
from portfolio.reading import examine
from tests.unit.portfolio.reading.letters import paragraph, table, text_box, word


@pytest.fixture
def look_at(tmp_path):
    def look(content, name="brief.docx"):
        path = tmp_path / name
        path.write_bytes(content)
        return examine(path, name=name)

    return look


def fields_of(seen):
    return {name: field.value for name, field in seen.fields.items()}


LETTERS = {
    "a letter of reference with a letterhead": (
        word(
            paragraph("Waterschap De Lage Dijk\nAfdeling Beheer\nDijkweg 4, 1234 AB Zanddorp"),
            paragraph("Zanddorp, 3 februari 2025"),
            paragraph("Aanbevelingsbrief", heading=True),
            paragraph("Betreft: Roos Terpstra"),
            paragraph("Ik ken Roos als een collega die rustig blijft. Zij werkt sinds 1 mei 2019 in mijn team."),
            paragraph("Met vriendelijke groet,"),
            paragraph("J. van Beek\nteamleider"),
        ),
        "testimony",
        {
            "title": "Aanbevelingsbrief",
            "holder": "Roos Terpstra",
            "institution": "Waterschap De Lage Dijk",
            "date": "2025-02-03",
        },
    ),
    "a letter whose letterhead is in the header": (
        word(
            paragraph("Referentie voor mevrouw S. Yılmaz", heading=True),
            paragraph("Datum:\t12 november 2024"),
            paragraph("Kandidaat:\tSelin Yılmaz"),
            paragraph("Hierbij verklaar ik dat Selin van 2020 tot 2024 bij ons heeft gewerkt."),
            header="Stichting Zorg aan de Vaart",
        ),
        "testimony",
        {
            "title": "Referentie voor mevrouw S. Yılmaz",
            "holder": "Selin Yılmaz",
            "institution": "Stichting Zorg aan de Vaart",
            "date": "2024-11-12",
        },
    ),
    "a certificate in a table": (
        word(
            paragraph("Certificaat", heading=True, centred=True),
            table(
                [
                    ["Naam", "Mees de Wit"],
                    ["Geboortedatum", "07-08-1994"],
                    ["Training", "Veilig werken op hoogte"],
                    ["Datum afgifte", "19 juni 2023"],
                    ["Opleider", "Vakschool Hoog B.V."],
                ]
            ),
        ),
        "course-certificate",
        {
            "title": "Veilig werken op hoogte",
            "holder": "Mees de Wit",
            "birth_date": "1994-08-07",
            "institution": "Vakschool Hoog B.V.",
            "date": "2023-06-19",
        },
    ),
    "a plan with its maker in a text box": (
        word(
            text_box("Opgesteld door: Ilse Brouwer"),
            paragraph("Plan van aanpak groenbeheer Oost", heading=True),
            paragraph("Gemeente Zanddorp, 4 maart 2024"),
            paragraph("Dit plan beschrijft hoe wij het groen in de wijk Oost onderhouden."),
        ),
        "work-product",
        {
            "title": "Plan van aanpak groenbeheer Oost",
            "holder": "Ilse Brouwer",
            "institution": "Gemeente Zanddorp",
            "date": "2024-03-04",
        },
    ),
}


@pytest.mark.parametrize("name", LETTERS)
def test_the_fields_of_a_word_document_are_those_that_a_person_reads(look_at, name):
    content, kind, expected = LETTERS[name]

    seen = look_at(content)

    assert (seen.kind, fields_of(seen)) == (kind, expected)
    assert (seen.page_count, seen.has_text, seen.preview) == (None, True, None)
    assert seen.signature == {"state": "not-signed", "signer": ""}


def test_who_wrote_a_letter_is_never_its_holder(look_at):
    content = word(
        paragraph("Referentie", heading=True),
        paragraph("Fijne collega, altijd op tijd."),
        paragraph("Opgesteld door: P. de Boer, teamleider"),
    )

    assert "holder" not in look_at(content).fields


def test_hidden_and_removed_text_is_not_read(look_at):
    hidden = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>Crebo: 25409</w:t></w:r></w:p>"
    removed = "<w:p><w:del><w:r><w:delText>Naam: Jan de Wit</w:delText></w:r></w:del></w:p>"

    assert fields_of(look_at(word(paragraph("Datum: 3 mei 2024"), hidden, removed))) == {"date": "2024-05-03"}


def test_an_empty_document_has_no_text_and_no_fields(look_at):
    seen = look_at(word(paragraph("")))

    assert (seen.has_text, seen.fields, seen.kind) == (False, {}, None)


def test_phone_numbers_in_it_are_pointed_out(look_at):
    assert "personal-data" in look_at(word(paragraph("Melder: J. Jansen, telefoon 06-12345678"))).warnings


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ({"word/embeddings/oleObject1.bin": b"MZ"}, "embedded-file"),
        (
            {
                "word/_rels/settings.xml.rels": '<Relationships><Relationship TargetMode="External" Target="x"/></Relationships>'
            },
            "launch",
        ),
    ],
)
def test_what_travels_along_or_is_fetched_is_seen_and_remarked(look_at, more, found):
    seen = look_at(word(paragraph("Brief"), more=more))

    assert seen.active_content == (found,)
    assert "active-content" in seen.warnings


def test_a_signature_of_word_is_not_judged(look_at):
    assert look_at(word(paragraph("Brief"), more={"_xmlsignatures/sig1.xml": "<Signature/>"})).signature is None


def entity_bomb():
    levels = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    return word(body=f'<!DOCTYPE x [<!ENTITY a0 "ha">{levels}]><document><body>&a11;</body></document>')


REFUSED = {
    "entities that grow": (entity_bomb(), "damaged"),
    "a file of elsewhere by name": (
        word(body='<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><document><body>&e;</body></document>'),
        "damaged",
    ),
    "a part that unpacks to far more": (
        word(body=f"<document><body>{' ' * 40_000_000}</body></document>"),
        "unpacks-too-far",
    ),
    "no body": (word(body="<document/>"), "damaged"),
    "no XML": (word(body="brief"), "damaged"),
    "cut short": (word(paragraph("Brief" * 500))[:-40], "damaged"),
    "too many parts": (word(paragraph("x"), more={f"x/{number}": b"" for number in range(5001)}), "unpacks-too-far"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_word_document_that_is_made_to_hurt_is_refused(look_at, name):
    content, code = REFUSED[name]

    with pytest.raises(InvalidInput) as caught:
        look_at(content)

    assert caught.value.code == code


def test_parts_with_names_that_climb_are_never_unpacked(look_at, tmp_path):
    look_at(word(paragraph("Brief"), more={"../../climbed": b"x", "/climbed": b"x"}))

    assert not list(tmp_path.parent.rglob("climbed"))
