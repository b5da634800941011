"""One case and its classes of data: since when each term runs, until which day, and what there is to erase at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, F, Model, OuterRef, Q, QuerySet
from django.utils import timezone

from evc.outcomes.models import Appeal, Complaint, Correction, Outcome
from evc.retention import dates
from evc.retention.classes import CLASSES
from evc.retention.models import RetentionNotice, RetentionTerm
from evc.trajectories.models import Agreement, AgreementVersion, ErasedPart, Kept, Trajectory
from evc.trajectories.states import ENDED
from foundation.people.models import Organisation
from portfolio.models import Manifest, Share


@dataclass(frozen=True, slots=True)
class Term:
    """How long an organisation keeps a class. ``months`` None: without an end. ``because`` "": the reason of the class."""

    kept: Kept
    months: int | None
    because: str
    is_own: bool


def terms_of(organisation: Organisation) -> dict[Kept, Term]:
    """Every class with what this organisation chose, or the default."""
    own = {row.kept: row for row in RetentionTerm.objects.filter(organisation=organisation)}
    return {
        kept: Term(kept, row.months, row.because, is_own=True)
        if (row := own.get(kept))
        else Term(kept, CLASSES[kept].months, "", is_own=False)
        for kept in CLASSES
    }


def ended_on(trajectory: Trajectory) -> date | None:
    """The day from which terms run: when it ended, or when the candidate's last appeal, complaint or correction did.

    None before that. A complaint of somebody else moves nothing: the candidate would read from it that there was one.
    """
    if trajectory.state not in ENDED:
        return None
    outcomes = Outcome.objects.filter(trajectory=trajectory)
    moments: list[datetime | None] = [
        trajectory.state_since,
        *outcomes.values_list("decided_at", flat=True),
        *Appeal.objects.filter(trajectory=trajectory).values_list("ended_at", flat=True),
        *_own(Complaint.objects.filter(trajectory=trajectory)).values_list("ended_at", flat=True),
        *Correction.objects.filter(outcome__in=outcomes).values_list("decided_at", flat=True),
        *Correction.objects.filter(outcome__in=outcomes).values_list("made_at", flat=True),
    ]
    return timezone.localdate(max(moment for moment in moments if moment is not None))


def first_out(ended: date | None, term: Term) -> date | None:
    """The first day on which this class may be erased; None: it has no such day (yet)."""
    return None if ended is None or term.months is None else dates.first_day_out(ended, term.months)


def holding(kept: Kept, cases: QuerySet[Trajectory]) -> QuerySet[Trajectory]:
    """Those in which there is something of this class that was not erased, as far as the candidate may know of it."""
    there = Q()
    for rows in _SOURCES[kept]:
        there |= Q(Exists(rows))
    return cases.filter(there).exclude(erased_parts__kept=kept)


def _own(complaints: QuerySet[Complaint]) -> QuerySet[Complaint]:
    """Of the candidate."""
    return complaints.filter(lodger=F("trajectory__candidate"))


def complaints_of_others(cases: QuerySet[Trajectory]) -> QuerySet[Complaint]:
    """That ended and still say something. Their lodgers are no candidates here, and nobody else knows of them."""
    ended = Complaint.objects.filter(trajectory__in=cases, ended_at__isnull=False).exclude(about="")
    return ended.exclude(lodger=F("trajectory__candidate"))


def not_erased_yet() -> QuerySet[RetentionNotice]:
    """What candidates were told of and what is still there."""
    gone = ErasedPart.objects.filter(trajectory=OuterRef("trajectory"), kept=OuterRef("kept"))
    return RetentionNotice.objects.filter(~Exists(gone))


def notices_of(trajectory: Trajectory) -> Mapping[str, RetentionNotice]:
    return {row.kept: row for row in RetentionNotice.objects.filter(trajectory=trajectory)}


_THIS = OuterRef("pk")
_SOURCES: Mapping[Kept, Iterable[QuerySet[Model]]] = {
    Kept.DOSSIER: (
        Manifest.objects.filter(audience=OuterRef("audience")),
        Share.objects.filter(audience=OuterRef("audience"), ended_at=None),
    ),
    Kept.WORDS: (Trajectory.objects.filter(pk=_THIS),),  # a proposal has its reason already
    Kept.CONTESTED: (
        Appeal.objects.filter(trajectory=_THIS),
        _own(Complaint.objects.filter(trajectory=_THIS)),
        Correction.objects.filter(outcome__trajectory=_THIS),
    ),
    Kept.DECISION: (
        Agreement.objects.filter(trajectory=_THIS),
        AgreementVersion.objects.filter(trajectory=_THIS),
        Outcome.objects.filter(trajectory=_THIS).exclude(report_claim_key=""),
    ),
}
