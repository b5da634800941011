"""More papers in layouts of their own, each with its kind and with what a person reads in it. All names are made up."""

from tests.unit.portfolio.reading.paper import A4_LANDSCAPE, Paper

# By name: how it is drawn, its kind, and the fields that a person reads; None where only the kind is looked at.
VARIED: dict[str, tuple[Paper, str, dict[str, str] | None]] = {}


def _paper(name: str, paper: Paper, kind: str, **fields: str) -> None:
    VARIED[name] = (paper, kind, fields or None)


page = (
    Paper()
    .at(60, 60, "Mijn diploma's", size=20, font="bold")
    .at(60, 90, "Uittreksel uit het diplomaregister", size=14)
    .at(60, 110, "Dit uittreksel is gemaakt op 12 mei 2026")
)
page.rows(
    60,
    150,
    [
        ("Naam", "Youssef van den Heuvel"),
        ("Geboortedatum", "3 april 1991"),
        ("Geboorteplaats", "Zwolle"),
        ("Soort diploma", "Mbo-diploma"),
        ("Opleiding", "Verpleegkundige"),
        ("Niveau", "4"),
        ("Leerweg", "bbl"),
        ("Crebocode", "25655"),
        ("Onderwijsinstelling", "ROC Oosterveld"),
        ("Diploma behaald op", "28 juni 2019"),
    ],
    value_at=220,
)
_paper(
    "an extract in a list",
    page,
    "diploma",
    title="Verpleegkundige",
    holder="Youssef van den Heuvel",
    birth_date="1991-04-03",
    level="4",
    crebo="25655",
    institution="ROC Oosterveld",
    date="2019-06-28",
)

page = (
    Paper()
    .centred(80, "Hogeschool Noorderzijl", size=18, font="serif-bold")
    .centred(130, "GETUIGSCHRIFT", size=26, font="serif-bold")
    .centred(170, "De examencommissie verklaart dat", font="serif")
    .centred(200, "Anouk de Vries-Bakker", size=16, font="serif-bold")
    .centred(222, "geboren op 9 september 1985 te Groningen", font="serif")
    .centred(250, "met goed gevolg het afsluitend examen heeft afgelegd van de bacheloropleiding", font="serif")
    .centred(280, "Social Work", size=16, font="serif-bold")
    .centred(305, "CROHO 34116, NLQF-niveau 6", font="serif")
    .centred(400, "Groningen, 30 augustus 2012", font="serif")
)
_paper(
    "a diploma of a university of applied sciences",
    page,
    "diploma",
    title="Social Work",
    holder="Anouk de Vries-Bakker",
    birth_date="1985-09-09",
    institution="Hogeschool Noorderzijl",
    date="2012-08-30",
    croho="34116",
    nlqf="6",
)

page = (
    Paper(A4_LANDSCAPE)
    .centred(90, "BEWIJS VAN DEELNAME", size=28, font="bold")
    .centred(140, "Hierbij verklaren wij dat")
    .centred(175, "S. Özdemir", size=20, font="bold")
    .centred(205, "heeft deelgenomen aan de training")
    .centred(240, "Werken met de meldcode huiselijk geweld", size=16, font="bold")
    .centred(270, "op 17 november 2022 (8 uur)")
    .at(100, 460, "Zorgschool Meander")
    .at(600, 460, "M. Faber, trainer")
)
_paper(
    "a proof of participation",
    page,
    "course-certificate",
    title="Werken met de meldcode huiselijk geweld",
    holder="S. Özdemir",
    institution="Zorgschool Meander",
    date="2022-11-17",
)

page = Paper().column(
    40, 80, "Nautica Trainingen B.V.", "Havenweg 12", "1234 AB IJmuiden", "KvK 12345678", "www.nautica.example", size=9
)
(
    page.at(220, 80, "CERTIFICAAT", size=24, font="bold")
    .at(220, 120, "Naam:   Piet-Jan de Groot")
    .at(220, 140, "Geboren: 01-02-1979")
    .at(220, 175, "heeft met goed gevolg afgerond de cursus")
    .at(220, 200, "Veilig werken langs de", size=15, font="bold")
    .at(220, 219, "waterkant", size=15, font="bold")
    .at(220, 260, "Afgegeven te IJmuiden op 5 maart 2021")
    .at(220, 280, "Geldig tot 5 maart 2026")
)
_paper(
    "the school in a side column",
    page,
    "course-certificate",
    title="Veilig werken langs de waterkant",
    holder="Piet-Jan de Groot",
    birth_date="1979-02-01",
    institution="Nautica Trainingen B.V.",
    date="2021-03-05",
    valid_until="2026-03-05",
)

