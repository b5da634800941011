"""The roles of an EVC organisation (design.md, Words). A membership says who may be something; a participant who is."""

from __future__ import annotations

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from foundation.people import roles


class Role(StrEnum):
    CANDIDATE = "candidate"
    COACH = "coach"
    ASSESSOR = "assessor"
    COORDINATOR = "coordinator"
    QUALITY_OFFICER = "quality_officer"
    MANAGER = "manager"


def register_roles() -> None:
    """Tell foundation which roles there are and what they may do."""
    roles.register(Role.CANDIDATE, name=_("Candidate"), may=_("Builds a portfolio and asks for recognition."))
    roles.register(Role.COACH, name=_("Coach"), may=_("Helps candidates with their portfolio; never assesses them."))
    roles.register(Role.ASSESSOR, name=_("Assessor"), may=_("Scores dossiers, alone and blind."))
    roles.register(Role.COORDINATOR, name=_("EVC coordinator"), may=_("Plans trajectories and assigns people."))
    roles.register(Role.QUALITY_OFFICER, name=_("Quality officer"), may=_("Checks and releases outcomes."))
    roles.register(
        Role.MANAGER, name=_("Manager"), may=_("Proposes trajectories; sees dates, status and what is shared.")
    )
