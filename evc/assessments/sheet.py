"""All that one assessor wrote, read at once: the desk and the check on completeness both stand on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from evc.assessments.judgements import Judgements, read_judgements, read_scores
from evc.assessments.models import Assessment, InterviewQuestion, Score, Substantiation, SupplementRequest, TakenOver
from evc.assessments.scope import criteria_of, is_third
from evc.routes.models import Instrument
from evc.routes.selectors import instruments_of, shared_instruments
from evc.standards.models import Criterion, SubstantiationDepth, WorkProcess
from evc.standards.selectors import UnitNode, WorkProcessNode
from evc.trajectories.models import InstrumentRecord, Trajectory
from portfolio import services as portfolio
from portfolio.dossier import Dossier, FrozenItem
from portfolio.models import Manifest


@dataclass(frozen=True, slots=True)
class Sheet:
    """An assessment with the dossier it is about. Rows are found by the ids of criterion, instrument, work process, item."""

    assessment: Assessment
    manifest: Manifest
    dossier: Dossier
    units: tuple[UnitNode, ...]
    instruments: tuple[Instrument, ...]  # of the assessor's own seat, in the order of use
    records: tuple[InstrumentRecord, ...]
    scores: Mapping[tuple[UUID, UUID], Score]  # by criterion and instrument; support prefetched
    substantiations: Mapping[tuple[UUID, UUID | None], Substantiation]  # by work process and criterion
    judgements: Judgements  # VRAAK
    unsent_requests: tuple[SupplementRequest, ...]
    questions: Mapping[UUID, InterviewQuestion]  # by criterion
    first: Manifest | None  # the dossier as it was before the supplement, where one came

    @property
    def per_criterion(self) -> bool:
        """Whether the legs are asked for per criterion."""
        return self.assessment.trajectory.standard_version.substantiation_depth == SubstantiationDepth.CRITERION

    def work_processes(self) -> list[tuple[WorkProcess, tuple[Criterion, ...]]]:
        """Those in scope with their criteria, in the order of the standard."""
        return [(node.work_process, node.criteria) for unit in self.units for node in unit.work_processes]

    @property
    def covers_all(self) -> bool:
        """Whether it is the assessment of a seat of the route, and not about some criteria that others scored before."""
        return self.assessment.reassessment_id is None and not self.is_of_third

    @property
    def is_of_third(self) -> bool:
        """Whether a third assessor scores only the criteria on which others differ; VRAAK was given by those."""
        return is_third(self.assessment)

    def claimed_items(self) -> list[FrozenItem]:
        """The items that are claimed for a work process in scope: those that VRAAK asks about."""
        codes = {work_process.code for work_process, _criteria in self.work_processes()}
        return [item for item in self.dossier.items if item.work_processes & codes]


def manifest_at_desk(assessment: Assessment) -> Manifest:
    """The dossier that the desk shows: as it was handed in last, or, of what is fixed, the one that was scored."""
    if assessment.is_final or assessment.reassessment_id is not None:
        return assessment.manifest
    return assessment.trajectory.manifest or assessment.manifest


def read_sheet(assessment: Assessment) -> Sheet:
    """Read it in a fixed number of queries, however much was handed in or scored.

    An open assessment is about the dossier as it was handed in last; a final one, and one in an appeal, about the dossier
    that was scored.
    """
    trajectory = assessment.trajectory
    only = criteria_of(assessment)
    manifests = [assessment.manifest]  # once an assessor has begun, only a supplement makes another
    if trajectory.supplements_asked:
        manifests = list(trajectory.audience.manifests.filter(replaced_at=None).order_by("number"))
    is_fixed = assessment.is_final or assessment.reassessment_id is not None or not manifests
    manifest = assessment.manifest if is_fixed else manifests[-1]
    return Sheet(
        assessment=assessment,
        manifest=manifest,
        dossier=portfolio.manifest_contents(manifest),
        units=tuple(_units(trajectory, only)),
        instruments=tuple(_instruments(assessment)),
        records=tuple(trajectory.records.select_related("instrument")),
        scores=read_scores(assessment),
        substantiations={(row.work_process_id, row.criterion_id): row for row in assessment.substantiations.all()},
        judgements=read_judgements(assessment),
        unsent_requests=tuple(
            assessment.supplement_requests.filter(round=trajectory.supplements_asked + 1).select_related("work_process")
        ),
        questions={row.criterion_id: row for row in assessment.questions.all()},
        first=next((row for row in manifests if row.number < manifest.number), None),
    )


def _instruments(assessment: Assessment) -> list[Instrument]:
    route = assessment.trajectory.route
    return (
        shared_instruments(route) if is_third(assessment) else instruments_of(route, assessment.participant.seat or 0)
    )


def _units(trajectory: Trajectory, only: frozenset[UUID] | None) -> Iterator[UnitNode]:
    """What is scored, in the order of the standard, in two queries; ``only``: without what holds none of these criteria.

    What is taken over from an earlier certificate is not scored here.
    """
    scope = {"core_task__in": trajectory.units.values("pk")}
    taken_over = TakenOver.objects.counting().filter(trajectory=trajectory).order_by()
    work_processes = list(
        WorkProcess.objects.filter(**scope)
        .exclude(pk__in=taken_over.values("work_process"))
        .select_related("core_task")
        .order_by("core_task__position", "position")
    )
    criteria: dict[UUID, list[Criterion]] = {}
    asked = Criterion.objects.filter(work_process__in=[row.pk for row in work_processes])
    for criterion in asked.order_by("position"):
        if only is None or criterion.pk in only:
            criteria.setdefault(criterion.work_process_id, []).append(criterion)
    nodes: dict[UUID, list[WorkProcessNode]] = {}
    for work_process in work_processes:
        if only is None or work_process.pk in criteria:
            node = WorkProcessNode(work_process, tuple(criteria.get(work_process.pk, ())))
            nodes.setdefault(work_process.core_task_id, []).append(node)
    for of_unit in nodes.values():
        yield UnitNode(of_unit[0].work_process.core_task, tuple(of_unit))
