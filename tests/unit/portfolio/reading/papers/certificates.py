"""Certificates of courses, in many layouts."""

from tests.unit.portfolio.reading.paper import A4_LANDSCAPE, Paper, Papers

PAPERS = Papers()
paper = PAPERS.expecting


@paper(
    title="Omgaan met agressie en geweld in de openbare ruimte",
    holder="S. de Lange",
    institution="Trainingsbureau Kalm B.V.",
    date="2025-06-19",
    valid_until="2028-06-19",
    hours="12",
)
def certificate_as_one_sentence():
    return (
        Paper(A4_LANDSCAPE)
        .centred(90, "C E R T I F I C A A T", size=30, font="serif-bold")
        .centred(150, "Trainingsbureau Kalm B.V. verklaart dat", size=12, font="serif")
        .centred(175, "mevrouw S. de Lange", size=12, font="serif")
        .centred(200, "op 19 juni 2025 de training Omgaan met agressie en geweld in de openbare", size=12, font="serif")
        .centred(
            216, "ruimte heeft gevolgd. De training van 12 uur is afgesloten met een toets.", size=12, font="serif"
        )
        .centred(260, "Afgegeven te Meerdam op 19 juni 2025. Geldig tot 19 juni 2028.", size=12, font="serif")
    )


@paper(
    title="Basisopleiding reanimatie en AED",
    holder="Noor Timmermans",
    institution="Stichting Levenslijn",
    date="2024-02-03",
    valid_until="2026-02-03",
    hours="4",
)
def certificate_with_labels_above_their_values():
    draw = Paper().at(60, 70, "Stichting Levenslijn", size=12).at(60, 120, "Certificaat", size=24, font="bold")
    for y, label, value in (
        (180, "Naam", "Noor Timmermans"),
        (225, "Cursus", "Basisopleiding reanimatie en AED"),
        (270, "Datum afgifte", "3 februari 2024"),
        (315, "Geldig tot en met", "3 februari 2026"),
        (360, "Aantal uren", "4"),
    ):
        draw.at(60, y, label, size=8).at(60, y + 14, value, size=12)
    return draw


@paper(
    title="Proces-verbaal schrijven voor toezichthouders en handhavers",
    holder="Karim Benali",
    birth_date="1995-12-01",
    institution="Academie voor Toezicht",
    date="2023-11-08",
    hours="24",
)
def certificate_with_a_side_column_on_the_right():
    return (
        Paper()
        .at(60, 90, "Bewijs van deelname", size=22, font="bold")
        .column(60, 150, "Hierbij verklaren wij dat")
        .at(60, 175, "Karim Benali", size=17, font="bold")
        .column(60, 200, "geboren 01-12-1995", "heeft deelgenomen aan de training")
        .column(
            60, 245, "Proces-verbaal schrijven voor", "toezichthouders en handhavers", size=14, font="bold", leading=1.3
        )
        .column(60, 305, "en aan alle eisen heeft voldaan.", "Dorpsveen, 8 november 2023")
        .column(410, 96, "Academie voor", "Toezicht", size=13, font="bold")
        .column(410, 150, "Omvang", size=9, font="bold")
        .column(410, 163, "24 uur", size=9)
        .column(410, 189, "Trainer", size=9, font="bold")
        .column(410, 202, "drs. L. Vermeer", size=9)
        .column(410, 228, "Kenmerk", size=9, font="bold")
        .column(410, 241, "AT-2023-0117", size=9)
    )


@paper(title="Praktijkexamen verkeersregelaar", holder="Bram Hoekstra", date="2022-03-29", valid_until="2023-03-29")
def dotted_lines_and_points_in_dates():
    return (
        Paper()
        .at(80, 90, "CERTIFICAAT", size=26, font="bold")
        .at(80, 150, "Naam cursist: Bram Hoekstra      Personeelsnr.: 40117")
        .at(80, 175, "Onderdeel / examen: zie hieronder")
        .at(80, 200, "Cursus : Praktijkexamen verkeersregelaar")
        .at(80, 225, "d.d. 29.03.2022")
        .at(80, 250, "Vervaldatum: 29.03.2023")
        .at(80, 300, "Docent: M. Kok")
    )


