"""All that one assessor wrote, read at once: the desk and the check on completeness both stand on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch

from evc.assessments.models import (
    Assessment,
    ItemJudgement,
    Score,
    ScoreSupport,
    Substantiation,
    SupplementRequest,
    WorkProcessJudgement,
)
from evc.routes.models import Instrument
from evc.routes.selectors import instruments_of
from evc.standards.models import Criterion, SubstantiationDepth, WorkProcess
from evc.standards.selectors import UnitNode, tree
from evc.trajectories.models import InstrumentRecord
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
    item_judgements: Mapping[UUID, ItemJudgement]
    relevance: Mapping[tuple[UUID, UUID], str]  # by item and work process
    work_process_judgements: Mapping[UUID, WorkProcessJudgement]
    unsent_requests: tuple[SupplementRequest, ...]

    @property
    def per_criterion(self) -> bool:
        """Whether the legs are asked for per criterion."""
        return self.assessment.trajectory.standard_version.substantiation_depth == SubstantiationDepth.CRITERION

    def work_processes(self) -> list[tuple[WorkProcess, tuple[Criterion, ...]]]:
        """Those in scope with their criteria, in the order of the standard."""
        return [(node.work_process, node.criteria) for unit in self.units for node in unit.work_processes]

    def claimed_items(self) -> list[FrozenItem]:
        """The items that are claimed for a work process in scope: those that VRAAK asks about."""
        codes = {work_process.code for work_process, _criteria in self.work_processes()}
        return [item for item in self.dossier.items if item.work_processes & codes]


def read_sheet(assessment: Assessment) -> Sheet:
    """Read it in a fixed number of queries, however much was handed in or scored.

    An open assessment is about the dossier as it was handed in last, a final one about the dossier that was scored.
    """
    trajectory = assessment.trajectory
    manifest = assessment.manifest if assessment.is_final else (trajectory.manifest or assessment.manifest)
    scores = assessment.scores.prefetch_related(Prefetch("support", ScoreSupport.objects.order_by("page")))
    return Sheet(
        assessment=assessment,
        manifest=manifest,
        dossier=portfolio.manifest_contents(manifest),
        units=tuple(tree(trajectory.standard_version, units=trajectory.units.all())),
        instruments=tuple(instruments_of(trajectory.route, assessment.participant.seat or 0)),
        records=tuple(trajectory.records.select_related("instrument")),
        scores={(row.criterion_id, row.instrument_id): row for row in scores},
        substantiations={(row.work_process_id, row.criterion_id): row for row in assessment.substantiations.all()},
        item_judgements={row.item_id: row for row in assessment.item_judgements.all()},
        relevance={(row.item_id, row.work_process_id): row.relevant for row in assessment.relevance_judgements.all()},
        work_process_judgements={row.work_process_id: row for row in assessment.work_process_judgements.all()},
        unsent_requests=tuple(
            assessment.supplement_requests.filter(round=trajectory.supplements_asked + 1).select_related("work_process")
        ),
    )
