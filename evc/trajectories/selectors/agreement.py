"""Reads about the agreement, the statements and the consents of one trajectory."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from evc.trajectories.models import AgreementVersion, IndependenceStatement, ResultConsent, Trajectory


def on_the_table(trajectory: Trajectory) -> AgreementVersion | None:
    """The version that is to be accepted, or was accepted by all; None before one was drawn up."""
    return (
        trajectory.agreement_versions.filter(replaced_at=None)
        .select_related("drawn_up_by", "client_accepted_by")
        .first()
    )


def statements(trajectory: Trajectory) -> QuerySet[IndependenceStatement]:
    """What was declared about independence, oldest first, also by those who left since."""
    return IndependenceStatement.objects.filter(participant__trajectory=trajectory).select_related(
        "participant__person"
    )


def consent_of(trajectory: Trajectory, receiver: str, *, on: date) -> ResultConsent | None:
    """What this receiver may see on this day; None: dates and status only."""
    return trajectory.consents.filter(receiver=receiver, ended_at=None, until__gte=on).first()
