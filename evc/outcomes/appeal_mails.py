"""The mails around an appeal. They say that something waits or is there, never what was found or what is contested."""

from __future__ import annotations

from typing import Any

from evc.outcomes.models import Appeal
from evc.roles import Role
from evc.trajectories.models import Participant
from foundation.addresses import public_address
from foundation.jobs.mail import queue_mail
from foundation.people.models import Membership, Person

Part = Participant.Part


def confirm_appeal(appeal: Appeal) -> None:
    """To the candidate: it came in, and until when there is an answer."""
    _mail("appeal_lodged", appeal, to=appeal.trajectory.candidate, key="")


def tell_coordinators(appeal: Appeal, *, again: str = "") -> None:
    """People have to be found for it: who decides, and once it is taken up who scores again. ``again``: since one left."""
    held = Membership.objects.current().with_role(Role.COORDINATOR).filter(organisation=appeal.trajectory.provider)
    for membership in held.select_related("person"):
        if membership.person_id != appeal.trajectory.candidate_id:
            _mail("appeal_needs_people", appeal, to=membership.person, key=f"{appeal.state}:{again}")


def tell_assigned(appeal: Appeal, participant: Participant) -> None:
    _mail(
        "appeal_assigned",
        appeal,
        to=participant.person,
        key=str(participant.pk),
        decides=participant.part == Part.APPEAL_OFFICER,
    )


def tell_officer(appeal: Appeal) -> None:
    """Those who looked again are done."""
    if appeal.officer is not None:
        _mail("appeal_to_decide", appeal, to=appeal.officer, key="")


def tell_candidate(appeal: Appeal) -> None:
    """It was taken up, or there is an answer."""
    _mail("appeal_news", appeal, to=appeal.trajectory.candidate, key=appeal.state, is_over=not appeal.is_open)


def tell_people_of_withdrawal(appeal: Appeal) -> None:
    """To whoever has a part in it now."""
    parts = appeal.trajectory.participants.current().filter(part__in=[Part.APPEAL_ASSESSOR, Part.APPEAL_OFFICER])
    for participant in parts.select_related("person"):
        _mail("appeal_withdrawn", appeal, to=participant.person, key="")


def _mail(template: str, appeal: Appeal, *, to: Person, key: str, **context: Any) -> None:
    provider = appeal.trajectory.provider
    queue_mail(
        template,
        to=to.email,
        language=to.language,
        key=f"{template}:{appeal.pk}:{to.pk}:{key}",
        sender_name=provider.name,
        name=to.name,
        organisation=provider.name,
        until=appeal.answer_by,
        link=public_address(f"/appeals/{appeal.pk}"),
        **context,
    )