page = (
    Paper()
    .at(60, 70, "Certificaat", size=22, font="bold")
    .rows(
        60,
        120,
        [
            ("Cursist", "H.J. ter Braak"),
            ("Cursus", "Basis Bedrijfshulpverlening"),
            ("Cursusdatum", "14-06-2023"),
            ("Certificaatnummer", "BHV-2023-00417"),
            ("Geldig t/m", "14-06-2024"),
            ("Opleider", "Brandmeester Opleidingen"),
        ],
        value_at=200,
    )
)
_paper(
    "a certificate as a list",
    page,
    "course-certificate",
    title="Basis Bedrijfshulpverlening",
    holder="H.J. ter Braak",
    institution="Brandmeester Opleidingen",
    date="2023-06-14",
    valid_until="2024-06-14",
)

page = (
    Paper(A4_LANDSCAPE)
    .centred(90, "Certificate of Completion", size=28, font="serif-bold")
    .centred(150, "This is to certify that", font="serif")
    .centred(190, "Maria João da Silva", size=22, font="serif-bold")
    .centred(225, "has successfully completed the course", font="serif")
    .centred(260, "Asset Management Fundamentals", size=18, font="serif-bold")
    .centred(300, "Date of issue: 12 October 2021", font="serif")
    .centred(420, "Delta Water Academy", font="serif")
)
_paper(
    "a certificate in English",
    page,
    "course-certificate",
    title="Asset Management Fundamentals",
    holder="Maria João da Silva",
    institution="Delta Water Academy",
    date="2021-10-12",
)

page = (
    Paper()
    .at(60, 70, "Programma studiedag Omgevingswet", size=20, font="bold")
    .at(60, 110, "Academie Voor Ruimte, 12 april 2024")
    .column(
        60,
        150,
        "09.00 uur  Ontvangst",
        "09.30 uur  Opening door drs. K. Postma",
        "10.00 uur  Workshop Participatie",
        "12.30 uur  Lunch",
        "16.00 uur  Sluiting",
    )
)
_paper(
    "a programme of a day",
    page,
    "other",
)

page = (
    Paper()
    .at(70, 120, "Plan van aanpak zwerfafval Noord", size=24, font="bold")
    .at(70, 160, "Waterschap De Lage Dijk")
    .at(70, 180, "Opgesteld door: Bram van Eijk, adviseur")
    .at(70, 200, "Versie 1.2, 4 februari 2025")
    .new_page()
    .at(70, 80, "1. Inleiding", size=16, font="bold")
    .column(70, 110, "In dit plan staat hoe wij zwerfafval aanpakken.")
)
_paper(
    "a plan",
    page,
    "work-product",
    title="Plan van aanpak zwerfafval Noord",
    holder="Bram van Eijk",
    institution="Waterschap De Lage Dijk",
    date="2025-02-04",
)

page = (
    Paper()
    .centred(90, "DIPLOMA", size=30, font="serif-bold")
    .centred(125, "middelbaar beroepsonderwijs", size=12, font="serif")
    .centred(170, "Het bevoegd gezag van", font="serif")
    .centred(190, "Regionaal Opleidingencentrum Midden-Veluwe", size=14, font="serif-bold")
    .centred(215, "verklaart dat", font="serif")
    .centred(245, "Sjoerd Willem van 't Hof", size=18, font="serif-bold")
    .centred(268, "geboren te Ede op 30 november 1996", font="serif")
    .centred(298, "het diploma heeft behaald van de kwalificatie", font="serif")
    .centred(328, "Medewerker beheer openbare ruimte", size=16, font="serif-bold")
    .centred(352, "niveau 2, crebo 25434, behorend bij kwalificatiedossier 23190", font="serif")
    .centred(420, "Plaats en datum: Ede, 11 juli 2016", font="serif")
)
_paper(
    "a diploma in prose",
    page,
    "diploma",
    title="Medewerker beheer openbare ruimte",
    holder="Sjoerd Willem van 't Hof",
    birth_date="1996-11-30",
    institution="Regionaal Opleidingencentrum Midden-Veluwe",
    date="2016-07-11",
    level="2",
    crebo="25434",
    dossier_code="23190",
)

