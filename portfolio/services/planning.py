"""The evidence plan: what will be shown, for which work processes, by when. The candidate's yes makes it a promise.

Whoever reads the living portfolio (a coach) may propose and change; what they do waits for the candidate again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from evc.standards.models import WorkProcess
from foundation.audit.services import record
from foundation.errors import InvalidInput, NotFound, WrongState
from foundation.people.models import Person
from portfolio import rules
from portfolio.errors import UnknownKind
from portfolio.models import Audience, EvidenceItem, EvidenceKind, EvidenceLink, PlannedItem
from portfolio.services.items import link_item, locked_item
from portfolio.services.sharing import share

_TITLE_LENGTH = 300
_REASON_LENGTH = 2_000


@transaction.atomic
def plan_item(
    audience: Audience, *, title: str, kind: str, work_processes: Collection[WorkProcess], due_on: date, by: Person
) -> PlannedItem:
    """Propose what will be shown. The candidate's own proposal is a promise at once; a coach's waits for the candidate."""
    rules.require_owner_or_reader(audience, by)
    planned = PlannedItem(audience=audience, owner_id=audience.owner_id, proposed_by=by)
    _set(planned, title=title, kind=kind, work_processes=work_processes, due_on=due_on, by=by)
    planned.save(force_insert=True)
    planned.work_processes.set(work_processes)
    record("plan.proposed", on=planned, by=by, audience=audience.pk)
    return planned


@transaction.atomic
def change_planned_item(
    planned_id: UUID, *, title: str, kind: str, work_processes: Collection[WorkProcess], due_on: date, by: Person
) -> PlannedItem:
    """Either may; a change by the coach asks the candidate anew. A day that was set before may have passed."""
    planned = _open(planned_id, by=by)
    _set(planned, title=title, kind=kind, work_processes=work_processes, due_on=due_on, by=by)
    planned.save()
    planned.work_processes.set(work_processes)
    record("plan.changed", on=planned, by=by, audience=planned.audience_id)
    return planned


@transaction.atomic
def accept_planned_item(planned_id: UUID, *, by: Person) -> PlannedItem:
    """The candidate says yes: it is promised now. Saying it twice is saying it once."""
    planned = _open(planned_id, by=by)
    rules.require_owner(planned.owner_id, by)
    if planned.accepted_at is None:
        planned.accepted_at = planned.changed_at = timezone.now()
        planned.changed_by = by
        planned.save(update_fields=["accepted_at", "changed_at", "changed_by"])
        record("plan.accepted", on=planned, by=by, audience=planned.audience_id)
    return planned


@transaction.atomic
def end_planned_item(planned_id: UUID, *, because: str, by: Person) -> PlannedItem:
    """It will not be shown after all; the other reads why."""
    planned = _open(planned_id, by=by)
    reason = because.strip()
    if not reason:
        raise InvalidInput(
            _("Say in a few words why this is off. The other reads it."), code="portfolio.no-reason", field="because"
        )
    if len(reason) > _REASON_LENGTH:
        raise _too_long("because", _REASON_LENGTH)
    planned.ended_at = planned.changed_at = timezone.now()
    planned.ended_because, planned.changed_by = reason, by
    planned.save(update_fields=["ended_at", "ended_because", "changed_at", "changed_by"])
    record("plan.ended", on=planned, by=by, audience=planned.audience_id)
    return planned


@transaction.atomic
def fulfil_planned_item(planned_id: UUID, *, item_id: UUID, by: Person) -> PlannedItem:
    """The candidate says: this item is it. It is linked to the promised work processes and shared with the same people.

    Raises WrongState for what was not agreed yet, and NotFound for an item that isn't the candidate's own.
    """
    planned = _open(planned_id, by=by)
    rules.require_owner(planned.owner_id, by)
    if planned.accepted_at is None:
        raise WrongState(_("You have not agreed to this yet. Say yes to it first."), code="portfolio.not-agreed")
    if not EvidenceItem.objects.owned_by(by).filter(pk=item_id).exists():
        raise NotFound(_("There is no such item in your portfolio."), code="portfolio.no-such-item")
    item = locked_item(item_id, by=by)
    _link_also(item, planned.work_processes.all(), by=by)
    share(item.pk, audience=planned.audience, by=by)
    planned.item, planned.changed_by = item, by
    planned.fulfilled_at = planned.changed_at = timezone.now()
    planned.save(update_fields=["item", "fulfilled_at", "changed_at", "changed_by"])
    record("plan.fulfilled", on=planned, by=by, audience=planned.audience_id, item=item.pk)
    return planned


def _set(
    planned: PlannedItem, *, title: str, kind: str, work_processes: Collection[WorkProcess], due_on: date, by: Person
) -> None:
    title = " ".join(title.replace("\x00", "").split())
    if not title:
        raise InvalidInput(_("Say what will be shown."), code="portfolio.no-title", field="title")
    if len(title) > _TITLE_LENGTH:
        raise _too_long("title", _TITLE_LENGTH)
    if kind not in EvidenceKind.values:
        raise UnknownKind(kind)
    if not work_processes:
        raise InvalidInput(
            _("Choose at least one part of the standard that this shows."),
            code="portfolio.no-work-process",
            field="work_processes",
        )
    if due_on != planned.due_on and due_on < timezone.localdate():
        raise InvalidInput(
            _("This day is past. Choose today or a later day."), code="portfolio.day-is-past", field="due_on"
        )
    now = timezone.now()
    planned.title, planned.kind, planned.due_on = title, kind, due_on
    planned.changed_by, planned.changed_at = by, now
    planned.accepted_at = now if by.pk == planned.owner_id else None


def _open(planned_id: UUID, *, by: Person) -> PlannedItem:
    """The planned item, locked, for the candidate or a coach, while it is open."""
    planned = (
        PlannedItem.objects.select_for_update(of=("self",)).select_related("audience").filter(pk=planned_id).first()
    )
    if planned is None:
        raise NotFound(_("There is nothing planned here any more."), code="portfolio.no-such-plan")
    rules.require_owner_or_reader(planned.audience, by)
    if not planned.is_open:
        raise WrongState(
            _("This was shown or ended already. Load the plan again to see how it stands."), code="portfolio.plan-over"
        )
    return planned


def _link_also(item: EvidenceItem, work_processes: Iterable[WorkProcess], *, by: Person) -> None:
    linked = [link.work_process for link in EvidenceLink.objects.filter(item=item).select_related("work_process")]
    link_item(item.pk, work_processes={row.pk: row for row in (*linked, *work_processes)}.values(), by=by)


def _too_long(field: str, limit: int) -> InvalidInput:
    return InvalidInput(
        _("This is too long. Use at most %(limit)s characters.") % {"limit": limit},
        code="portfolio.too-long",
        field=field,
        limit=limit,
    )
