"""What the software found about an outcome, for the quality officer; what a person must judge stays with that person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from evc.assessments.cautions import SHORTEST_REASON
from evc.assessments.gaps import LEGS
from evc.assessments.models import ModeratedScore, Substantiation
from evc.assessments.rounds import round_of
from evc.assessments.selectors import Comparison, compare, every_seat_is_final
from evc.outcomes.models import Outcome
from evc.routes.models import RubricLevel
from evc.standards.models import WorkProcess
from evc.standards.selectors import tree
from evc.trajectories.models import IdentitySeen, Trajectory
from evc.trajectories.selectors import hours_spent
from portfolio import services as portfolio
from portfolio.dossier import Dossier
from portfolio.reading import NameMatch, match_names
from portfolio.rules import is_older_than

SHORT_LEG = SHORTEST_REASON  # as the assessor was told at the desk (domain fact 27)


class Severity(StrEnum):
    BLOCKS = "blocks"
    LOOK = "look"


class FindingCode(StrEnum):
    IDENTITY_NOT_SEEN = "identity-not-seen"
    ASSESSMENTS_MISSING = "assessments-missing"
    LEG_MISSING = "leg-missing"
    LEG_SHORT = "leg-short"
    ONLY_INDIRECT = "only-indirect"
    OLD_EVIDENCE = "old-evidence"
    NO_LONGER_VALID = "no-longer-valid"
    FEW_ITEMS = "few-items"
    REPETITIONS_MISSING = "repetitions-missing"
    HOURS_OVER_BUDGET = "hours-over-budget"
    ACTIVE_CONTENT = "active-content"
    TWICE_IN_PORTFOLIO = "already-in-portfolio"
    NAME_DIFFERS = "name-differs"
    MODERATED = "moderated"
    ADVICE_MISSING = "advice-missing"


BLOCKING = frozenset({FindingCode.IDENTITY_NOT_SEEN, FindingCode.ASSESSMENTS_MISSING, FindingCode.LEG_MISSING})

_SENTENCES: Mapping[FindingCode, Promise] = {
    FindingCode.IDENTITY_NOT_SEEN: _("No assessor recorded that the candidate's identity was seen."),
    FindingCode.ASSESSMENTS_MISSING: _("Not every seat of the route has a final assessment by another person."),
    FindingCode.LEG_MISSING: _("%(work_process)s: a leg of the substantiation by assessor %(seat)s is empty."),
    FindingCode.LEG_SHORT: _(
        "%(work_process)s: what assessor %(seat)s saw or heard takes only %(characters)s characters."
    ),
    FindingCode.ONLY_INDIRECT: _("%(work_process)s: all evidence is indirect, nothing comes from the work itself."),
    FindingCode.OLD_EVIDENCE: _("“%(item)s” is older than %(years)s years (%(day)s)."),
    FindingCode.NO_LONGER_VALID: _("“%(item)s” was valid until %(day)s, before it was handed in."),
    FindingCode.FEW_ITEMS: _(
        "%(work_process)s: the number of pieces of evidence is %(items)s, where %(expected)s are expected."
    ),
    FindingCode.REPETITIONS_MISSING: _(
        "%(work_process)s: %(confirmed)s confirmed repetitions, where the standard names %(required)s."
    ),
    FindingCode.HOURS_OVER_BUDGET: _("The candidate spent %(spent)s hours, the route is meant for %(budget)s at most."),
    FindingCode.ACTIVE_CONTENT: _("“%(item)s” holds a file with active content (%(file)s)."),
    FindingCode.TWICE_IN_PORTFOLIO: _("“%(item)s” holds a file that is in the portfolio more than once (%(file)s)."),
    FindingCode.NAME_DIFFERS: _("“%(item)s” is in another name than the candidate's (%(holder)s)."),
    FindingCode.MODERATED: _("%(criterion)s: moderation made it “%(agreed)s”, assessor 1 gave “%(first)s”."),
    FindingCode.ADVICE_MISSING: _("%(work_process)s: nobody wrote an advice on what is missing yet."),
}


@dataclass(frozen=True, slots=True)
class QualityFinding:
    """One finding. ``facts`` holds codes, numbers and titles, as the sentence and the page want them."""

    code: FindingCode
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def severity(self) -> Severity:
        return Severity.BLOCKS if self.code in BLOCKING else Severity.LOOK

    @property
    def sentence(self) -> str:
        """In the language of the reader."""
        return str(_SENTENCES[self.code]) % self.facts


def findings_for_quality_officer(outcome: Outcome) -> list[QualityFinding]:
    """What blocks first, then what asks for a look. The number of queries doesn't grow with the dossier."""
    trajectory = outcome.trajectory
    comparison = compare(trajectory)
    processes = [
        node.work_process
        for unit in tree(trajectory.standard_version, units=trajectory.units.all())
        for node in unit.work_processes
    ]
    dossier, frozen_on = _dossier(trajectory)
    found = [
        *_conditions(trajectory),
        *_legs(comparison),
        *_evidence_by_work_process(trajectory, dossier, processes),
        *_items(trajectory, dossier, frozen_on),
        *_hours(trajectory),
        *_moderated(trajectory, comparison),
        *_advice(outcome),
    ]
    return sorted(found, key=lambda finding: finding.severity != Severity.BLOCKS)


