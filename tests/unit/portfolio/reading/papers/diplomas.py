"""Diplomas, degrees and extracts of a register, in many layouts."""

from tests.unit.portfolio.reading.paper import Paper, Papers

PAPERS = Papers()
paper = PAPERS.expecting


@paper(
    title="Beveiliger",
    holder="Jeroen van der Meulen",
    birth_date="1990-05-02",
    institution="ROC Noorderpoort",
    date="2012-07-13",
    crebo="94850",
    level="2",
)
def diploma_in_one_column_of_plain_letters():
    return (
        Paper()
        .at(70, 80, "Diploma mbo", size=28, font="bold")
        .column(
            70,
            140,
            "Het bevoegd gezag van ROC Noorderpoort te Oosterveen verklaart dat",
            "Jeroen van der Meulen,",
            "geboren op 2 mei 1990 te Assen,",
            "met goed gevolg het examen heeft afgelegd van de opleiding",
            "Beveiliger",
            "crebonummer 94850, niveau 2",
        )
        .at(70, 400, "Oosterveen, 13 juli 2012")
        .at(70, 440, "K. de Wit, voorzitter van de examencommissie")
    )


@paper(
    title="Allround Betonreparateur",
    holder="Priya Ramdin",
    birth_date="1984-09-30",
    institution="Bouwcollege Zuid",
    date="2009-02-27",
    crebo="22012",
    dossier_code="79040",
    level="3",
)
def register_extract_in_boxes():
    return (
        Paper()
        .at(50, 60, "Uittreksel uit het diplomaregister", size=16, font="bold")
        .rows(
            50,
            120,
            [
                ("Achternaam", "Ramdin"),
                ("Voornamen", "Priya"),
                ("Geboortedatum", "30 september 1984"),
                ("Datum afdruk", "01-03-2026"),
                ("Soort", "Diploma"),
                ("Naam opleiding", "Allround Betonreparateur"),
                ("Kwalificatiedossier", "Betonreparatie (79040)"),
                ("Crebocode", "22012"),
                ("Niveau", "mbo-niveau 3"),
                ("Naam instelling", "Bouwcollege Zuid"),
                ("Diplomadatum", "27-02-2009"),
            ],
            value_at=230,
        )
    )


@paper(
    title="Bestuurskunde",
    holder="Willem-Jan 't Hart",
    birth_date="1987-04-17",
    institution="Hogeschool Rivierenland",
    date="2010-08-31",
    croho="34479",
    nlqf="6",
)
def degree_of_a_hogeschool():
    return (
        Paper()
        .centred(80, "Hogeschool Rivierenland", size=18, font="serif-bold")
        .centred(130, "GETUIGSCHRIFT", size=26, font="serif-bold")
        .centred(180, "De examencommissie verklaart hierbij dat", font="serif")
        .centred(205, "Willem-Jan 't Hart", size=18, font="serif-bold")
        .centred(230, "geboren te Tiel op 17 april 1987", font="serif")
        .centred(255, "het afsluitend examen heeft afgelegd van de hbo-bacheloropleiding", font="serif")
        .centred(280, "Bestuurskunde", size=16, font="serif-bold")
        .centred(305, "opleidingscode CROHO 34479, NLQF-niveau 6", font="serif")
        .centred(420, "Rivierstad, 31 augustus 2010", font="serif")
    )


@paper(
    title="Beveiliging en toezicht",
    holder="Mohamed Ait Lahcen",
    birth_date="1993-08-08",
    institution="ROC Het Kompas",
    date="2019-07-04",
    crebo="25407",
    level="3",
)
def diploma_with_two_signatures_beside_each_other():
    return (
        Paper()
        .centred(70, "ROC Het Kompas", size=20, font="serif-bold")
        .centred(110, "Diploma", size=40, font="serif-bold")
        .centred(140, "beroepsonderwijs", size=12)
        .centred(180, "Dit diploma wordt uitgereikt aan", size=12)
        .centred(205, "Mohamed Ait Lahcen", size=18, font="bold")
        .centred(230, "geboortedatum 08-08-1993", size=12)
        .centred(255, "die heeft voldaan aan alle eisen voor", size=12)
        .centred(280, "Beveiliging en toezicht", size=18, font="bold")
        .centred(310, "Crebo 25407 - niveau 3 - BOL", size=10)
        .centred(330, "Meerdam, 4 juli 2019", size=12)
        .column(60, 600, "De voorzitter", "", "Dr. A. Mulder")
        .column(350, 600, "De gediplomeerde", "", "M. Ait Lahcen")
    )


@paper(
    title="Handhaver toezicht en veiligheid",
    holder="Esra Demir",
    birth_date="2000-02-29",
    institution="Regio College Zeekant",
    date="2021-06-30",
    crebo="25409",
    level="3",
)
def extract_with_two_labels_on_a_row():
    draw = Paper().at(50, 60, "Uittreksel diplomagegevens", size=16, font="bold")
    for y, label, value, second_label, second_value in (
        (100, "Naam:", "Esra Demir", "Geboortedatum:", "29-02-2000"),
        (120, "Kwalificatie:", "Handhaver toezicht en", "Crebonr.:", "25409"),
        (155, "Instelling:", "Regio College Zeekant", "Niveau:", "3"),
        (175, "Behaald op:", "30-06-2021", "Datum uittreksel:", "04-11-2026"),
    ):
        draw.at(50, y, label, font="bold").at(130, y, value)
        draw.at(320, y, second_label, font="bold").at(430, y, second_value)
    return draw.at(130, 134, "veiligheid")