@paper(
    title="Working with Difficult Behaviour",
    holder="Anna-Maria Kowalska",
    institution="Northgate Training Institute",
    date="2021-05-14",
    hours="20",
)
def english_certificate():
    return (
        Paper(A4_LANDSCAPE)
        .centred(80, "Northgate Training Institute", size=16, font="bold")
        .centred(130, "Certificate of Completion", size=30, font="serif-bold")
        .centred(180, "This is to certify that", size=12)
        .centred(210, "Anna-Maria Kowalska", size=22, font="bold")
        .centred(245, "has successfully completed the course", size=12)
        .centred(275, "Working with Difficult Behaviour", size=18, font="bold")
        .centred(310, "Duration: 20 hours", size=12)
        .centred(340, "Date of issue: May 14, 2021", size=12)
    )


@paper(
    title="Groenvoorziening in de wijk",
    holder="L. van 't Veer",
    institution="Groenacademie Oost",
    date="2024-10-02",
    hours="18",
    modules="GW-10, GW-11, GW-12",
)
def table_of_modules_with_a_total_row():
    draw = (
        Paper()
        .at(60, 70, "Groenacademie Oost", size=12, font="bold")
        .at(60, 110, "Deelcertificaat", size=22, font="bold")
        .at(60, 150, "Deelnemer: L. van 't Veer")
        .at(60, 168, "Training: Groenvoorziening in de wijk")
    )
    for number, row in enumerate(
        [
            ("Code", "Onderdeel", "Uren"),
            ("GW-10", "Bomen en wortels", "6"),
            ("GW-11", "Maaien en snoeien", "6"),
            ("GW-12", "Veilig werken langs de weg", "6"),
            ("Totaal", "", "18"),
        ]
    ):
        for x, cell in zip((60, 140, 400), row, strict=True):
            if cell:
                draw.at(x, 210 + 20 * number, cell, size=10, font="bold" if number == 0 else "regular")
    return draw.at(60, 340, "Afgegeven op 2 oktober 2024 te Oosterveen")


@paper(
    title="Communicatie in de wijk",
    holder="Youssef el Khattabi",
    birth_date="1999-01-31",
    date="2026-01-16",
    institution="MBO College De Brug",
    level="4",
)
def letters_of_one_size_everywhere():
    return Paper().column(
        90,
        120,
        "CERTIFICAAT",
        "MBO College De Brug",
        "uitgereikt aan",
        "Youssef el Khattabi",
        "geboren op 31 januari 1999 te Utrecht",
        "voor het met succes afronden van het keuzedeel",
        "Communicatie in de wijk",
        "mbo niveau 4",
        "Utrecht, 16 januari 2026",
        "Mw. H. Prins, opleidingsmanager",
        leading=1.6,
    )


@paper(
    title="Toezichthouder openbare ruimte",
    holder="Linda Groot-Bakker",
    birth_date="1976-11-30",
    institution="Veiligheidsacademie Noord",
    date="2015-01-20",
    valid_until="2020-01-20",
    hours="40",
)
def rows_of_dots_between_label_and_value():
    return (
        Paper()
        .at(60, 60, "Veiligheidsacademie Noord", size=14, font="bold")
        .at(60, 100, "CERTIFICAAT VAN VAKBEKWAAMHEID", size=18, font="bold")
        .column(
            60,
            150,
            "Naam deelnemer.......: Linda Groot-Bakker",
            "Geboortedatum........: 30 november 1976",
            "Opleiding............: Toezichthouder openbare ruimte",
            "Studielast...........: 40 uur",
            "Datum examen.........: 20 januari 2015",
            "Geldig tot...........: 20 januari 2020",
            leading=1.7,
        )
    )


@paper(
    title="Werken met de bodycam",
    holder="Chantal Wieringa",
    institution="Gemeente Meerdam",
    date="2026-03-11",
    hours="6",
)
def course_between_quotation_marks():
    return (
        Paper()
        .at(60, 80, "Gemeente Meerdam", size=16, font="bold")
        .at(60, 130, "Verklaring van deelname", size=20, font="bold")
        .column(
            60,
            180,
            "Hierbij verklaart de Gemeente Meerdam dat Chantal Wieringa op woensdag 11 maart 2026",
            'heeft deelgenomen aan de workshop "Werken met de bodycam" (6 uur).',
            "De workshop werd gegeven door P. de Ruiter.",
        )
    )