page = (
    Paper()
    .column(70, 70, "Stichting Thuiszorg De Linde", "Lindelaan 4", "Apeldoorn")
    .at(70, 140, "Apeldoorn, 2 maart 2025")
    .at(70, 180, "Aanbevelingsbrief", size=16, font="bold")
    .at(70, 210, "Betreft: mevrouw N. Haddou")
    .column(
        70,
        240,
        "Hierbij beveel ik mevrouw Haddou van harte aan. Zij werkte van 2019 tot 2024",
        "als wijkverzorgende in mijn team.",
    )
    .at(70, 330, "Met vriendelijke groet,")
    .at(70, 370, "Corrie Blok")
    .at(70, 388, "teammanager")
)
_paper(
    "a letter that recommends",
    page,
    "testimony",
    title="Aanbevelingsbrief",
    holder="N. Haddou",
    institution="Stichting Thuiszorg De Linde",
    date="2025-03-02",
)

page = Paper().at(60, 60, "Diploma", size=26, font="bold")
for row, (label, value) in enumerate(
    [
        ("Volledige naam", "Liesbeth Maria Kok"),
        ("Geboortedatum", "22-08-1970"),
        ("Kwalificatie", "Gastvrouw / gastheer"),
        ("Crebonummer", "25170"),
        ("Niveau", "3"),
        ("Instelling", "MBO College Zuidrand"),
        ("Datum uitreiking", "01-07-2014"),
    ]
):
    page.at(60, 120 + 42 * row, label, size=8).at(60, 133 + 42 * row, value, size=12, font="bold")
_paper(
    "labels above their values",
    page,
    "diploma",
    title="Gastvrouw / gastheer",
    holder="Liesbeth Maria Kok",
    birth_date="1970-08-22",
    crebo="25170",
    level="3",
    institution="MBO College Zuidrand",
    date="2014-07-01",
)

page = (
    Paper()
    .centred(80, "MBO-CERTIFICAAT", size=24, font="bold")
    .centred(120, "Op grond van artikel 7.2.3 van de Wet educatie en beroepsonderwijs")
    .centred(150, "verklaart de examencommissie van MBO Kustland dat")
    .centred(185, "Tarik Boukhari", size=16, font="bold")
    .centred(207, "geboren op 5 mei 1999")
    .centred(235, "het certificaat heeft behaald voor het keuzedeel")
    .centred(262, "Digitale vaardigheden gevorderd", size=14, font="bold")
    .centred(284, "(code K0023)")
    .centred(340, "Den Helder, 16 december 2022")
)
_paper(
    "a certificate for a part of a qualification",
    page,
    "course-certificate",
    title="Digitale vaardigheden gevorderd",
    holder="Tarik Boukhari",
    birth_date="1999-05-05",
    institution="MBO Kustland",
    date="2022-12-16",
)

page = (
    Paper()
    .at(60, 70, "ROC Rivierenland", size=12, font="bold")
    .at(60, 86, "Uittreksel diplomagegevens", size=18, font="bold")
    .at(60, 110, "Datum uittreksel: 2 november 2026")
)
(
    page.at(60, 150, "Persoonsgegevens", size=12, font="bold")
    .at(60, 170, "Achternaam")
    .at(200, 170, "Dijkstra")
    .at(60, 188, "Voorvoegsel")
    .at(200, 188, "van")
    .at(60, 206, "Voornamen")
    .at(200, 206, "Hilde Antje")
    .at(60, 224, "Geboortedatum")
    .at(200, 224, "19-02-1983")
)
(
    page.at(60, 260, "Diplomagegevens", size=12, font="bold")
    .at(60, 280, "Kwalificatie")
    .at(200, 280, "Persoonlijk begeleider maatschappelijke zorg")
    .at(60, 298, "Crebo")
    .at(200, 298, "25477")
    .at(60, 316, "Dossiernummer")
    .at(200, 316, "23181")
    .at(60, 334, "Niveau")
    .at(200, 334, "mbo-niveau 4")
    .at(60, 352, "Datum diploma")
    .at(200, 352, "14-07-2017")
    .at(60, 370, "Instelling")
    .at(200, 370, "ROC Rivierenland")
)
_paper(
    "names in boxes of their own",
    page,
    "diploma",
    title="Persoonlijk begeleider maatschappelijke zorg",
    holder="Hilde Antje van Dijkstra",
    birth_date="1983-02-19",
    institution="ROC Rivierenland",
    date="2017-07-14",
    level="4",
    crebo="25477",
    dossier_code="23181",
)

