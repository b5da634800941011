"""Who can handle a complaint: somebody of the organisation who took no part in the trajectory. Reads only."""

from __future__ import annotations

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from evc.outcomes.models import Complaint, ComplaintHandling
from evc.outcomes.rules import terms_of
from evc.roles import Role
from evc.trajectories.models import Participant
from foundation.people.models import Membership, Person


def may_handle(complaint: Complaint, person: Person) -> bool:
    return uninvolved(complaint).filter(pk=person.pk).exists()


def uninvolved(complaint: Complaint) -> QuerySet[Person]:
    """The complaints officer and the quality officers who never took part and did not handle it before, by name."""
    named = terms_of(complaint.organisation).complaints_officer_id
    officers = Membership.objects.current().with_role(Role.QUALITY_OFFICER).filter(organisation=complaint.organisation)
    took_part = Participant.objects.filter(trajectory=complaint.trajectory_id, person=OuterRef("pk"))
    handled = ComplaintHandling.objects.filter(complaint=complaint, handler=OuterRef("pk"))
    return (
        Person.objects.filter(Q(pk=named) | Q(pk__in=officers.values("person")), is_active=True)
        .exclude(pk=complaint.lodger_id)
        .exclude(Exists(took_part))
        .exclude(Exists(handled))
        .order_by("name", "pk")
    )


def first_choice(complaint: Complaint) -> Person | None:
    """The complaints officer of the organisation, else the quality officer with the fewest complaints in hand."""
    named = terms_of(complaint.organisation).complaints_officer_id
    possible = uninvolved(complaint)
    if named is not None and (officer := possible.filter(pk=named).first()):
        return officer
    in_hand = Q(complaints_handled__ended_at=None, complaints_handled__answered_at=None)
    return possible.annotate(busy=Count("complaints_handled", filter=in_hand)).order_by("busy", "name", "pk").first()
