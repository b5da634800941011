"""The report of an outcome as a PDF: tagged (PDF/UA-1), for the archive (PDF/A-3a), and the same bytes each time.

What people wrote reaches the template as data only, in the language of the standard. The date in it is that of the release,
so that setting a released report again gives what was sealed (before the seal).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from credentials import picture
from evc.assessments.scoring import Verdict
from evc.outcomes.claim import badge_language, title_of, valid_until
from evc.outcomes.models import Outcome
from evc.outcomes.report import CoreTaskReport, Legs, Report, WorkProcessReport, report
from evc.trajectories.models import Yield
from foundation.typesetting import printable, typeset

TEMPLATE = Path(__file__).with_name("typst") / "report.typ"


@dataclass(frozen=True, slots=True)
class PrintedReport:
    """The PDF, in which language it is, and which characters it could not hold ("U+4E2D"): they stand in it as [?]."""

    pdf: bytes
    title: str
    language: str
    replaced: tuple[str, ...]


def print_report(outcome: Outcome, *, name: str = "", at: datetime | None = None) -> PrintedReport:
    """The report, not sealed. Of an outcome that is not released yet a draft, marked so on each page, with the time ``at``.

    ``name``: the candidate's where it was corrected; else as the account has it.

    Raises TypesettingFailed, TypesettingTooHeavy.
    """
    moment = at if is_draft(outcome) else outcome.decided_at
    assert moment is not None  # a released outcome was decided; a draft is made at a time
    found = report(outcome)
    if name:
        found = replace(found, candidate_name=name)
    language = badge_language(found.trajectory.standard_version)
    with translation.override(language):
        medal = _medal(found, language)
        data = _Words(found, medal, language).data()
    said = printable(data)
    said.data["replaced"] = _replaced(said.replaced, language)
    pdf = typeset(TEMPLATE, said.data, files={"medal.svg": picture.draw_svg(medal)}, at=moment)
    return PrintedReport(pdf, data["title"], language, said.replaced)


def is_draft(outcome: Outcome) -> bool:
    """Whether it never counted: what was released and then replaced did."""
    return outcome.state in {Outcome.State.PROPOSED, Outcome.State.RETURNED}


def kind_of(outcome: Outcome) -> str:
    """What the report is called, in the active language."""
    return str(Yield(outcome.yields).label).capitalize()


def _medal(found: Report, language: str) -> picture.Medal:
    trajectory = found.trajectory
    return picture.Medal(
        title=title_of(trajectory.standard_version, list(trajectory.units.order_by("position"))),
        organisation=trajectory.provider.name,
        route_label=trajectory.route.label,
        is_full=trajectory.route.key != "compact",
        segments=tuple(
            picture.Segment(result=picture.Result(row.verdict.value), group=number)
            for number, task in enumerate(found.core_tasks)
            for row in task.work_processes
        ),
        level=next((level for level in found.levels if level.startswith("NLQF")), None),
        month=found.assessed_on,
        language=language,
        achievement_id=str(trajectory.standard_version_id),
        public_url=None,
        code=None,
        is_example=bool(found.examples.texts),
    )


def _replaced(characters: tuple[str, ...], language: str) -> str:
    if not characters:
        return ""
    with translation.override(language):
        return ngettext(
            "Where [?] stands in this report, there was a character that the typeface of this report doesn't have: %(which)s.",
            "Where [?] stands in this report, there were characters that its typeface doesn't have: %(which)s.",
            len(characters),
        ) % {"which": ", ".join(characters)}


class _Words:
    """What the template says, in the active language."""

    def __init__(self, found: Report, medal: picture.Medal, language: str) -> None:
        self.found, self.outcome, self.trajectory = found, found.outcome, found.trajectory
        self.medal, self.language = medal, language
        self.is_draft = is_draft(self.outcome)

    def data(self) -> dict[str, Any]:
        found = self.found
        kind = kind_of(self.outcome)
        return {
            "language": self.language,
            "title": f"{kind}: {self.medal.title}",
            "kind": kind,
            "organisation": self.trajectory.provider.name,
            "candidate": found.candidate_name,
            "keywords": ["EVC", kind, self.trajectory.standard_version.standard.title],
            "standard": self.medal.title,
            "of-whom": _("Of %(name)s") % {"name": found.candidate_name},
            "draft": _("DRAFT") if self.is_draft else "",
            "draft-text": _("This is a draft. It was not released and not sealed, and proves nothing."),
            "footer": _("Not a diploma. Check the seal of this file where the badge is checked."),
            "medal-words": picture.describe(self.medal),
            "assessed-against": self._assessed_against(),
            "what-it-is": found.what_it_is,
            "what-it-is-not": found.what_it_is_not,
            "facts": list(self._facts()),
            "goal": found.goal or _("No goal was written down at the intake."),
            "reasons": _("Reason: %(reasons)s.") % {"reasons": ", ".join(found.reasons)} if found.reasons else "",
            "motivation": found.motivation,
            "compared": self._compared(),
            "taken-over": self._taken_over(),
            "substantiation": _(
                "Each judgement stands on three legs: the part of the standard, the evidence or instrument, and what an "
                "assessor saw, heard or read and why that convinces. Assessors are named by their seat."
            ),
            "tasks": [self._task(task) for task in found.core_tasks],
            "gaps": [
                {
                    "title": f"{gap.work_process.code} {gap.work_process.title}",
                    "missing": [line for line in gap.missing.splitlines() if line.strip()],
                    "advice": gap.advice,
                    "modules": [f"{row.title} ({row.module.organisation.name})" for row in gap.modules.all()],
                }
                for gap in found.recommendations
            ],
            "recommended": list(self._recommended()),
            "how": list(self._how()),
            "instruments": [
                {
                    "name": held.instrument.name.capitalize(),
                    "day": _day(held.held_on),
                    "place": held.place or "–",
                    "facts": held.facts,
                }
                for held in found.instruments
            ],
            "limits": list(self._limits()),
            "rests-on": list(self._rests_on()),
            "words": _headings(),
        }

    def _assessed_against(self) -> str:
        version = self.trajectory.standard_version
        sentences = [
            _("Assessed against the standard “%(standard)s”, version %(version)s.")
            % {"standard": version.standard.title, "version": version.label},
            *(
                _("Assessed against the description of %(level)s. The level belongs to the standard, not to a person.")
                % {"level": level}
                for level in self.found.levels
            ),
        ]
        if self.found.examples.texts:
            sentences.append(
                _("The standard holds texts that were made up as an example. It is not an official standard.")
            )
        return "\n".join(sentences)

    def _facts(self) -> Iterator[tuple[str, str]]:
        trajectory = self.trajectory
        yield _("Candidate"), self.found.candidate_name
        yield _("EVC provider"), trajectory.provider.name
        if trajectory.client_id != trajectory.provider_id:
            yield _("Client"), trajectory.client.name
        yield _("Route"), trajectory.route.name
        yield _("Assessed on"), _day(self.found.assessed_on)
        if self.outcome.decided_at and not self.is_draft:
            yield _("Released on"), _day(self.outcome.decided_at)
            if ends := valid_until(self.outcome):
                yield _("Trusted until and including"), _day(ends)

    def _compared(self) -> str:
        counts, total = self.found.counts, sum(self.found.counts.values())
        return ngettext(
            "Of one work process assessed, %(recognised)s was recognised, %(partly)s partly and %(not_yet)s not yet.",
            "Of %(count)s work processes assessed, %(recognised)s were recognised, %(partly)s partly and %(not_yet)s not yet.",
            total,
        ) % {
            "count": total,
            "recognised": counts[Verdict.RECOGNISED.value],
            "partly": counts[Verdict.PARTLY.value],
            "not_yet": counts[Verdict.NOT_YET.value],
        }

    def _taken_over(self) -> str:
        rows = [row for task in self.found.core_tasks for row in task.work_processes if row.taken_over]
        if not rows:
            return ""
        return ngettext(
            "One of them was taken over from an earlier certificate, not assessed here. Where it comes from stands with it.",
            "%(count)s of them were taken over from earlier certificates, not assessed here. Where they come from stands "
            "with them.",
            len(rows),
        ) % {"count": len(rows)}

    def _task(self, task: CoreTaskReport) -> dict[str, Any]:
        return {
            "title": f"{task.core_task.code} {task.core_task.title}",
            "rows": [self._row(row) for row in task.work_processes],
        }

    def _row(self, row: WorkProcessReport) -> dict[str, Any]:
        return {
            "code": row.work_process.code,
            "title": row.work_process.title,
            "state": row.verdict.value,
            "verdict": str(row.verdict.label).capitalize(),
            "met": _("taken over")
            if row.taken_over
            else _("%(met)s of %(total)s criteria") % {"met": row.criteria_met, "total": row.criteria_total},
            "taken-over": row.taken_over,
            "criteria": []
            if row.taken_over
            else [
                {
                    "title": each.criterion.title,
                    "level": each.level.name if each.level else "–",
                    "agreed": _("Agreed by the assessors: %(because)s") % {"because": each.moderated_because}
                    if each.moderated_because
                    else "",
                }
                for each in row.criteria
            ],
            "legs": [_legs(legs) for legs in row.substantiation],
            "evidence": [f"{item.title} ({item.kind_name})" for item in row.evidence],
            "practice": ngettext(
                "Witnesses confirmed that the work was done alone %(count)s time.",
                "Witnesses confirmed that the work was done alone %(count)s times.",
                row.practice.confirmed,
            )
            % {"count": row.practice.confirmed}
            if row.practice and row.practice.confirmed
            else "",
        }

    def _recommended(self) -> Iterator[str]:
        if not self.found.recommendations:
            yield _("Nothing is missing in what was assessed.")
        yield _("Show this report and the badge to the exam board or the employer that the goal is about.")
        yield self.found.what_it_is_not

    def _how(self) -> Iterator[str]:
        yield self.found.how
        if (seen := self.found.identity) is not None:
            yield _("An assessor saw the candidate's identity on %(day)s: %(document)s.") % {
                "day": _day(seen.seen_on),
                "document": seen.get_document_display(),
            }

    def _limits(self) -> Iterator[str]:
        yield self.found.what_it_is_not
        yield _("It says what was shown up to the day of the assessment, not what somebody can do years later.")
        yield _("A work process that is “not yet” was not shown. That doesn't mean that somebody can't do it.")
        yield _("It says nothing of parts of the standard that were not assessed.")
        yield _(
            "The seal proves who sealed this file and that no byte changed. It doesn't prove that the judgement is right."
        )

    def _rests_on(self) -> Iterator[tuple[str, str]]:
        version = self.trajectory.standard_version
        code = f" ({version.standard.code})" if version.standard.code else ""
        yield _("Standard"), f"{version.standard.title}{code}, {version.label}"
        if (agreement := getattr(self.trajectory, "agreement", None)) is not None:
            yield (
                _("Agreement"),
                _("text %(version)s, accepted on %(day)s")
                % {"version": agreement.text_version, "day": _day(agreement.accepted_at)},
            )
        for number, digest in enumerate(self.outcome.manifest_sha256s, start=1):
            label = _("Dossier as handed in") if number == 1 else _("Supplement to the dossier")
            yield label, f"sha256 {digest}"


def _legs(legs: Legs) -> dict[str, Any]:
    words = _("Assessor %(number)s, after the appeal") if legs.on_appeal else _("Assessor %(number)s")
    by = words % {"number": legs.seat}
    return {
        "by": f"{by}: {legs.criterion.title}" if legs.criterion else by,
        "facts": [
            (_("Part of the standard"), legs.part_of_standard),
            (_("Evidence or instrument"), legs.evidence_or_instrument),
            (_("Seen, heard or read"), legs.seen_or_heard),
        ],
    }


def _headings() -> dict[str, str]:
    return {
        "goal": _("Career goal"),
        "compared": _("Competences against the standard"),
        "code": pgettext("of a work process", "Code"),
        "work-process": _("Work process"),
        "outcome": _("Outcome"),
        "criteria-met": _("Criteria met"),
        "substantiation": _("Substantiation"),
        "criterion": _("Criterion"),
        "score": _("Score"),
        "evidence": _("Evidence"),
        "recommendations": _("Recommendations"),
        "missing": _("What is still missing:"),
        "closes": _("What closes it:"),
        "how": _("How it was assessed"),
        "instrument": _("Instrument"),
        "held-on": _("Held on"),
        "place": _("Place"),
        "limits": _("What this report does not prove"),
        "rests-on": _("What this report rests on"),
    }


def _day(moment: Any) -> str:
    from_moment = timezone.localtime(moment) if isinstance(moment, datetime) else moment
    return str(date_format(from_moment, "j F Y"))