page = (
    Paper(A4_LANDSCAPE)
    .centred(100, "Certificaat", size=36, font="serif")
    .centred(150, "uitgereikt aan", font="serif")
    .centred(190, "JASPER VAN DER MEULEN", size=24, font="serif-bold")
    .centred(230, "voor het succesvol afronden van", font="serif")
    .centred(265, "Inspectie van rioolstelsels (module 3)", size=18, font="serif-bold")
    .at(120, 420, "Utrecht, 3-11-2020", font="serif")
    .at(560, 420, "Kennisinstituut Ondergrond", font="serif")
    .at(560, 436, "ir. P. Schaap, directeur", font="serif", size=9)
)
_paper(
    "a name in capitals",
    page,
    "course-certificate",
    title="Inspectie van rioolstelsels (module 3)",
    holder="JASPER VAN DER MEULEN",
    institution="Kennisinstituut Ondergrond",
    date="2020-11-03",
)

page = (
    Paper()
    .centred(80, "Ondergetekende, directeur van Praktijkschool De Kolk, verklaart dat", font="serif")
    .centred(120, "de heer A. Demir, geboren 8 augustus 2000,", font="serif-bold")
    .centred(150, "in de periode van 4 september 2023 tot en met 18 december 2023 de cursus", font="serif")
    .centred(180, "„Groenonderhoud voor beginners”", size=16, font="serif-bold")
    .centred(210, "heeft gevolgd (totaal 40 uur).", font="serif")
    .centred(300, "Tiel, 20 december 2023", font="serif")
)
_paper(
    "a declaration with a title in quotes",
    page,
    "course-certificate",
    title="Groenonderhoud voor beginners",
    holder="A. Demir",
    birth_date="2000-08-08",
    institution="Praktijkschool De Kolk",
    date="2023-12-20",
    hours="40",
)

page = (
    Paper()
    .at(50, 60, "VAKDIPLOMA", size=24, font="bold")
    .at(50, 100, "Naam ........................: Wiebe Hoekstra")
    .at(50, 120, "Geboren op ..................: 30 mei 1975")
    .at(50, 140, "Opleiding ...................: Monteur laagspanningsdistributie")
    .at(50, 160, "Niveau ......................: 2")
    .at(50, 180, "Crebo .......................: 25332")
    .at(50, 200, "Behaald op ..................: 9 juni 2011")
    .at(50, 220, "Instelling ..................: Techniek College Fryslân")
)
_paper(
    "rows of dots",
    page,
    "diploma",
    title="Monteur laagspanningsdistributie",
    holder="Wiebe Hoekstra",
    birth_date="1975-05-30",
    institution="Techniek College Fryslân",
    date="2011-06-09",
    level="2",
    crebo="25332",
)

page = (
    Paper()
    .at(60, 60, "Certificaat van deelname", size=22, font="bold")
    .at(60, 100, "Wij bevestigen dat")
    .at(60, 120, "Xiu Ying Chen", size=14, font="bold")
    .at(60, 140, "op 8 oktober 2025 heeft deelgenomen aan het webinar")
    .at(60, 160, "Klantgesprekken in begrijpelijke taal", size=13, font="bold")
    .at(60, 220, "Bureau Taalhelder")
    .at(60, 236, "Amersfoort")
    .at(60, 260, "PE-punten: 2")
)
_paper(
    "a name and a place under each other",
    page,
    "course-certificate",
    title="Klantgesprekken in begrijpelijke taal",
    holder="Xiu Ying Chen",
    institution="Bureau Taalhelder",
    date="2025-10-08",
)

