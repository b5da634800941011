"""What a candidate still has to do by a day: promises of the plan, and what a coach asked for. One query for any number."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from django.db.models import CharField, F, TextField, Value
from django.db.models.functions import Cast

from portfolio.models import EvidenceRequest, PlannedItem


class CommitmentKind(StrEnum):
    PROMISE = "promise"  # agreed in the plan
    REQUEST = "request"  # asked by a coach


@dataclass(frozen=True, slots=True)
class Commitment:
    """``item``: at which item something is asked, if at one."""

    kind: CommitmentKind
    id: UUID
    audience: UUID
    text: str
    due_on: date
    item: UUID | None = None

    @property
    def is_promise(self) -> bool:
        return self.kind == CommitmentKind.PROMISE

    def is_late(self, today: date) -> bool:
        return self.due_on < today


def commitments(audiences: Collection[UUID]) -> list[Commitment]:
    """Of these audiences, the nearest day first."""
    promised = (
        PlannedItem.objects.promised()
        .filter(audience__in=audiences)
        .annotate(what=_what(CommitmentKind.PROMISE), words=Cast("title", TextField()))
    )
    asked = (
        EvidenceRequest.objects.open()
        .filter(audience__in=audiences)
        .annotate(what=_what(CommitmentKind.REQUEST), words=F("text"))
    )
    columns = ("what", "id", "audience_id", "words", "due_on", "item_id")
    rows = promised.order_by().values_list(*columns).union(asked.order_by().values_list(*columns), all=True)
    found = [Commitment(CommitmentKind(what), *rest) for what, *rest in rows]
    return sorted(found, key=lambda row: (row.due_on, row.text, row.id))


def _what(kind: CommitmentKind) -> Value:
    return Value(kind.value, output_field=CharField())
