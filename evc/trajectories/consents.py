"""The exact words of a consent about the result (domain facts 49 and 55)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import override

from evc.trajectories.models import ResultConsent, Trajectory

Scope = ResultConsent.Scope
_TEXTS: Mapping[str, Mapping[str, str]] = {
    "nl": {
        Scope.OUTCOME: (
            "%(candidate)s vindt goed dat de leidinggevende bij %(client)s de uitkomst van dit traject in woorden leest: per "
            "werkproces erkend, gedeeltelijk erkend of nog niet erkend. Niet het verslag en niet het dossier. "
            "Dit geldt tot en met %(until)s."
        ),
        Scope.REPORT: (
            "%(candidate)s vindt goed dat de leidinggevende bij %(client)s de uitkomst en het verslag van dit traject leest. "
            "Niet het dossier. Dit geldt tot en met %(until)s."
        ),
        Scope.ENTRY: (
            "%(candidate)s vindt goed dat %(provider)s dit certificaat meldt bij een openbaar register, met naam, standaard en "
            "datum. Dit geldt tot en met %(until)s."
        ),
    },
    "en": {
        Scope.OUTCOME: (
            "%(candidate)s agrees that the manager at %(client)s reads the outcome of this trajectory in words: recognised, "
            "partly or not yet for each work process. Not the report and not the dossier. "
            "This holds until and including %(until)s."
        ),
        Scope.REPORT: (
            "%(candidate)s agrees that the manager at %(client)s reads the outcome and the report of this trajectory. "
            "Not the dossier. This holds until and including %(until)s."
        ),
        Scope.ENTRY: (
            "%(candidate)s agrees that %(provider)s enters this certificate in a public register, with name, standard and "
            "date. This holds until and including %(until)s."
        ),
    },
}


def consent_text(trajectory: Trajectory, scope: str, *, until: date, language: str) -> str:
    known = "en" if language.startswith("en") else "nl"
    with override(known):
        day = date_format(until, "j F Y")
    return _TEXTS[known][scope] % {
        "candidate": trajectory.candidate.name,
        "client": trajectory.client.name,
        "provider": trajectory.provider.name,
        "until": day,
    }
