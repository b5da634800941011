"""The mails of this room. They say that something waits, never what is in a dossier."""

from __future__ import annotations

from evc.assessments.models import Moderation, ThirdOpinion
from evc.assessments.scope import part_that_signs
from evc.roles import Role
from evc.trajectories.models import Trajectory
from foundation.addresses import public_address
from foundation.jobs.mail import queue_mail
from foundation.people.models import Membership


def trajectory_address(trajectory: Trajectory) -> str:
    return public_address(f"/trajectories/{trajectory.pk}")


def tell_assessors_of_moderation(moderation: Moderation) -> None:
    """Every assessment is final and some scores differ: they have to agree and sign."""
    trajectory = moderation.trajectory
    seated = trajectory.participants.current().filter(part=part_that_signs(moderation)).select_related("person")
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


def tell_coordinators_of_third(opinion: ThirdOpinion) -> None:
    """The assessors can't agree: somebody who never took part has to score what they differ on."""
    trajectory = opinion.moderation.trajectory
    coordinators = Membership.objects.current().with_role(Role.COORDINATOR).filter(organisation=trajectory.provider)
    for membership in coordinators.select_related("person"):
        person = membership.person
        queue_mail(
            "third_asked",
            to=person.email,
            language=person.language,
            key=f"third-asked:{opinion.pk}:{person.pk}",
            sender_name=trajectory.provider.name,
            name=person.name,
            organisation=trajectory.provider.name,
            link=trajectory_address(trajectory),
        )
