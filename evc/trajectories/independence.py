"""The exact words of the two declarations of independence (domain fact 18)."""

from __future__ import annotations

from collections.abc import Mapping

from evc.trajectories.models import Participant

_ASSESSOR: Mapping[str, str] = {
    "nl": (
        "Ik heb geen banden met %(candidate)s. Wij zijn geen familie of vrienden, wij werken niet samen, ik heb deze "
        "kandidaat niet begeleid, en ik heb geen voordeel of nadeel van de uitkomst. "
        "Verandert dat, dan geef ik mijn plaats terug."
    ),
    "en": (
        "I have no ties with %(candidate)s. We are not family or friends, we don't work together, I did not coach this "
        "candidate, and I have nothing to gain or lose by the outcome. If that changes I give my place back."
    ),
}
_CANDIDATE: Mapping[str, str] = {
    "nl": (
        "Ik heb geen banden met wie mij beoordelen: geen familie, geen vrienden, niemand met wie ik samenwerk. Lees ik de "
        "naam van een beoordelaar met wie ik wel een band heb, dan zeg ik dat voordat het dossier opengaat."
    ),
    "en": (
        "I have no ties with those who assess me: no family, no friends, nobody I work with. When I read the name of an "
        "assessor with whom I do have ties, I say so before the dossier opens."
    ),
}


def statement_text(participant: Participant, *, language: str) -> str:
    """What this person declares, in Dutch unless they read English."""
    known = "en" if language.startswith("en") else "nl"
    if participant.part == Participant.Part.CANDIDATE:
        return _CANDIDATE[known]
    return _ASSESSOR[known] % {"candidate": participant.trajectory.candidate.name}
