"""Plans, reports and letters, and a page that is none of it."""

from tests.unit.portfolio.reading.paper import Paper, Papers

PAPERS = Papers()
paper = PAPERS.expecting


@paper(
    title="Plan van aanpak zwerfafval stationsgebied",
    holder="Samira Bouzid",
    institution="Gemeente Meerdam",
    date="2025-09-05",
)
def work_product_with_an_author_and_helpers():
    return (
        Paper()
        .column(70, 150, "Plan van aanpak zwerfafval", "stationsgebied", size=24, font="bold")
        .rows(
            70,
            260,
            [
                ("Organisatie:", "Gemeente Meerdam"),
                ("Auteur:", "Samira Bouzid"),
                ("Meegelezen door:", "T. Postma en J. Visser"),
                ("Datum:", "5 september 2025"),
                ("Versie:", "2.0"),
            ],
            value_at=190,
        )
        .new_page()
        .column(70, 80, "1. Inleiding", size=15, font="bold")
        .column(
            70,
            110,
            "Op 12 januari 2020 sprak mevrouw A. Jansen met de wijkagent over het",
            "afval. Crebo is hier geen onderwerp.",
        )
    )


@paper(title="Referentie", date="2026-08-21", institution="Gemeente Waterrijk")
def reference_whose_writer_is_not_the_holder():
    return (
        Paper()
        .at(70, 70, "Gemeente Waterrijk", size=11)
        .at(70, 110, "Referentie", size=20, font="bold")
        .column(
            70,
            160,
            "In dit stuk vertel ik hoe mijn collega werkt. Wij liepen twee jaar samen diensten",
            "in het centrum en ik zag hoe rustig het gesprek bleef.",
        )
        .at(70, 260, "Waterrijk, 21 augustus 2026")
        .at(70, 300, "R. Boersma, teamleider")
    )


@paper()
def a_page_without_anything_of_the_kind():
    return Paper().column(
        70,
        80,
        "Boodschappen voor vrijdag en wat er nog in huis is, zodat we niet twee keer gaan.",
        "Melk, brood, 12345 spijkers en een pot verf voor de schuur; bel 24 uur van tevoren.",
        "Tussen 16 en 19 uur is de winkel op het plein nog open, daarna alleen de markt.",
    )


@paper(
    title="Jaarverslag handhaving 2025",
    holder="Peter de Groot",
    institution="Waterschap De Laagte",
    date="2026-01-22",
)
def report_with_people_who_helped():
    return (
        Paper()
        .at(70, 80, "Waterschap De Laagte", size=12)
        .column(70, 300, "Jaarverslag handhaving", "2025", size=28, font="bold", leading=1.2)
        .column(
            70,
            400,
            "Geschreven door Peter de Groot",
            "Met bijdragen van M. Smit, K. Jansen en L. de Boer",
            "Vastgesteld op 22 januari 2026",
            size=12,
            leading=1.6,
        )
    )


@paper(title="Werkplan jongerenoverlast", institution="Gemeente Meerdam", date="2025-05-06")
def plan_of_two_authors_of_whom_none_is_chosen():
    return (
        Paper()
        .at(70, 100, "Werkplan jongerenoverlast", size=26, font="bold")
        .column(70, 160, "Gemeente Meerdam", "Auteurs: Fatima el Amrani, Daan Kuipers", "6 mei 2025", leading=1.6)
    )


@paper(
    title="Handhavingsplan binnenstad",
    holder="Fatima el Amrani",
    institution="Gemeente Waterrijk",
    date="2026-05-18",
)
def plan_with_a_table_of_contents():
    return (
        Paper()
        .at(70, 100, "Gemeente Waterrijk", size=12)
        .at(70, 250, "Handhavingsplan binnenstad", size=30, font="bold")
        .column(70, 290, "Opsteller: Fatima el Amrani", "Datum: 18 mei 2026", "Status: definitief", leading=1.8)
        .new_page()
        .column(70, 80, "Inhoud", "1 Inleiding 3", "2 Training van de boa's 5", "3 Naam en rol 9")
    )