@paper(
    title="Basisbekwaamheid boa",
    holder="Achmed Yildiz",
    institution="Exameninstituut Zuiderlicht",
    date="2022-09-15",
    valid_until="2027-09-15",
)
def title_above_the_name():
    return (
        Paper(A4_LANDSCAPE)
        .column(40, 60, "Exameninstituut", "Zuiderlicht", size=15, font="bold")
        .column(40, 120, "Postbus 1", "1234 AB Meerdam", "info@zuiderlicht.example", size=9)
        .at(330, 80, "Diploma", size=34, font="serif-bold")
        .at(330, 130, "Basisbekwaamheid boa", size=20, font="serif-bold")
        .at(330, 170, "behaald door", size=12, font="serif")
        .at(330, 195, "de heer Achmed Yildiz", size=18, font="serif-bold")
        .at(330, 240, "op 15 september 2022", size=12, font="serif")
        .at(330, 260, "Dit diploma is geldig tot 15 september 2027.", size=12, font="serif")
    )


@paper(
    title="De-escalerend optreden",
    holder="Hassan Ouali",
    birth_date="1991-06-03",
    institution="Opleidingsinstituut Vast en Zeker",
    date="2024-06-07",
    valid_until="2027-06-07",
    hours="8",
)
def two_columns_whose_lines_stand_level():
    side = (
        "Opleidingsinstituut",
        "Vast en Zeker",
        "",
        "Docent",
        "L. Pieters",
        "",
        "Studielast",
        "8 uur",
        "",
        "Geldig tot",
    )
    return (
        Paper()
        .at(230, 70, "Certificaat", size=26, font="bold")
        .column(30, 120, *side, "7 juni 2027", size=10, leading=1.6)
        .column(
            230,
            120,
            "Dit certificaat is uitgereikt aan",
            "Hassan Ouali",
            "geboren op 3 juni 1991",
            "voor het volgen van de training",
            "De-escalerend optreden",
            "op 7 juni 2024 te Meerdam.",
            "",
            "De training bestond uit een theoretisch",
            "deel en een praktijkdeel met acteurs.",
            size=10,
            leading=1.6,
        )
    )


@paper(
    title="Conflicthantering voor buitengewoon opsporingsambtenaren",
    holder="Ingrid van Dam",
    institution="Kenniscentrum Weerbaar",
    date="2023-05-25",
)
def title_over_two_centred_lines():
    return (
        Paper()
        .centred(80, "CERTIFICAAT", size=30, font="bold")
        .centred(130, "toegekend aan", size=12)
        .centred(155, "Ingrid van Dam", size=20, font="bold")
        .centred(190, "wegens het afronden van de cursus", size=12)
        .centred(215, "Conflicthantering voor buitengewoon", size=18, font="bold")
        .centred(237, "opsporingsambtenaren", size=18, font="bold")
        .centred(270, "Aldus opgemaakt te Meerdam, 25 mei 2023", size=12)
        .centred(300, "Kenniscentrum Weerbaar", size=12)
    )


@paper(
    title="Sociale hygiëne",
    holder="Willeke Bos",
    birth_date="1970-03-05",
    institution="Stichting Vakbekwaamheid Horeca",
    date="1999-11-12",
)
def passed_for_something():
    return (
        Paper()
        .centred(80, "Stichting Vakbekwaamheid Horeca", size=14, font="bold")
        .centred(120, "VERKLARING", size=28, font="bold")
        .centred(160, "Het bestuur verklaart dat")
        .centred(185, "mevrouw Willeke Bos", size=16, font="bold")
        .centred(210, "geb. 5 maart 1970")
        .centred(235, "geslaagd is voor")
        .centred(260, "Sociale hygiëne", size=16, font="bold")
        .centred(290, "'s-Gravenstad, 12 november 1999")
    )


