"""Findings: raised with an owner and a date, answered by the owner, closed only by whoever raised it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from evc.quality import rules
from evc.quality.errors import FindingIsClosed, NotYourFinding
from evc.quality.mails import tell_owner, tell_raiser
from evc.quality.models import Draw, Finding
from evc.trajectories.cleaning import clean_text
from foundation.audit import services as audit
from foundation.errors import InvalidInput, NotFound
from foundation.people.models import Membership, Organisation, Person


def possible_owners(organisation: Organisation) -> QuerySet[Person]:
    """Whoever has a role in the organisation now."""
    members = Membership.objects.current().filter(organisation=organisation)
    return Person.objects.filter(pk__in=members.values("person"), is_active=True).order_by("name")


@transaction.atomic
def raise_finding(
    organisation: Organisation, *, text: str, owner: Person, due_on: date, draw: Draw | None = None, by: Person
) -> Finding:
    """By a quality officer of the organisation. Raises NotAllowed, InvalidInput."""
    rules.require_quality_officer_of(organisation, by)
    if not possible_owners(organisation).filter(pk=owner.pk).exists():
        raise InvalidInput(_("Choose somebody who works in this organisation."), code="owner-unknown", field="owner")
    if due_on < timezone.localdate():
        raise InvalidInput(_("Choose today or a later day."), code="day-in-past", field="due_on")
    finding = Finding.objects.create(
        organisation=organisation,
        draw=draw,
        text=clean_text(text, field="text", required=True, longest=4000),
        raised_by=by,
        owner=owner,
        due_on=due_on,
    )
    audit.record("finding.raised", on=finding, by=by, owner=owner.pk, due_on=due_on, draw=draw.pk if draw else None)
    tell_owner(finding)
    return finding


@transaction.atomic
def answer_finding(finding_id: UUID, *, answer: str, by: Person) -> Finding:
    """The owner says what was done; whoever raised it looks and closes. Answering again replaces the answer."""
    finding = _open(finding_id, by)
    if finding.owner_id != by.pk:
        raise NotYourFinding(_("Only the owner of this finding can say what was done."))
    finding.answer = clean_text(answer, field="answer", required=True, longest=4000)
    finding.answered_at = timezone.now()
    finding.save(update_fields=["answer", "answered_at"])
    audit.record("finding.answered", on=finding, by=by)
    tell_raiser(finding)
    return finding


@transaction.atomic
def close_finding(finding_id: UUID, *, conclusion: str = "", by: Person) -> Finding:
    """Only whoever raised it. Raises NotYourFinding, FindingIsClosed, NotFound."""
    finding = _open(finding_id, by)
    if finding.raised_by_id != by.pk:
        raise NotYourFinding(_("Only the person who raised this finding can close it."))
    finding.conclusion = clean_text(conclusion, field="conclusion", longest=4000)
    finding.closed_at = timezone.now()
    finding.save(update_fields=["conclusion", "closed_at"])
    audit.record("finding.closed", on=finding, by=by)
    return finding


def _open(finding_id: UUID, by: Person) -> Finding:
    finding = Finding.objects.visible_to(by).select_for_update().filter(pk=finding_id).first()
    if finding is None:
        raise NotFound(_("There is no such finding."))
    if finding.closed_at is not None:
        raise FindingIsClosed
    return finding
