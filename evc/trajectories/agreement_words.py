"""The agreement text that ships, the part that stands below every text, and the words that are filled in.

Dutch and English stand here whole and not in the catalogue: what somebody accepted is a document of its own.
"""

from __future__ import annotations

from collections.abc import Mapping

from evc.trajectories.models import Yield
from evc.trajectories.terms import Payer

YIELDS: Mapping[str, Mapping[str, str]] = {
    "nl": {
        Yield.CERTIFICATE: (
            "Dit traject geeft een ervaringscertificaat. De standaard is erkend voor EVC, de aanbieder is erkend "
            "voor deze standaard en de route is ervoor bedoeld."
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
            "This trajectory yields an experience certificate (ervaringscertificaat). The standard is recognised for EVC, "
            "the provider is recognised for this standard and the route is meant for it."
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
PAYERS: Mapping[str, Mapping[str, str]] = {
    "nl": {
        Payer.CLIENT: "de opdrachtgever, %(client)s",
        Payer.PROVIDER: "de EVC-aanbieder, %(provider)s",
        Payer.CANDIDATE: "de kandidaat",
        Payer.FUND: "een fonds of regeling",
    },
    "en": {
        Payer.CLIENT: "the client, %(client)s",
        Payer.PROVIDER: "the EVC provider, %(provider)s",
        Payer.CANDIDATE: "the candidate",
        Payer.FUND: "a fund or scheme",
    },
}
WORDS: Mapping[str, Mapping[str, str]] = {
    "nl": {
        "no effect on pay": "geen. Je loon blijft hetzelfde",
        "no price": "niets",
        "no subsidy": "geen",
    },
    "en": {
        "no effect on pay": "none. Your pay stays the same",
        "no price": "nothing",
        "no subsidy": "none",
    },
}
RANGE: Mapping[str, str] = {"nl": "%(low)s tot %(high)s", "en": "%(low)s to %(high)s"}

DEFAULT_TEXT: Mapping[str, str] = {
    "nl": """Overeenkomst voor een EVC-traject

Wie afspreken
De kandidaat is {kandidaat}. De EVC-aanbieder is {aanbieder}. De opdrachtgever is {opdrachtgever}.

Waar het over gaat
Je laat zien wat je kunt, vergeleken met: {standaard}. Het gaat om: {onderdelen}.
De route is {route}. Reken op {uren} uur, in ongeveer {weken} weken.

Tijd, loon en geld
Van deze uren mag je er {werktijd} in werktijd doen. De rest is je eigen tijd.
Gevolgen voor je loon: {loon}.
De prijs is {prijs}. Dit betaalt {betaler}.
Subsidie: {subsidie}.

Wat je krijgt
{opbrengst}
Je krijgt een verslag, advies over wat nog mist, en een digitale badge voor wat is erkend.

Wat wij van je vragen
Lever alleen eigen werk in, en zeg wie er meewerkte.
Laat gegevens van anderen weg of maak ze onleesbaar.
""",
    "en": """Agreement about an EVC trajectory

Who agree
The candidate is {kandidaat}. The EVC provider is {aanbieder}. The client is {opdrachtgever}.

What it is about
You show what you can do, compared with: {standaard}. It is about: {onderdelen}.
The route is {route}. Count on {uren} hours, in about {weken} weeks.

Time, pay and money
Of these hours you may spend {werktijd} in work time. The rest is your own time.
Effect on your pay: {loon}.
The price is {prijs}. This is paid by {betaler}.
Subsidy: {subsidie}.

What you get
{opbrengst}
You get a report, advice on what is still missing, and a digital badge for what was recognised.

What we ask of you
Hand in your own work only, and say who worked on it with you.
Leave out data about other people, or make them unreadable.
""",
}
FIXED_PART: Mapping[str, str] = {
    "nl": """Wat altijd geldt
Het is geen diploma. Een examencommissie beslist zelf of je vrijstelling krijgt.
Je doet vrijwillig mee. Je mag altijd stoppen en je hoeft niet te zeggen waarom. Dat kan tot de uitkomst er is.
Het dossier is van jou. Anderen zien alleen wat jij deelt, ook wie betaalt.
Je leidinggevende ziet niets van de inhoud van het dossier, alleen data en hoe ver je bent.
Jij kiest of je opdrachtgever meer van de uitkomst ziet.
Wat je hebt ingeleverd, blijft voor de beoordelaars staan zoals het was. Zo verandert er niets onder hun oordeel.
Beoordelaars hebben geen band met jou. Dat verklaren zij, en jij ook, voordat het dossier opengaat.
Je mag een andere begeleider vragen. Je hoeft niet te zeggen waarom.
Ben je het niet eens met de uitkomst? Dan kun je bezwaar maken. Anderen dan je beoordelaars kijken er dan opnieuw naar.
Aan het eind is er een gesprek over de uitkomst.
""",
    "en": """What always holds
It is not a diploma. An exam board decides for itself whether you get an exemption.
You take part of your own free will. You may always stop and need not say why, until the outcome is there.
The dossier is yours. Others see only what you share, whoever pays.
Your manager sees nothing of what is in the dossier, only dates and how far you are.
You choose whether your client sees more of the outcome.
What you handed in stays as it was for the assessors. So nothing changes under their scores.
Assessors have no ties with you. They declare that, and so do you, before the dossier opens.
You may ask for another coach. You need not say why.
Do you not agree with the outcome? Then you can appeal. Other people than your assessors look at it again.
At the end there is a talk about the outcome.
""",
}
