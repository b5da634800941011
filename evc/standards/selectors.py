"""Reads of standards for screens, badges and the other rooms."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from evc.standards.models import (
    CoreTask,
    Criterion,
    Origin,
    ProviderRecognition,
    QualificationStandard,
    StandardVersion,
    ThresholdRule,
    WorkProcess,
)
from foundation.errors import InvalidInput, NotFound

if TYPE_CHECKING:
    from foundation.people.models import Organisation


@dataclass(frozen=True, slots=True)
class WorkProcessNode:
    work_process: WorkProcess
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True)
class UnitNode:
    core_task: CoreTask
    work_processes: tuple[WorkProcessNode, ...]


@dataclass(frozen=True, slots=True)
class Examples:
    """What of a version is made up (*voorbeeld*), so that every screen and badge can say so."""

    texts: bool  # a title of a unit, work process or criterion, or the version as a whole
    codes: bool
    repetitions: bool

    def __bool__(self) -> bool:
        return self.texts or self.codes or self.repetitions


def standards_list() -> QuerySet[StandardVersion]:
    """Every version, by title and newest first, with ``unit_count``, ``work_process_count`` and ``criterion_count``."""
    return (
        StandardVersion.objects.select_related("standard")
        .annotate(
            unit_count=Count("core_tasks", distinct=True),
            work_process_count=Count("work_processes", distinct=True),
            criterion_count=Count("work_processes__criteria", distinct=True),
        )
        .order_by("standard__title", "-valid_from", "label")
    )


def tree(version: StandardVersion, *, units: Iterable[CoreTask] | None = None) -> list[UnitNode]:
    """The version's units with their work processes and criteria, in order, in three queries; ``units``: only these."""
    core_tasks = list(version.core_tasks.all()) if units is None else sorted(units, key=lambda unit: unit.position)
    chosen = [unit.pk for unit in core_tasks]
    criteria: dict[object, list[Criterion]] = {}
    for criterion in Criterion.objects.filter(work_process__core_task__in=chosen).order_by("position"):
        criteria.setdefault(criterion.work_process_id, []).append(criterion)
    nodes: dict[object, list[WorkProcessNode]] = {}
    for work_process in WorkProcess.objects.filter(core_task__in=chosen).order_by("position"):
        node = WorkProcessNode(work_process, tuple(criteria.get(work_process.pk, ())))
        nodes.setdefault(work_process.core_task_id, []).append(node)
    return [UnitNode(unit, tuple(nodes.get(unit.pk, ()))) for unit in core_tasks]


def examples_in(version: StandardVersion) -> Examples:
    """Which parts of a version are made up; four queries."""
    units, work_processes = version.core_tasks.all(), version.work_processes.all()
    return Examples(
        texts=is_example(version),
        codes=(
            units.filter(code_origin=Origin.EXAMPLE).exists()
            or work_processes.filter(code_origin=Origin.EXAMPLE).exists()
        ),
        repetitions=work_processes.filter(required_repetitions_origin=Origin.EXAMPLE).exists(),
    )


def is_example(version: StandardVersion) -> bool:
    """Whether it is (partly) made up: a title of origin *voorbeeld*, or its status says so."""
    if version.status == Origin.EXAMPLE:
        return True
    example = Q(origin=Origin.EXAMPLE)
    return (
        version.core_tasks.filter(example).exists()
        or version.work_processes.filter(example).exists()
        or Criterion.objects.filter(example, work_process__version=version).exists()
    )


def deciding(version: StandardVersion, criteria: Iterable[Criterion]) -> list[Criterion]:
    """Those of a work process's criteria that decide by themselves; none where a share of all of them does."""
    if version.threshold_rule != ThresholdRule.NAMED:
        return []
    return [criterion for criterion in criteria if criterion.decisive]


def recognition_on(provider: Organisation, standard: QualificationStandard, day: date) -> ProviderRecognition | None:
    """The provider's recognition for this standard on that day, with the register that says so."""
    return _recognitions(provider, day).filter(standard=standard).order_by("-since").first()


def is_recognised_provider_on(provider: Organisation, day: date) -> bool:
    """Whether the provider was recognised for any standard on that day."""
    return _recognitions(provider, day).exists()


def _recognitions(provider: Organisation, day: date) -> QuerySet[ProviderRecognition]:
    return provider.recognitions.filter(since__lte=day).filter(Q(until=None) | Q(until__gte=day))


def find_version(code: str, label: str = "") -> StandardVersion:
    """The version of a standard by its key or its code; the one that was loaded last where no label is said.

    Raises NotFound, and InvalidInput where several standards have this code.
    """
    found = list(QualificationStandard.objects.filter(key=code)) or list(
        QualificationStandard.objects.exclude(code="").filter(code=code)
    )
    if len(found) > 1:
        message = _("Several standards have the code “%(code)s”. Name one of these keys: %(keys)s.")
        keys = ", ".join(sorted(standard.key for standard in found))
        raise InvalidInput(message % {"code": code, "keys": keys}, code="several-standards")
    if not found:
        keys = ", ".join(QualificationStandard.objects.order_by("key").values_list("key", flat=True)[:50])
        message = _("There is no standard with the key or code “%(code)s”. There are: %(keys)s.")
        raise NotFound(message % {"code": code, "keys": keys or "-"})
    versions = found[0].versions.select_related("standard").order_by("-loaded_at")
    version = (versions.filter(label=label) if label else versions).first()
    if version is None:
        labels = ", ".join(versions.values_list("label", flat=True))
        message = _("The standard “%(code)s” has no version “%(label)s”. There are: %(labels)s.")
        raise NotFound(message % {"code": code, "label": label, "labels": labels})
    return version
