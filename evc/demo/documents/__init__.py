"""The papers and photos that the people of the demo show. All of it is made here, each time with the same bytes."""

from __future__ import annotations

from evc.demo.documents.papers import Course, course_certificate, diploma, landscape_certificate
from evc.demo.documents.photos import photo_of_bicycles, photo_of_certificate
from evc.demo.documents.plan import work_product

DIPLOMA = "diploma-toezicht-op-straat.pdf"
TALKS_CERTIFICATE = "certificaat-lastige-gesprekken.pdf"
RULES_CERTIFICATE = "certificaat-regels-in-de-buitenruimte.pdf"
FIRST_AID_CERTIFICATE = "certificaat-eerste-hulp.pdf"
WORK_PRODUCT = "plan-fietsparkeren-stationsplein.pdf"
CERTIFICATE_PHOTO = "foto-certificaat-op-tafel.jpg"
BICYCLES_PHOTO = "foto-fietsen-stationsplein.png"


def make_documents() -> dict[str, bytes]:
    """Every document of the demo: file name -> bytes."""
    first_aid = landscape_certificate()
    return {
        DIPLOMA: diploma(),
        TALKS_CERTIFICATE: course_certificate(
            Course(
                holder="Daan Kuipers",
                born="22 november 2001",
                title="Lastige gesprekken op straat (voorbeeld)",
                institution="Praktijkschool De Hoeksteen",
                place_and_date="Oosterveen, 18 september 2025",
                hours=16,
                parts=(
                    (
                        "Openen en luisteren",
                        "Een gesprek beginnen, open vragen stellen en samenvatten. Geoefend met een acteur.",
                    ),
                    ("Rustig blijven", "Spanning herkennen bij jezelf en bij de ander. Afstand, stem en houding."),
                    (
                        "Grenzen stellen",
                        "Zeggen wat er niet mag en wat er daarna gebeurt. Op tijd stoppen of hulp halen.",
                    ),
                    ("Vastleggen", "Een kort verslag zonder mening. Opdracht op het werk, nagekeken door de docent."),
                ),
            )
        ),
        RULES_CERTIFICATE: course_certificate(
            Course(
                holder="Thijs Wagenaar",
                born="3 augustus 1994",
                title="Regels in de buitenruimte (voorbeeld)",
                institution="Praktijkschool De Hoeksteen",
                place_and_date="Waterrijk, 27 maart 2025",
                hours=24,
                parts=(
                    ("Bevoegdheden", "Wat een handhaver mag en wat niet. Oefenen met zes zaken."),
                    ("Parkeren, afval en honden", "De regels van de gemeente en hoe je ze uitlegt."),
                    ("Schrijven", "Een boete uitwerken die een ander kan beoordelen. Twee opdrachten op het werk."),
                ),
            )
        ),
        FIRST_AID_CERTIFICATE: first_aid,
        WORK_PRODUCT: work_product(),
        CERTIFICATE_PHOTO: photo_of_certificate(first_aid),
        BICYCLES_PHOTO: photo_of_bicycles(),
    }
