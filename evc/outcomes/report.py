"""The report of an outcome as a page shows it: career goal, competences against the standard, substantiation and
recommendations (domain fact 2). Assessors stand in it by their seat, not by name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from evc.assessments.models import Substantiation
from evc.assessments.scoring import Verdict
from evc.assessments.selectors import Comparison, compare
from evc.outcomes import wording
from evc.outcomes.claim import assessed_on, levels_of
from evc.outcomes.models import GapAdvice, Outcome, UnitResult
from evc.outcomes.standing_on import levels_in, looks_again, reasons_in
from evc.routes.models import Instrument, RubricLevel
from evc.standards.models import CoreTask, Criterion, WorkProcess
from evc.standards.selectors import Examples, WorkProcessNode, examples_in, tree
from evc.trajectories.models import IdentitySeen, InstrumentRecord, Intake, Trajectory
from portfolio import services as portfolio
from portfolio.dossier import FrozenItem, FrozenPractice


@dataclass(frozen=True, slots=True)
class CriterionResult:
    """The level that counts; ``moderated_because`` where the assessors differed first."""

    criterion: Criterion
    level: RubricLevel | None
    moderated_because: str

    @property
    def meets_bar(self) -> bool:
        return self.level is not None and self.level.meets_bar


@dataclass(frozen=True, slots=True)
class Legs:
    """One assessor's substantiation; ``seat`` 1 is "assessor 1", of those who looked again where it is ``on_appeal``.
    ``criterion`` where the standard asks for them there."""

    seat: int
    on_appeal: bool
    criterion: Criterion | None
    part_of_standard: str
    evidence_or_instrument: str
    seen_or_heard: str


@dataclass(frozen=True, slots=True)
class WorkProcessReport:
    work_process: WorkProcess
    verdict: Verdict
    criteria_met: int
    criteria: tuple[CriterionResult, ...]
    substantiation: tuple[Legs, ...]
    evidence: tuple[FrozenItem, ...]
    practice: FrozenPractice | None
    gap: GapAdvice | None
    taken_over: str  # where it comes from, "" for what was assessed here

    @property
    def criteria_total(self) -> int:
        return len(self.criteria)


@dataclass(frozen=True, slots=True)
class CoreTaskReport:
    core_task: CoreTask
    work_processes: tuple[WorkProcessReport, ...]


@dataclass(frozen=True, slots=True)
class HeldInstrument:
    """What was said or seen: facts, without who wrote them down."""

    instrument: Instrument
    held_on: date
    place: str
    facts: str


@dataclass(frozen=True, slots=True)
class Report:
    outcome: Outcome
    trajectory: Trajectory
    candidate_name: str
    goal: str
    reasons: tuple[str, ...]  # labels, in the active language
    motivation: str
    assessed_on: date
    levels: tuple[str, ...]  # "NLQF 3", of the standard
    what_it_is: str
    what_it_is_not: str
    how: str
    core_tasks: tuple[CoreTaskReport, ...]
    instruments: tuple[HeldInstrument, ...]
    recommendations: tuple[GapAdvice, ...]
    identity: IdentitySeen | None
    assessors: int
    kappa: float | None
    examples: Examples  # what of the standard is made up

    @property
    def counts(self) -> dict[str, int]:
        """Work processes by verdict."""
        found: dict[str, int] = {verdict.value: 0 for verdict in Verdict}
        for task in self.core_tasks:
            for row in task.work_processes:
                found[row.verdict.value] += 1
        return found


def report(outcome: Outcome) -> Report:
    """The whole report, in a fixed number of queries."""
    trajectory = outcome.trajectory
    version = trajectory.standard_version
    units = list(trajectory.units.order_by("position"))
    levels, examples = levels_of(version, units), examples_in(version)
    comparison = compare(trajectory)
    intake: Intake | None = getattr(trajectory, "intake", None)
    gaps = {
        gap.work_process_id: gap
        for gap in outcome.gaps.select_related("work_process").prefetch_related("modules__module__organisation")
    }
    rows = _Rows(outcome, comparison, gaps)
    return Report(
        outcome=outcome,
        trajectory=trajectory,
        candidate_name=trajectory.candidate.name,
        goal=intake.goal if intake else "",
        reasons=tuple(str(Intake.Reason(reason).label) for reason in intake.reasons) if intake else (),
        motivation=intake.motivation if intake else "",
        assessed_on=assessed_on(trajectory),
        levels=tuple(f"{level.framework} {level.level}" for level in levels),
        what_it_is=wording.what_it_is(outcome),
        what_it_is_not=wording.what_it_is_not(),
        how=wording.criteria(outcome, levels=levels, example=bool(examples.texts)),
        core_tasks=tuple(
            CoreTaskReport(unit.core_task, tuple(rows.work_process(node) for node in unit.work_processes))
            for unit in tree(version, units=units)
        ),
        instruments=tuple(_held(record) for record in trajectory.records.select_related("instrument")),
        recommendations=tuple(gaps.values()),
        identity=IdentitySeen.objects.filter(trajectory=trajectory).first(),
        assessors=len(comparison.seats),
        kappa=outcome.kappa,
        examples=examples,
    )


def _held(record: InstrumentRecord) -> HeldInstrument:
    return HeldInstrument(record.instrument, record.held_on, record.place, record.facts)


class _Rows:
    """What the rows of the report stand on, read once."""

    def __init__(self, outcome: Outcome, comparison: Comparison, gaps: Mapping[UUID, GapAdvice]) -> None:
        trajectory = outcome.trajectory
        self.gaps = gaps
        self.counted = levels_in(outcome, comparison)
        self.levels = {level.pk: level for level in RubricLevel.objects.filter(rubric=trajectory.route.rubric_id)}
        self.results: dict[UUID, UnitResult] = {
            row.work_process_id: row for row in outcome.results.select_related("taken_over")
        }
        self.because = reasons_in(outcome)
        manifest = trajectory.manifest
        self.dossier = portfolio.manifest_contents(manifest) if manifest else None
        self.legs = _legs(comparison, looks_again(outcome))

    def work_process(self, node: WorkProcessNode) -> WorkProcessReport:
        work_process = node.work_process
        result, dossier = self.results[work_process.pk], self.dossier
        return WorkProcessReport(
            work_process=work_process,
            verdict=Verdict(result.verdict),
            criteria_met=result.criteria_met,
            criteria=()
            if result.taken_over
            else tuple(
                CriterionResult(
                    criterion=criterion,
                    level=self.levels.get(self.counted[criterion.pk]) if criterion.pk in self.counted else None,
                    moderated_because=self.because.get(criterion.pk, ""),
                )
                for criterion in node.criteria
            ),
            substantiation=tuple(self.legs.get(work_process.pk, ())),
            evidence=dossier.items_for(work_process.code) if dossier else (),
            practice=dossier.practice.get(work_process.code) if dossier else None,
            gap=self.gaps.get(work_process.pk),
            taken_over=wording.taken_over(result.taken_over) if result.taken_over else "",
        )


def _legs(comparison: Comparison, looks: list[UUID]) -> dict[UUID, list[Legs]]:
    """By work process: of the seats, and then of those who looked again in the appeals that led to this outcome."""
    seated = Q(assessment__in=[seat.assessment.pk for seat in comparison.seats])
    again = Q(assessment__reassessment__in=looks, assessment__final_at__isnull=False)
    rows = Substantiation.objects.filter(seated | again).select_related("criterion", "assessment__participant")
    found: dict[UUID, list[Legs]] = defaultdict(list)
    order = ("assessment__reassessment__opened_at", "assessment__participant__seat", "criterion__position")
    for row in sorted(rows.order_by(*order), key=lambda row: row.assessment.reassessment_id is not None):
        found[row.work_process_id].append(
            Legs(
                seat=row.assessment.participant.seat or 0,
                on_appeal=row.assessment.reassessment_id is not None,
                criterion=row.criterion,
                part_of_standard=row.part_of_standard,
                evidence_or_instrument=row.evidence_or_instrument,
                seen_or_heard=row.seen_or_heard,
            )
        )
    return found
