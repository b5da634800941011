"""The mails around a complaint: that it is there, until when it is answered. Never about whom or what."""

from __future__ import annotations

from evc.outcomes.models import Complaint, ComplaintHandling
from evc.roles import Role
from foundation.addresses import public_address
from foundation.jobs.mail import queue_mail
from foundation.people.models import Membership, Person


def confirm(complaint: Complaint) -> None:
    _mail("complaint_lodged", complaint, to=complaint.lodger, key=str(complaint.round))


def ask_coordinators(complaint: Complaint) -> None:
    """Nobody can take it by themselves: a coordinator finds somebody, and reads nothing of it."""
    held = Membership.objects.current().with_role(Role.COORDINATOR).filter(organisation=complaint.organisation)
    for membership in held.select_related("person").exclude(person=complaint.lodger_id):
        _mail(
            "complaint_needs_handler",
            complaint,
            to=membership.person,
            key=f"{complaint.round}:{membership.person_id}",
            link=public_address(f"/complaints/{complaint.pk}/handler"),
        )


def tell_handler(handling: ComplaintHandling) -> None:
    _mail("complaint_to_handle", handling.complaint, to=handling.handler, key=str(handling.pk))


def tell_answered(complaint: Complaint) -> None:
    _mail("complaint_answered", complaint, to=complaint.lodger, key=str(complaint.round))


def tell_withdrawn(complaint: Complaint) -> None:
    for handling in complaint.handlings.filter(round=complaint.round, ended_at=None).select_related("handler"):
        _mail("complaint_withdrawn", complaint, to=handling.handler, key=str(handling.pk))


def _mail(template: str, complaint: Complaint, *, to: Person, key: str, link: str = "") -> None:
    name = complaint.organisation.name
    queue_mail(
        template,
        to=to.email,
        language=to.language,
        key=f"{template}:{complaint.pk}:{key}",
        sender_name=name,
        name=to.name,
        organisation=name,
        until=complaint.answer_by,
        link=link or public_address(f"/complaints/{complaint.pk}"),
    )
