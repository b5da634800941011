"""The practice log as it goes into a manifest."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any
from uuid import UUID

from evc.standards.models import StandardVersion, WorkProcess
from foundation.people.models import Person
from portfolio.counting import Tally
from portfolio.models import Repetition, Witness
from portfolio.selectors.coverage import work_processes_of
from portfolio.selectors.practice import CountedLog, counted_logs, empty_count
from portfolio.witnesses import about_witness


def frozen_practice(owner: Person, version: StandardVersion, *, on: date) -> list[dict[str, Any]]:
    """The practice log as it goes into a manifest: every confirmed entry and its corrections, and what they add up to."""
    logs = counted_logs(owner, [version], on=on)
    final = [Repetition.State.CONFIRMED, Repetition.State.COUNTER]
    rows = (
        Repetition.objects.filter(owner=owner, log__work_process__version=version, state__in=final)
        .select_related("log")
        .order_by("day", "created_at", "pk")
    )
    witnesses = {witness.email: witness for witness in Witness.objects.filter(owner=owner)}
    entries: dict[UUID, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        witness = witnesses.get(row.witness_email.lower())
        entries[row.log.work_process_id].append(_frozen_entry(row, logs[row.log.work_process_id].tally, witness))
    return [
        _frozen_log(work_process, logs.get(work_process.pk), entries[work_process.pk], version)
        for work_process in work_processes_of(version)
        if work_process.required_repetitions or work_process.pk in logs
    ]


def _frozen_log(
    work_process: WorkProcess, log: CountedLog | None, entries: list[dict[str, Any]], version: StandardVersion
) -> dict[str, Any]:
    count = log.count if log else empty_count(work_process, version)
    return {
        "work_process": work_process.code,
        "required": work_process.required_repetitions,
        "confirmed": count.confirmed,
        "old": count.old,
        "different_witnesses": count.witnesses,
        "least_witnesses": count.least_witnesses,
        "repetitions": entries,
    }


def _frozen_entry(row: Repetition, counted: Tally, witness: Witness | None) -> dict[str, Any]:
    entry = {
        "id": str(row.pk),
        "day": row.day.isoformat(),
        "task": row.task,
        "count": row.count,
        "role": row.role,
        "place": row.place,
        "witness": witness.name if witness else row.witness_name,
        "about_witness": about_witness(witness),
    }
    if verdict := counted.verdicts.get(row.pk):
        entry |= {"counted": verdict.counted, "why": verdict.why.value}
    if row.corrects_id:
        entry |= {"corrects": str(row.corrects_id), "because": row.note}
    return entry