@paper(
    title="Handhaver toezicht en veiligheid",
    holder="Joost Verbeek",
    birth_date="1982-10-10",
    institution="ROC Vlietstad",
    date="2008-07-11",
    crebo="10742",
    dossier_code="22045",
    level="3",
)
def diploma_with_labels_set_to_the_right():
    draw = Paper().at(200, 70, "DIPLOMA", size=34, font="serif-bold")
    for number, (label, value) in enumerate(
        [
            ("uitgereikt aan", "Joost Verbeek"),
            ("geboren", "10 oktober 1982 te Delft"),
            ("kwalificatie", "Handhaver toezicht en veiligheid"),
            ("niveau", "3"),
            ("crebo kwalificatie", "10742"),
            ("crebo dossier", "22045"),
            ("onderwijsinstelling", "ROC Vlietstad"),
            ("afgegeven op", "11 juli 2008"),
        ]
    ):
        draw.at(190 - 5.2 * len(label), 140 + 22 * number, label, size=10, font="serif")
        draw.at(215, 140 + 22 * number, value, size=12, font="serif-bold")
    return draw


@paper(
    title="Projectmatig werken in de openbare ruimte",
    holder="Nienke Schaap",
    birth_date="1994-12-24",
    institution="Hogeschool Waterrand",
    date="2022-01-28",
    croho="34123",
    nlqf="5",
)
def associate_degree_as_one_sentence():
    return (
        Paper()
        .at(70, 80, "Hogeschool Waterrand", size=16, font="bold")
        .at(70, 130, "Getuigschrift hoger beroepsonderwijs", size=18, font="bold")
        .column(
            70,
            180,
            "Aan Nienke Schaap, geboren op 24 december 1994 te Sneek, is op 28 januari 2022",
            "de graad Associate degree verleend in de opleiding",
            "Projectmatig werken in de openbare ruimte",
            "(CROHO 34123, NLQF 5).",
            leading=1.5,
        )
    )


@paper(
    title="Handhaver openbare orde",
    holder="Ali Hassan",
    birth_date="1985-07-01",
    institution="ROC Stadsrand",
    date="2011-06-24",
    crebo="94810",
    level="3",
)
def diploma_in_boxes_with_an_old_crebo():
    draw = Paper().at(60, 60, "ROC Stadsrand", size=10).at(60, 90, "Diploma MBO", size=30, font="bold")
    for x, y, label, value in (
        (60, 150, "Naam", "Ali Hassan"),
        (300, 150, "Geboren", "1 juli 1985, Basra"),
        (60, 200, "Opleiding", "Handhaver openbare orde"),
        (60, 250, "Crebo", "94810"),
        (200, 250, "Niveau", "3"),
        (300, 250, "Datum", "24 juni 2011"),
    ):
        draw.at(x, y, label, size=9).at(x, y + 14, value, size=14, font="bold")
    return draw


@paper(
    title="Meester in de rechten",
    holder="Fatima el Amrani",
    birth_date="1988-03-14",
    institution="Universiteit Laagland",
    date="2012-08-31",
)
def university_degree_as_one_sentence():
    return (
        Paper()
        .centred(80, "Universiteit Laagland", size=18, font="serif-bold")
        .centred(120, "Bul", size=12, font="serif")
        .centred(150, "Wij verklaren dat Fatima el Amrani, geboren op 14 maart 1988 te Rotterdam,", font="serif")
        .centred(166, "op 31 augustus 2012 met goed gevolg heeft afgelegd het examen van de opleiding", font="serif")
        .centred(182, "Meester in de rechten.", font="serif")
    )


@paper(
    title="Handhaver toezicht en veiligheid",
    holder="Fatima Zohra el Amrani",
    birth_date="1988-03-14",
    institution="ROC De Waterkant",
    date="2018-07-06",
    crebo="25409",
    level="3",
)
def extract_with_the_name_in_three_boxes():
    return (
        Paper()
        .at(50, 60, "Uittreksel uit het diplomaregister", size=18, font="bold")
        .at(50, 85, "Gegevens uit het register op 2 november 2026", size=9)
        .rows(
            50,
            120,
            [
                ("Voornamen", "Fatima Zohra"),
                ("Voorvoegsel", "el"),
                ("Achternaam", "Amrani"),
                ("Geboren", "14 maart 1988"),
                ("Opleiding", "Handhaver toezicht en veiligheid"),
                ("Crebonummer", "25409"),
                ("Niveau", "3"),
                ("Onderwijsinstelling", "ROC De Waterkant"),
                ("Behaald op", "6 juli 2018"),
                ("Uittreksel gemaakt op", "2 november 2026"),
            ],
            value_at=200,
        )
    )


@paper(
    title="Coördinator openbare orde en veiligheid",
    holder="Ruben Zwart",
    birth_date="1990-01-09",
    institution="Scholengroep Zeeland",
    date="2014-02-14",
    crebo="95080",
    dossier_code="23110",
    level="4",
)
def diploma_as_one_long_sentence():
    return (
        Paper()
        .centred(90, "DIPLOMA", size=30, font="serif-bold")
        .column(
            70,
            140,
            "Het bevoegd gezag van Scholengroep Zeeland verklaart dat Ruben Zwart, geboren op",
            "9 januari 1990 te Goes, het examen met goed gevolg heeft afgelegd van de opleiding",
            "Coördinator openbare orde en veiligheid (crebo 95080, niveau 4), behorend bij het",
            "kwalificatiedossier Orde en veiligheid (23110).",
            font="serif",
        )
        .at(70, 260, "Goes, 14 februari 2014", font="serif")
    )
