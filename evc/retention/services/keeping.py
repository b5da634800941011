"""Telling a candidate on which day something goes, a month before; and erasing it on that day."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from evc.outcomes import privacy as outcomes
from evc.outcomes.models import Complaint
from evc.retention import dates
from evc.retention.cases import complaints_of_others, ended_on, first_out, holding, notices_of, terms_of
from evc.retention.erasing import erase_class
from evc.retention.holds import holds_of
from evc.retention.mails import tell_candidate
from evc.retention.models import RetentionNotice
from evc.trajectories.models import ErasedPart, Kept, Trajectory
from evc.trajectories.services import locked
from foundation.audit import services as audit


@transaction.atomic
def tell(trajectory_id: UUID, *, today: date) -> list[RetentionNotice]:
    """Note and mail once which classes go on which day; those that were told of already are left out.

    Nothing is told as long as something holds the case: it would not go on that day.
    """
    trajectory = locked(trajectory_id)
    if holds_of(trajectory, today):
        return []
    told = notices_of(trajectory)
    made = []
    for kept, out in _first_days_out(trajectory).items():
        known = told.get(kept)
        if today < dates.told_from(out) or (known is not None and known.erase_on >= out):
            continue
        day = dates.erase_day(out, told_on=today)
        made.append(
            RetentionNotice.objects.update_or_create(
                trajectory=trajectory, kept=kept, defaults={"erase_on": day, "told_on": today}
            )[0]
        )
    if made:
        days = {notice.kept: notice.erase_on for notice in made}
        audit.record("retention.told", on=trajectory, by=None, days=days)
        if trajectory.candidate.is_active:  # whoever erased their account can't be reached, and has nothing to export
            tell_candidate(trajectory, days)
    return made


@transaction.atomic
def erase(trajectory_id: UUID, *, kept: str, today: date) -> ErasedPart | None:
    """Erase one class whose term is over and whose day was told; None when it isn't that far, or something holds the case.

    A second call, or a second worker, finds it done. In the log of the organisation and in the candidate's.
    """
    trajectory = locked(trajectory_id)
    part = Kept(kept)
    out = _first_days_out(trajectory).get(part)
    notice = notices_of(trajectory).get(part)
    if out is None or notice is None or today < max(out, notice.erase_on) or holds_of(trajectory, today):
        return None
    erase_class(trajectory, part)
    erased = ErasedPart.objects.create(trajectory=trajectory, kept=part)
    for chain in (trajectory.audit_chain, trajectory.candidate.audit_chain):
        audit.record("retention.erased", on=trajectory, by=None, chain=chain, kept=part.value, told_on=notice.told_on)
    return erased


@transaction.atomic
def erase_complaints_of_others(trajectory_id: UUID, *, today: date) -> int:
    """Of people who are not the candidate, once the term is over since the case and the complaint ended; gives how many.

    Told to nobody, and logged where the complaint is: the candidate doesn't know of it.
    """
    trajectory = locked(trajectory_id)
    ended, term = ended_on(trajectory), terms_of(trajectory.provider)[Kept.CONTESTED]
    if holds_of(trajectory, today):
        return 0
    over = []
    for complaint in complaints_of_others(Trajectory.objects.filter(pk=trajectory.pk)):
        assert complaint.ended_at is not None
        out = first_out(max(ended or today, localdate(complaint.ended_at)), term)
        if out is not None and today >= out:
            over.append(complaint)
    outcomes.erase_complaints(Complaint.objects.filter(pk__in=[complaint.pk for complaint in over]))
    for complaint in over:
        audit.record("retention.erased", on=complaint, by=None, kept=Kept.CONTESTED.value)
    return len(over)


def _first_days_out(trajectory: Trajectory) -> dict[Kept, date]:
    """Of the classes that hold something and have an end."""
    ended, own = ended_on(trajectory), Trajectory.objects.filter(pk=trajectory.pk)
    return {
        kept: out
        for kept, term in terms_of(trajectory.provider).items()
        if (out := first_out(ended, term)) is not None and holding(kept, own).exists()
    }
