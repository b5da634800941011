"""A mistake in a confirmed entry of the practice log: put right by another entry, since nothing of the first ever changes."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.audit.services import record
from foundation.errors import InvalidInput
from foundation.people.models import Person
from portfolio import rules
from portfolio.errors import NotConfirmedYet
from portfolio.models import Repetition
from portfolio.services.practice import MOST_A_DAY


@transaction.atomic
def correct_repetition(repetition_id: UUID, *, count: int, because: str, by: Person) -> Repetition:
    """Say that a confirmed entry should have been ``count`` times; 0: not at all. Gives the entry that puts it right.

    Fewer is a counter-entry, which counts at once. More is an entry that the witness must confirm, as any other; one that
    still waits is taken back first. Raises NotConfirmedYet, and InvalidInput for a number or a reason that is missing.
    """
    original = Repetition.objects.select_for_update().get(pk=repetition_id)
    rules.require_owner(original.owner_id, by)
    _require_confirmed(original)
    if not 0 <= count <= MOST_A_DAY:
        raise InvalidInput(
            _("Write how often it really was as a number between 0 and %(most)s.") % {"most": MOST_A_DAY},
            code="portfolio.count",
            field="count",
        )
    original.corrections.filter(state__in=_NOT_ANSWERED).delete()
    difference = count - counted_of(original)
    if difference == 0:
        raise InvalidInput(
            _("It says this number already. Write how often it really was."), code="portfolio.same-count", field="count"
        )
    return _correct(original, difference, because=because, by=by)


def counted_of(original: Repetition) -> int:
    """How often a confirmed entry and what corrected it say together."""
    final = original.corrections.filter(state__in=[Repetition.State.CONFIRMED, Repetition.State.COUNTER])
    return original.count + (final.aggregate(total=Sum("count"))["total"] or 0)


_NOT_ANSWERED = (Repetition.State.NOTED, Repetition.State.ASKED)


def _require_confirmed(original: Repetition) -> None:
    if original.state != Repetition.State.CONFIRMED:
        raise NotConfirmedYet


def _correct(original: Repetition, difference: int, *, because: str, by: Person) -> Repetition:
    if not because.strip():
        raise InvalidInput(_("Say in a few words what was wrong."), code="portfolio.no-reason", field="because")
    correction = add_correction(original, difference, note=because.strip())
    record("repetition.corrected", on=correction, by=by, corrects=original.pk, count=difference)
    return correction


def add_correction(original: Repetition, difference: int, *, note: str) -> Repetition:
    """The entry beside a confirmed one: what takes off it counts at once, what adds to it waits for the witness."""
    lowers = difference < 0
    return Repetition.objects.create(
        log_id=original.log_id,
        course_task_id=original.course_task_id,
        owner_id=original.owner_id,
        day=original.day,
        task=original.task,
        count=difference,
        place=original.place,
        role=original.role,
        witness_name=original.witness_name,
        witness_email=original.witness_email,
        note=note,
        state=Repetition.State.COUNTER if lowers else Repetition.State.NOTED,
        decided_at=timezone.now() if lowers else None,
        corrects=original,
    )
