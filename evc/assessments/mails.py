"""The mails of this room. They say that something waits, never what is in a dossier."""

from __future__ import annotations

from evc.assessments.models import Moderation
from evc.trajectories.models import Participant, Trajectory
from foundation.addresses import public_address
from foundation.jobs.mail import queue_mail


def trajectory_address(trajectory: Trajectory) -> str:
    return public_address(f"/trajectories/{trajectory.pk}")


def tell_assessors_of_moderation(moderation: Moderation) -> None:
    """Every assessment is final and some scores differ: they have to agree and sign."""
    trajectory = moderation.trajectory
    seated = trajectory.participants.current().filter(part=Participant.Part.ASSESSOR).select_related("person")
    for participant in seated:
        person = participant.person
        queue_mail(
            "moderation_opened",
            to=person.email,
            language=person.language,
            key=f"moderation-opened:{moderation.pk}:{person.pk}",
            sender_name=trajectory.provider.name,
            name=person.name,
            organisation=trajectory.provider.name,
            link=trajectory_address(trajectory),
        )
