"""What of the quality care waits for somebody, as querysets: to be listed, or only to be asked whether there is any."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from evc.quality.models import Audit, Draw, Finding, SecondOpinion
from foundation.people.models import Person


def opinions_of(person: Person) -> QuerySet[SecondOpinion]:
    """Second opinions that the person was asked for."""
    return SecondOpinion.objects.visible_to(person).open()


def half_way_of(person: Person) -> QuerySet[Draw]:
    """Guidance that was drawn half-way and that nobody looked at yet."""
    return Draw.objects.visible_to(person).to_read().filter(moment=Draw.Moment.HALF_WAY)


def findings_of(person: Person) -> QuerySet[Finding]:
    """Open findings that the person owns or raised."""
    return Finding.objects.open().filter(Q(owner=person) | Q(raised_by=person))


def audits_of(person: Person) -> QuerySet[Audit]:
    """Samples that the person may read now, as an auditor."""
    return Audit.objects.visible_to(person)
