"""A coach asks for something ("add …"): a task with a day, until it is done or taken back."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.audit.services import record
from foundation.errors import InvalidInput, NotFound, WrongState
from foundation.people.models import Person
from portfolio import rules
from portfolio.models import Audience, EvidenceItem, EvidenceRequest

_TEXT_LENGTH = 2_000


@transaction.atomic
def ask_for_evidence(
    audience: Audience, *, text: str, due_on: date, item_id: UUID | None = None, by: Person
) -> EvidenceRequest:
    """Ask the candidate to add something, by a day; ``item_id``: at which item, if at one that the coach can see."""
    rules.require_reader(audience, by)
    text = text.replace("\r\n", "\n").replace("\x00", "").strip()
    if not text:
        raise InvalidInput(_("Say what you ask for."), code="portfolio.no-text", field="text")
    if len(text) > _TEXT_LENGTH:
        raise InvalidInput(
            _("This is too long. Use at most %(limit)s characters.") % {"limit": _TEXT_LENGTH},
            code="portfolio.too-long",
            field="text",
            limit=_TEXT_LENGTH,
        )
    if due_on < timezone.localdate():
        raise InvalidInput(
            _("This day is past. Choose today or a later day."), code="portfolio.day-is-past", field="due_on"
        )
    item = None
    if item_id is not None:
        item = EvidenceItem.objects.visible_to(by).present().filter(pk=item_id, owner=audience.owner_id).first()
        if item is None:
            raise NotFound(_("This item is not shared with you any more."), code="portfolio.no-such-item")
    asked = EvidenceRequest.objects.create(
        audience=audience, owner_id=audience.owner_id, item=item, text=text, due_on=due_on, asked_by=by
    )
    record("request.asked", on=asked, by=by, audience=audience.pk, item=item_id)
    return asked


@transaction.atomic
def finish_request(request_id: UUID, *, by: Person) -> EvidenceRequest:
    """The candidate says that it is done. Saying it twice is saying it once."""
    asked = _locked(request_id)
    rules.require_owner(asked.owner_id, by)
    if asked.withdrawn_at is not None:
        raise WrongState(_("This was taken back: you need not do it any more."), code="portfolio.request-withdrawn")
    if asked.done_at is None:
        asked.done_at = timezone.now()
        asked.save(update_fields=["done_at"])
        record("request.done", on=asked, by=by, audience=asked.audience_id)
    return asked


@transaction.atomic
def withdraw_request(request_id: UUID, *, by: Person) -> EvidenceRequest:
    """A coach takes it back, also one that an earlier coach asked. Doing it twice is doing it once."""
    asked = _locked(request_id)
    rules.require_reader(asked.audience, by)
    if asked.done_at is not None:
        raise WrongState(_("The candidate did this already."), code="portfolio.request-done")
    if asked.withdrawn_at is None:
        asked.withdrawn_at = timezone.now()
        asked.save(update_fields=["withdrawn_at"])
        record("request.withdrawn", on=asked, by=by, audience=asked.audience_id)
    return asked


def _locked(request_id: UUID) -> EvidenceRequest:
    asked = (
        EvidenceRequest.objects.select_for_update(of=("self",)).select_related("audience").filter(pk=request_id).first()
    )
    if asked is None:
        raise NotFound(_("This request is not there any more."), code="portfolio.no-such-request")
    return asked
