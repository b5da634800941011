"""What of the quality care waits for somebody, as querysets: to be listed, or only to be asked whether there is any."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from evc.quality.models import Audit, CalibrationRound, Draw, Finding, QualityTalk, SecondOpinion
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


def calibrations_asked_of(person: Person) -> QuerySet[CalibrationRound]:
    """Rounds for which the person, as a candidate, is asked whether their dossier may be used."""
    return CalibrationRound.objects.about(person).filter(stopped_at=None, consent__answer="")


def calibrations_of(person: Person) -> QuerySet[CalibrationRound]:
    """Rounds that the person has still to score in."""
    unfinished = person.calibrations.filter(final_at=None)
    return CalibrationRound.objects.scored_by(person).filter(
        pk__in=unfinished.values("round"), closed_at=None, consent__withdrawn_at=None
    )


def talks_of(person: Person) -> QuerySet[QualityTalk]:
    """What was agreed in a talk and that the person did not sign yet."""
    return QualityTalk.objects.to_sign(person)
