"""The text that the candidate agrees to before the portfolio is built (domain facts 1, 7, 14, 15, 16, 49).

One text for everybody in this version. What was accepted is stored with the agreement, word for word.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.utils import timezone
from django.utils.translation import get_language

from evc.trajectories.models import Trajectory, Yield
from evc.trajectories.yields import what_it_yields

TEXT_VERSION = "2026-11"

_YIELDS: Mapping[str, Mapping[str, str]] = {
    "nl": {
        Yield.CERTIFICATE: (
            "Dit traject geeft een ervaringscertificaat. De standaard is erkend voor EVC en de aanbieder is erkend "
            "voor deze standaard."
        ),
        Yield.PROFILE: (
            "Dit traject geeft een ervaringsprofiel. Dat is iets anders dan een ervaringscertificaat: deze standaard is "
            "niet erkend voor EVC, of deze route of aanbieder is daar niet voor bedoeld."
        ),
        Yield.REPORT: (
            "Dit traject geeft een competentierapport. Dat is geen ervaringscertificaat en geen ervaringsprofiel: de "
            "aanbieder is daar niet voor erkend."
        ),
    },
    "en": {
        Yield.CERTIFICATE: (
            "This trajectory yields an experience certificate (ervaringscertificaat). The standard is recognised for EVC "
            "and the provider is recognised for this standard."
        ),
        Yield.PROFILE: (
            "This trajectory yields an experience profile (ervaringsprofiel). That is not an experience certificate: this "
            "standard is not recognised for EVC, or this route or provider is not meant for one."
        ),
        Yield.REPORT: (
            "This trajectory yields a competence report (competentierapport). That is not an experience certificate and "
            "not an experience profile: the provider is not recognised for those."
        ),
    },
}
_TEXT: Mapping[str, str] = {
    "nl": """Afspraken over jouw EVC-traject

Waar het over gaat
Je laat zien wat je kunt, vergeleken met: %(standard)s. Het gaat om: %(units)s.
De route is %(route)s. Reken op %(hours)s uur van je eigen tijd, in ongeveer %(weeks)s weken.
De EVC-aanbieder is %(provider)s. De opdrachtgever is %(client)s.

Wat je krijgt
%(yields)s
Het is geen diploma. Een examencommissie beslist zelf of je vrijstelling krijgt.
Je krijgt een verslag, advies over wat nog mist, en een digitale badge voor wat is erkend.

Jouw rechten
Je doet vrijwillig mee. Je mag altijd stoppen en je hoeft niet te zeggen waarom. Dat kan tot de uitkomst er is.
Het dossier is van jou. Anderen zien alleen wat jij deelt. Je leidinggevende ziet alleen data en hoe ver je bent.
Wat je hebt ingeleverd, blijft voor de beoordelaars staan zoals het was. Zo verandert er niets onder hun oordeel.
Ben je het niet eens met de uitkomst? Dan kun je bezwaar maken. Anderen dan je beoordelaars kijken er dan opnieuw naar.
Je mag een andere begeleider vragen. Ook dan hoef je niet te zeggen waarom.
Aan het eind is er een gesprek over de uitkomst.

Wat wij van je vragen
Lever alleen eigen werk in, en zeg wie er meewerkte.
Laat gegevens van anderen weg of maak ze onleesbaar.
Zeg het als je een band hebt met een beoordelaar, zoals familie, vriendschap of samen werken.
""",
    "en": """Agreement about your EVC trajectory

What it is about
You show what you can do, compared with: %(standard)s. It is about: %(units)s.
The route is %(route)s. Count on %(hours)s hours of your own time, in about %(weeks)s weeks.
The EVC provider is %(provider)s. The client is %(client)s.

What you get
%(yields)s
It is not a diploma. An exam board decides for itself whether you get an exemption.
You get a report, advice on what is still missing, and a digital badge for what was recognised.

Your rights
You take part of your own free will. You may always stop and need not say why, until the outcome is there.
The dossier is yours. Others see only what you share. Your manager sees only dates and how far you are.
What you handed in stays as it was for the assessors. So nothing changes under their scores.
Do you not agree with the outcome? Then you can appeal. Other people than your assessors look at it again.
You may ask for another coach. You need not say why then either.
At the end there is a talk about the outcome.

What we ask of you
Hand in your own work only, and say who worked on it with you.
Leave out data about other people, or make them unreadable.
Say so when you have ties with an assessor, such as family, friendship or working together.
""",
}


def agreement_text(trajectory: Trajectory, *, language: str | None = None) -> tuple[str, str]:
    """(version of the text, the text) as it holds today, in the language given or else the active one (nl or en)."""
    known = "en" if (language or get_language() or "").startswith("en") else "nl"
    route = trajectory.route
    low, high = f"{route.hours_min.normalize():f}", f"{route.hours_max.normalize():f}"
    outcome = what_it_yields(trajectory.standard_version.standard, trajectory.provider, route, timezone.localdate())
    return TEXT_VERSION, _TEXT[known] % {
        "standard": str(trajectory.standard_version),
        "units": "; ".join(unit.title for unit in trajectory.units.all()),
        "route": route.name_en if known == "en" else route.name_nl,
        "hours": low if low == high else _RANGE[known] % {"low": low, "high": high},
        "weeks": route.lead_time_weeks,
        "provider": trajectory.provider.name,
        "client": trajectory.client.name,
        "yields": _YIELDS[known][outcome],
    }


_RANGE: Mapping[str, str] = {"nl": "%(low)s tot %(high)s", "en": "%(low)s to %(high)s"}