page = (
    Paper()
    .at(320, 60, "Academie Publieke Zaak", size=10)
    .at(320, 74, "Plein 1813 nr. 4", size=10)
    .at(320, 88, "2514 JN Den Haag", size=10)
    .at(60, 140, "CERTIFICAAT", size=26, font="bold")
    .at(60, 180, "Deze verklaring is afgegeven aan:")
    .at(60, 200, "Mevr. drs. Ingeborg Schouten - van Rijn", size=13, font="bold")
    .at(60, 225, "Geboortedatum: 17/04/1968")
    .at(60, 260, "Leergang: Beleidsadvisering in de praktijk")
    .at(60, 280, "Periode: 1 februari 2022 t/m 30 juni 2022")
    .at(60, 300, "Studiebelasting: 120 uur")
    .at(60, 360, "Den Haag, 5 juli 2022")
)
_paper(
    "a double family name",
    page,
    "course-certificate",
    title="Beleidsadvisering in de praktijk",
    holder="drs. Ingeborg Schouten - van Rijn",
    birth_date="1968-04-17",
    institution="Academie Publieke Zaak",
    date="2022-07-05",
    hours="120",
)

page = (
    Paper()
    .at(70, 200, "Adviesnotitie", size=14)
    .at(70, 230, "Toegankelijkheid van het stadskantoor", size=26, font="bold")
    .at(70, 300, "Auteur: Yara Willemsen")
    .at(70, 318, "Met bijdragen van: T. Bos en K. Smit")
    .at(70, 336, "Datum: 21 september 2023")
    .at(70, 354, "Gemeente Zonnehoek, afdeling Facilitair")
)
_paper(
    "a note to a board",
    page,
    "work-product",
    title="Toegankelijkheid van het stadskantoor",
    holder="Yara Willemsen",
    institution="Gemeente Zonnehoek",
    date="2023-09-21",
)

page = (
    Paper()
    .at(70, 80, "Werkgeversverklaring", size=18, font="bold")
    .at(70, 120, "Ondergetekende verklaart dat de heer R. Kaya sinds 1 maart 2016 in dienst is")
    .at(70, 136, "bij Netbeheerder Voltland B.V. in de functie van monteur.")
    .at(70, 200, "Arnhem, 14 januari 2026")
    .at(70, 230, "L. Peeters, HR-adviseur")
)
_paper(
    "a declaration of an employer",
    page,
    "testimony",
    holder="R. Kaya",
    institution="Netbeheerder Voltland B.V.",
    date="2026-01-14",
    title="Werkgeversverklaring",
)

page = (
    Paper()
    .at(60, 60, "Factuur 2024-113", size=18, font="bold")
    .at(60, 90, "Training EHBO, 16 uur, deelnemer: K. de Wit")
    .at(60, 110, "Opleider: Reddingsbrigade Opleidingen")
    .at(60, 130, "Factuurdatum: 3 mei 2024")
)
_paper(
    "an invoice",
    page,
    "other",
)

page = (
    Paper(A4_LANDSCAPE)
    .at(60, 80, "Hogeschool Kustland", size=14, font="bold")
    .centred(140, "Bachelor of Science", size=14)
    .centred(170, "Getuigschrift", size=30, font="bold")
    .centred(210, "De examencommissie verklaart dat")
    .centred(245, "Thijs Gerardus Maria Willems", size=18, font="bold")
    .centred(270, "geboren 2 januari 1990 te Venlo")
    .centred(295, "met goed gevolg het examen heeft afgelegd van de opleiding")
    .centred(325, "Civiele Techniek", size=18, font="bold")
    .centred(350, "ISAT 34279")
    .centred(400, "Vlissingen, 31 augustus 2013")
)
_paper(
    "a bachelor degree in landscape",
    page,
    "diploma",
    title="Civiele Techniek",
    holder="Thijs Gerardus Maria Willems",
    birth_date="1990-01-02",
    institution="Hogeschool Kustland",
    date="2013-08-31",
    croho="34279",
)