@paper(title="Gastvrij handhaven", holder="Sjoerd Hoitsma", institution="Bureau Buitenruimte", date="2025-02-13")
def name_in_front_of_what_was_done():
    return (
        Paper()
        .at(60, 70, "Bureau Buitenruimte", size=14, font="bold")
        .at(60, 110, "Certificaat", size=26, font="bold")
        .at(60, 160, "Sjoerd Hoitsma", size=18, font="bold")
        .at(60, 190, "heeft de cursus Gastvrij handhaven met goed gevolg afgerond")
        .at(60, 210, "Meerdam, 13 februari 2025")
        .at(60, 300, "Trainer: Kees Vos")
        .at(60, 320, "Directeur: Anna Prins")
    )


@paper(
    title="Omgevingsrecht voor handhavers",
    holder="R.J. Kuiper",
    institution="Academie Groen en Recht",
    date="2024-12-05",
    hours="48",
)
def course_over_a_period():
    return (
        Paper()
        .at(60, 60, "Academie Groen en Recht", size=11)
        .at(60, 100, "Cursusbewijs", size=24, font="bold")
        .at(60, 150, "T.n.v.: dhr. R.J. Kuiper")
        .at(60, 170, "Onderwerp: Omgevingsrecht voor handhavers")
        .at(60, 190, "Duur: 6 dagen (48 uur)")
        .at(60, 210, "Cursusdata: 3 oktober 2024 t/m 5 december 2024")
    )


@paper(
    title="Verkeersregelaar",
    holder="Denise van Ommeren",
    institution="Stichting Verkeersveilig",
    date="2025-03-03",
    valid_until="2026-03-03",
)
def pass_of_the_size_of_a_bank_card():
    return (
        Paper((340, 215))
        .at(15, 30, "Stichting Verkeersveilig", size=9, font="bold")
        .at(15, 55, "Verkeersregelaar", size=14, font="bold")
        .at(15, 90, "Naam: Denise van Ommeren", size=9)
        .at(15, 105, "Pasnummer: 10044", size=9)
        .at(15, 120, "Uitgegeven: 03-03-2025", size=9)
        .at(15, 135, "Geldig t/m: 03-03-2026", size=9)
    )


@paper(
    title="Rijvaardigheid surveillancevoertuig",
    holder="Tom Bakker",
    institution="Rijschool Vlot",
    date="2024-04-18",
)
def labels_in_the_same_letters_as_their_values():
    return (
        Paper()
        .at(200, 70, "Certificaat", size=30, font="bold")
        .rows(
            60,
            140,
            [
                ("Kandidaat", "Tom Bakker"),
                ("Training", "Rijvaardigheid surveillancevoertuig"),
                ("Instructeur", "W. Pot"),
                ("Opleider", "Rijschool Vlot"),
                ("Datum", "18-04-2024"),
            ],
            value_at=140,
            bold=False,
        )
    )


@paper(
    title="Veilig werken langs de weg",
    holder="P. Jansen",
    institution="Wegwijs",
    date="2024-05-05",
    valid_until="2029-05-05",
)
def organisation_that_only_signs():
    return (
        Paper(A4_LANDSCAPE)
        .centred(80, "Certificaat", size=36, font="serif-bold")
        .centred(140, "Hiermee verklaren wij dat", size=12)
        .centred(170, "P. Jansen", size=22, font="bold")
        .centred(205, "op 5 mei 2024 met succes heeft afgerond", size=12)
        .centred(240, "Veilig werken langs de weg", size=20, font="bold")
        .centred(280, "Dit certificaat is geldig tot 5 mei 2029", size=12)
        .centred(320, "Namens Wegwijs,", size=12)
        .centred(360, "T. de Boer, directeur", size=12)
    )


@paper(
    title="Toezicht op evenementen",
    holder="Maria Gonzalez Perez",
    institution="Veiligheidsregio Midden",
    date="2025-10-30",
    hours="7.5",
)
def small_labels_and_half_hours():
    draw = Paper().at(60, 100, "Deelnamebewijs", size=24, font="bold")
    for y, label, value in (
        (140, "Deelneemster", "Maria Gonzalez Perez"),
        (180, "Bijeenkomst", "Toezicht op evenementen"),
        (220, "Plaats en datum", "Meerdam, 30 oktober 2025"),
        (260, "Contacturen", "7,5"),
        (300, "Organisatie", "Veiligheidsregio Midden"),
    ):
        draw.at(60, y, label, size=9).at(60, y + 13, value, size=13)
    return draw
