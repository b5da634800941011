"""The diploma and certificates of the demo. Institutions, courses and codes are made up and the paper says so."""

from __future__ import annotations

from dataclasses import dataclass

from evc.demo.documents.sheet import ACCENT, GREEN, INK, LINE, PAPER, QUIET, TEXT, Sheet, make_pdf


def diploma() -> bytes:
    """Fatima's mbo diploma: one upright page, centred, with an example code where a real one has its crebo number."""
    sheet = Sheet()
    middle = sheet.width / 2
    sheet.fill(PAPER).box(0, 0, sheet.width, sheet.height, paint="f")
    sheet.pen(INK, 2.4).box(28, 28, sheet.width - 56, sheet.height - 56)
    sheet.pen(ACCENT, 0.8).box(35, 35, sheet.width - 70, sheet.height - 70)
    _emblem(sheet, middle, 742)
    sheet.fill(INK).write("DIPLOMA", middle, 655, font="serif-bold", size=44, align="centre")
    sheet.fill(QUIET).write("middelbaar beroepsonderwijs", middle, 628, font="serif-italic", size=15, align="centre")
    sheet.fill(TEXT)
    for text, y, font, size in (
        ("Het bestuur van", 585, "serif", 12),
        ("ROC Het Stroomgebied", 563, "serif-bold", 17),
        ("te Waterrijk verklaart dat", 541, "serif", 12),
        ("Fatima el Amrani", 500, "serif-bold", 26),
        ("geboren op 14 maart 1988 te Dordrecht", 476, "serif", 12),
        ("is geslaagd voor het examen van de opleiding", 447, "serif", 12),
        ("Medewerker toezicht op straat (voorbeeld)", 415, "serif-bold", 19),
    ):
        sheet.write(text, middle, y, font=font, size=size, align="centre")
    rows = (
        ("Code (voorbeeld):", "VB-TOEZICHT-2"),
        ("Niveau:", "2"),
        ("Leerweg:", "beroepsbegeleidende leerweg (bbl)"),
        ("Nummer (voorbeeld):", "VB-2017-0316"),
    )
    for row, (label, value) in enumerate(rows):
        y = 362 - row * 20
        sheet.fill(QUIET).write(label, 130, y, font="serif", size=12)
        sheet.fill(TEXT).write(value, 260, y, font="serif", size=12)
    sheet.write("Waterrijk, 5 juli 2017", 130, 205, font="serif", size=12)
    sheet.write("Namens het bestuur,", 130, 187, font="serif", size=12)
    sheet.signature(132, 150, "J. Hartsema")
    sheet.pen(LINE).lines([(130, 132), (290, 132)])
    sheet.fill(TEXT).write("J. Hartsema", 130, 118, font="serif", size=12)
    sheet.fill(QUIET).write("voorzitter van de examencommissie", 130, 103, font="serif", size=10)
    _seal(sheet, 430, 150)
    return make_pdf([sheet.mark_as_example()], title="Diploma (voorbeeld)", author="ROC Het Stroomgebied (voorbeeld)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """What a certificate of a training says: all of it in words, as printed."""

    holder: str
    born: str
    title: str
    institution: str
    place_and_date: str
    hours: int
    parts: tuple[tuple[str, str], ...]


def course_certificate(course: Course) -> bytes:
    """A certificate of a training on two pages: the first says it, the second lists what was done."""
    return make_pdf(
        [_certificate_front(course), _certificate_parts(course)],
        title=f"Certificaat {course.title}",
        author=f"{course.institution} (voorbeeld)",
    )


def _certificate_front(course: Course) -> Sheet:
    sheet = Sheet()
    sheet.fill(GREEN).box(0, sheet.height - 150, sheet.width, 150, paint="f")
    sheet.fill(ACCENT).box(0, sheet.height - 156, sheet.width, 6, paint="f")
    sheet.fill((255, 255, 255)).write("Certificaat", 70, sheet.height - 96, font="sans-bold", size=40)
    sheet.write(course.institution, 70, sheet.height - 124, size=14)
    y = sheet.height - 230
    sheet.fill(QUIET).write("Dit certificaat is uitgereikt aan", 70, y, size=12)
    sheet.fill(INK).write(course.holder, 70, y - 34, font="sans-bold", size=26)
    sheet.fill(TEXT).write(f"geboren op {course.born}", 70, y - 58, size=12)
    sheet.fill(QUIET).write("voor het volgen en afronden van de training", 70, y - 104, size=12)
    sheet.fill(INK).write(course.title, 70, y - 134, font="sans-bold", size=20)
    sheet.pen(LINE).lines([(70, y - 162), (sheet.width - 70, y - 162)])
    for row, (label, value) in enumerate(
        (
            ("Studielast", f"{course.hours} uur"),
            ("Vorm", "training met rollenspel en opdracht op het werk"),
            ("Beoordeling", "voldaan"),
        )
    ):
        sheet.fill(QUIET).write(label, 70, y - 192 - row * 22, size=12)
        sheet.fill(TEXT).write(value, 190, y - 192 - row * 22, size=12)
    sheet.write(course.place_and_date, 70, 190, size=12)
    sheet.signature(74, 148, course.institution)
    sheet.pen(LINE).lines([(70, 128), (240, 128)])
    sheet.fill(QUIET).write("namens de docenten", 70, 114, size=10)
    _seal(sheet, sheet.width - 130, 155)
    return sheet.mark_as_example()


def _certificate_parts(course: Course) -> Sheet:
    sheet = Sheet()
    sheet.fill(INK).write("Onderdelen van de training", 70, 750, font="sans-bold", size=20)
    sheet.fill(QUIET).write(f"Bijlage bij het certificaat {course.title}", 70, 728, size=11)
    sheet.write(f"{course.holder}, {course.institution}", 70, 712, size=11)
    y = 664.0
    for name, what in course.parts:
        sheet.fill(PAPER).box(70, y - 46, sheet.width - 140, 64, paint="f")
        sheet.fill(GREEN).box(70, y - 46, 4, 64, paint="f")
        sheet.fill(INK).write(name, 88, y, font="sans-bold", size=12)
        sheet.fill(TEXT).paragraph(what, 88, y - 19, sheet.width - 180, size=10.5, leading=14)
        y -= 80
    return sheet.mark_as_example()


def landscape_certificate() -> bytes:
    """Fatima's first aid certificate, lying, centred, with an end date that has passed in the demo's days."""
    sheet = Sheet(landscape=True)
    middle = sheet.width / 2
    sheet.fill((0xFD, 0xF6, 0xE6)).box(0, 0, sheet.width, sheet.height, paint="f")
    sheet.pen(ACCENT, 6).box(26, 26, sheet.width - 52, sheet.height - 52)
    sheet.pen(INK, 1).box(38, 38, sheet.width - 76, sheet.height - 76)
    for x in (120, sheet.width - 120):
        sheet.fill(GREEN).box(x - 9, 452, 18, 54, paint="f").box(x - 27, 470, 54, 18, paint="f")
    sheet.fill(INK).write("CERTIFICAAT", middle, 462, font="serif-bold", size=46, align="centre")
    for text, y, font, size in (
        ("uitgereikt aan", 415, "serif-italic", 15),
        ("Fatima el Amrani", 374, "serif-bold", 30),
        ("voor het met goed gevolg afronden van", 336, "serif-italic", 15),
        ("Eerste hulp op straat (voorbeeld)", 296, "serif-bold", 26),
        ("Waterrijk, 20 mei 2024", 236, "serif", 14),
        ("geldig tot en met 20 mei 2026", 214, "serif", 14),
    ):
        sheet.fill(TEXT).write(text, middle, y, font=font, size=size, align="centre")
    sheet.signature(160, 130, "B. Aalbers")
    sheet.pen(LINE).lines([(150, 108), (320, 108)])
    sheet.fill(TEXT).write("B. Aalbers, docent", 150, 92, font="serif", size=11)
    sheet.write("De Verbandkist Trainingen", sheet.width - 150, 92, font="serif-bold", size=13, align="right")
    _seal(sheet, sheet.width - 200, 150)
    return make_pdf(
        [sheet.mark_as_example()], title="Certificaat eerste hulp (voorbeeld)", author="De Verbandkist (voorbeeld)"
    )


def _emblem(sheet: Sheet, x: float, y: float) -> None:
    """Waves in a circle: the arms of a school that does not exist."""
    sheet.fill(INK).circle(x, y, 34, paint="f")
    sheet.pen((255, 255, 255), 2.2)
    for height in (-10, 0, 10):
        sheet.lines([(x - 22 + step * 5.5, y + height + (3 if step % 2 else -3)) for step in range(9)])
    sheet.pen(ACCENT, 2).circle(x, y, 38)


def _seal(sheet: Sheet, x: float, y: float) -> None:
    sheet.fill(ACCENT).circle(x, y, 36, paint="f")
    sheet.pen((255, 255, 255), 1.4).circle(x, y, 30)
    sheet.fill((255, 255, 255)).write("voorbeeld", x, y - 3, font="sans-bold", size=9, align="centre")
