"""What stands in the print, in the active language: plain data for the template."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from evc.outcomes.models import Outcome
from evc.outcomes.report import Legs, Report, WorkProcessReport
from evc.quality.printing.pictures import Pictures
from evc.trajectories.models import State
from evc.trajectories.selectors import steps
from foundation.people.models import Person
from portfolio.dossier import Dossier, FrozenItem, FrozenPractice
from portfolio.models import Authorship, StarrPart

Fact = tuple[str, str]


def data_of(
    outcome: Outcome, found: Report, dossier: Dossier, pictures: Pictures, *, reader: Person, at: datetime
) -> dict[str, Any]:
    """Everything that the template prints. ``pictures`` is filled on the way."""
    numbers = {item.id: number for number, item in enumerate(dossier.items, start=1)}
    read_by = _("Printed for %(name)s on %(moment)s") % {"name": reader.name, "moment": _moment(at)}
    return {
        "language": (get_language() or "nl")[:2],
        "title": _("Draft report and dossier") if outcome.state != Outcome.State.RELEASED else _("Report and dossier"),
        "candidate": found.candidate_name,
        "standard": outcome.trajectory.standard_version.standard.title,
        "organisation": outcome.trajectory.provider.name,
        "watermark": read_by,
        "what_it_is": [found.what_it_is, found.what_it_is_not, found.how],
        "facts": list(_facts(outcome, found, dossier)),
        "tasks": [
            {
                "title": task.core_task.title,
                "rows": [_work_process(row, numbers) for row in task.work_processes],
            }
            for task in found.core_tasks
        ],
        "instruments": [
            {
                "title": held.instrument.name.capitalize(),
                "where": ", ".join(filter(None, (_day(held.held_on), held.place))),
                "facts": held.facts,
            }
            for held in found.instruments
        ],
        "practice": [_practice(row) for row in dossier.practice.values() if row.repetitions],
        "items": [_item(item, numbers[item.id], pictures) for item in dossier.items],
        "statement": dossier.statement,
        "words": _headings(),
    }


def _headings() -> dict[str, str]:
    return {
        "contents": _("Contents"),
        "about": _("What this is"),
        "judged": _("What was judged"),
        "instruments": _("What was said and seen"),
        "practice": _("Practice log"),
        "evidence": _("Evidence"),
        "criterion": _("Criterion"),
        "score": _("Score"),
        "gap": _("Advice on what is missing"),
        "rests_on": _("Evidence for this part"),
        "page": _("page"),
        "of": _("of"),
        "notes": _("Your notes"),
        "day": _("Day"),
        "task": _("Task"),
        "count": _("Number"),
        "witness": _("Witness"),
        "statement": _("What the candidate stated over the whole"),
    }


def _facts(outcome: Outcome, found: Report, dossier: Dossier) -> Iterator[Fact]:
    trajectory = outcome.trajectory
    yield _("Candidate"), found.candidate_name
    yield _("Standard"), f"{trajectory.standard_version.standard.title} ({trajectory.standard_version.label})"
    yield _("Route"), trajectory.route.name
    yield _("Client"), trajectory.client.name
    if found.goal:
        yield _("Career goal"), found.goal
    if found.motivation:
        yield _("Motivation"), found.motivation
    yield _("Assessed on"), _day(found.assessed_on)
    yield _("Assessors"), str(found.assessors)
    if found.kappa is not None:
        yield _("Agreement between them (kappa)"), f"{found.kappa:.2f}".replace(".", ",")
    identity = found.identity
    seen = f"{_day(identity.seen_on)}, {identity.get_document_display()}" if identity else _("Not seen yet")
    yield _("Identity seen"), seen
    yield _("Pieces of evidence"), str(len(dossier.items))
    reached = [f"{State(step.state).label} {_day(step.at)}" for step in steps(trajectory) if step.at]
    yield _("Steps"), " · ".join(reached)


def _work_process(row: WorkProcessReport, numbers: Mapping[Any, int]) -> dict[str, Any]:
    met = ngettext("%(met)s of %(count)s criterion met", "%(met)s of %(count)s criteria met", row.criteria_total)
    gap = row.gap
    return {
        "title": f"{row.work_process.code} {row.work_process.title}",
        "verdict": f"{row.verdict.label} · " + met % {"met": row.criteria_met, "count": row.criteria_total},
        "criteria": [
            {
                "title": f"{each.criterion.code} {each.criterion.title}",
                "level": each.level.name if each.level else "–",
                "because": _("Moderated: %(why)s") % {"why": each.moderated_because} if each.moderated_because else "",
            }
            for each in row.criteria
        ],
        "legs": [_legs(legs) for legs in row.substantiation],
        "evidence": [
            f"{numbers[item.id]}. {item.title} ({item.kind_name})" for item in row.evidence if item.id in numbers
        ],
        "missing": gap.missing.splitlines() if gap else [],
        "advice": gap.advice or _("Nobody wrote an advice yet.") if gap else "",
    }


def _legs(legs: Legs) -> dict[str, Any]:
    words = _("Assessor %(seat)s, after the appeal") if legs.on_appeal else _("Assessor %(seat)s")
    title = words % {"seat": legs.seat}
    return {
        "title": f"{title} · {legs.criterion.code}" if legs.criterion else title,
        "facts": [
            (_("Part of the standard"), legs.part_of_standard or "–"),
            (_("Evidence or instrument"), legs.evidence_or_instrument or "–"),
            (_("Seen or heard"), legs.seen_or_heard or "–"),
        ],
    }


def _practice(practice: FrozenPractice) -> dict[str, Any]:
    said = _("%(confirmed)s confirmed, %(required)s asked for") if practice.required else _("%(confirmed)s confirmed")
    return {
        "title": practice.work_process,
        "words": said % {"confirmed": practice.confirmed, "required": practice.required},
        "rows": [
            [
                str(row.get("day", "")),
                str(row.get("task", "")),
                str(row.get("count", "")),
                str(row.get("witness") or "–"),
            ]
            for row in practice.repetitions
        ],
    }


def _item(item: FrozenItem, number: int, pictures: Pictures) -> dict[str, Any]:
    files = []
    for file in item.files:
        pages, left = pictures.of(file)
        files.append({"name": file.name, "pages": pages, "left": left})
    return {
        "title": f"{number}. {item.title}",
        "facts": list(_item_facts(item)),
        "texts": list(_item_texts(item)),
        "files": files,
    }


def _item_facts(item: FrozenItem) -> Iterator[Fact]:
    yield _("Kind"), item.kind_name + (f" ({_('direct')})" if item.is_direct else f" ({_('indirect')})")
    period = " – ".join(_day(day) for day in (item.period_from, item.period_until) if day)
    for label, value in (
        (_("Organisation"), item.organisation),
        (_("Level"), item.level),
        (_("Name on it"), item.holder),
        (_("Period"), period),
        (_("Issued on"), _day(item.issued_on)),
        (_("Valid until"), _day(item.valid_until)),
        (_("Code"), f"{item.code_system} {item.code}".strip()),
        (_("Used for"), ", ".join(sorted(item.work_processes))),
        (_("Whose work"), _whose(item)),
    ):
        if value:
            yield label, value


def _whose(item: FrozenItem) -> str:
    said = item.authorship
    if said is None:
        return ""
    alone = said.made_by == Authorship.MadeBy.ALONE
    parts = [_("Alone, without others") if alone else _("Together with %(who)s") % {"who": said.with_whom}]
    parts += [said.own_part] if said.own_part else []
    parts += [f"{tool['name']}: {tool['used_for']}" for tool in said.tools]
    return " · ".join(parts)


def _item_texts(item: FrozenItem) -> Iterator[Fact]:
    if item.what_it_shows:
        yield _("What it shows"), item.what_it_shows
    for part in StarrPart:
        if text := item.starr.get(part.value):
            yield str(part.label), text
    for recording in item.recordings:
        if recording.text:
            yield f"{StarrPart(recording.part).label} ({_('spoken')})", recording.text
    if said := item.testimony:
        yield _("Testimony of %(name)s, %(function)s") % {"name": said.name, "function": said.function}, said.question
        for answer in said.answers.values():
            if answer:
                yield "", answer
    for place in item.places:
        if place.note:
            yield _("Where to look"), place.note


def _day(value: Any) -> str:
    if value is None:
        return ""
    return date_format(timezone.localtime(value) if isinstance(value, datetime) else value, "j F Y")


def _moment(value: datetime) -> str:
    return date_format(timezone.localtime(value), "j F Y H:i")
