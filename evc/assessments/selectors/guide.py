"""The interview guide: per criterion what the assessors want asked, joined, without names and without scores."""

from __future__ import annotations

from dataclasses import dataclass

from evc.assessments.models import InterviewQuestion
from evc.standards.models import CoreTask, Criterion, WorkProcess
from evc.standards.selectors import tree
from evc.trajectories.models import Trajectory
from portfolio import services as portfolio
from portfolio.dossier import FrozenItem


@dataclass(frozen=True, slots=True)
class GuideCriterion:
    criterion: Criterion
    questions: tuple[str, ...]  # in alphabetical order, so that the order tells nothing about who asks


@dataclass(frozen=True, slots=True)
class GuideWorkProcess:
    core_task: CoreTask
    work_process: WorkProcess
    criteria: tuple[GuideCriterion, ...]
    items: tuple[FrozenItem, ...]  # those claimed here of which it matters whose work they are

    @property
    def is_asked(self) -> bool:
        return any(row.questions for row in self.criteria)


def interview_guide(trajectory: Trajectory) -> list[GuideWorkProcess]:
    """Every work process in scope, in the order of the standard; six queries."""
    questions: dict[object, set[str]] = {}
    asked = InterviewQuestion.objects.filter(
        assessment__trajectory=trajectory,
        assessment__reassessment=None,
        assessment__participant__ended_at=None,
    )
    for criterion, text in asked.values_list("criterion", "text"):
        questions.setdefault(criterion, set()).add(text)
    manifest = trajectory.manifest
    dossier = portfolio.manifest_contents(manifest) if manifest else None
    return [
        GuideWorkProcess(
            core_task=unit.core_task,
            work_process=node.work_process,
            criteria=tuple(
                GuideCriterion(criterion, tuple(sorted(questions.get(criterion.pk, ())))) for criterion in node.criteria
            ),
            items=dossier.items_for(node.work_process.code) if dossier else (),
        )
        for unit in tree(trajectory.standard_version, units=trajectory.units.all())
        for node in unit.work_processes
    ]