def _dossier(trajectory: Trajectory) -> tuple[Dossier, date]:
    """As it was handed in last, and when."""
    manifest = trajectory.manifest
    if manifest is None:
        return Dossier(items=(), practice={}), timezone.localdate()
    return portfolio.manifest_contents(manifest), timezone.localdate(manifest.frozen_at)


def _conditions(trajectory: Trajectory) -> Iterator[QualityFinding]:
    if not IdentitySeen.objects.filter(trajectory=trajectory).exists():
        yield QualityFinding(FindingCode.IDENTITY_NOT_SEEN)
    if not every_seat_is_final(trajectory):
        yield QualityFinding(FindingCode.ASSESSMENTS_MISSING)


def _legs(comparison: Comparison) -> Iterator[QualityFinding]:
    seats = {seat.assessment.pk: seat.number for seat in comparison.seats}
    rows = Substantiation.objects.filter(assessment__in=seats).select_related("work_process", "criterion")
    for row in rows.order_by("work_process__position", "criterion__position", "assessment__participant__seat"):
        facts = {
            "work_process": row.work_process.code,
            "criterion": row.criterion.code if row.criterion else "",
            "seat": seats[row.assessment_id],
        }
        if not all(getattr(row, leg).strip() for leg in LEGS):
            yield QualityFinding(FindingCode.LEG_MISSING, facts)
        elif (length := len(row.seen_or_heard.strip())) < SHORT_LEG:
            yield QualityFinding(FindingCode.LEG_SHORT, facts | {"characters": length})


def _evidence_by_work_process(
    trajectory: Trajectory, dossier: Dossier, processes: list[WorkProcess]
) -> Iterator[QualityFinding]:
    expected = trajectory.route.min_items_per_work_process
    for work_process in processes:
        items, practice = dossier.items_for(work_process.code), dossier.practice.get(work_process.code)
        confirmed, facts = practice.confirmed if practice else 0, {"work_process": work_process.code}
        if not confirmed and not any(item.is_direct for item in items):
            yield QualityFinding(FindingCode.ONLY_INDIRECT, facts)
        if len(items) < expected:
            yield QualityFinding(FindingCode.FEW_ITEMS, facts | {"items": len(items), "expected": expected})
        required = work_process.required_repetitions
        if required and confirmed < required:
            yield QualityFinding(
                FindingCode.REPETITIONS_MISSING, facts | {"confirmed": confirmed, "required": required}
            )


def _items(trajectory: Trajectory, dossier: Dossier, frozen_on: date) -> Iterator[QualityFinding]:
    years = trajectory.route.evidence_flagged_after_years
    for item in dossier.items:
        facts = {"item": item.title, "item_id": item.id}
        if item.newest_day and is_older_than(item.newest_day, years, on=frozen_on):
            yield QualityFinding(FindingCode.OLD_EVIDENCE, facts | {"years": years, "day": item.newest_day.isoformat()})
        if item.valid_until and item.valid_until < frozen_on:  # domain fact 42
            yield QualityFinding(FindingCode.NO_LONGER_VALID, facts | {"day": item.valid_until.isoformat()})
        if item.holder and match_names(item.holder, trajectory.candidate.name) == NameMatch.DIFFERENT:
            yield QualityFinding(FindingCode.NAME_DIFFERS, facts | {"holder": item.holder})
        for file in item.files:
            for code in (FindingCode.ACTIVE_CONTENT, FindingCode.TWICE_IN_PORTFOLIO):
                if code.value in file.warnings:
                    yield QualityFinding(code, facts | {"file": file.name})


def _hours(trajectory: Trajectory) -> Iterator[QualityFinding]:
    hours = hours_spent(trajectory)
    if hours.is_over:
        yield QualityFinding(
            FindingCode.HOURS_OVER_BUDGET,
            {"spent": f"{hours.spent.normalize():f}", "budget": f"{hours.budget_max.normalize():f}"},
        )


def _moderated(trajectory: Trajectory, comparison: Comparison) -> Iterator[QualityFinding]:
    """Where the agreed level is another than that of the first assessor: raised or lowered."""
    rows = ModeratedScore.objects.filter(
        moderation__trajectory=trajectory,
        moderation__round=round_of(trajectory),
        moderation__reassessment=None,
        level__isnull=False,
    ).select_related("criterion", "level")
    levels = {level.pk: level for level in RubricLevel.objects.filter(rubric=trajectory.route.rubric_id)}
    for row in rows.order_by("criterion__position"):
        given = comparison.seats[0].levels.get(row.criterion_id) if comparison.seats else None
        if given is not None and row.level is not None and given != row.level_id:
            first = levels[given]
            yield QualityFinding(
                FindingCode.MODERATED,
                {
                    "criterion": row.criterion.code,
                    "first": first.name,
                    "agreed": row.level.name,
                    "direction": "raised" if row.level.position > first.position else "lowered",
                },
            )


def _advice(outcome: Outcome) -> Iterator[QualityFinding]:
    for gap in outcome.gaps.filter(advice="").select_related("work_process"):
        yield QualityFinding(FindingCode.ADVICE_MISSING, {"work_process": gap.work_process.code})
