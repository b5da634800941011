"""Reads of courses, composed for screens and for the other rooms."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery

from evc.programmes.models import Enrolment, Module, ModuleVersion
from evc.standards.models import WorkProcess
from foundation.people.models import Organisation, Person
from portfolio.counting import PracticeRules
from portfolio.selectors import PracticeCount, counted_courses


def newest_versions(modules: QuerySet[Module]) -> QuerySet[ModuleVersion]:
    """Of each module what it says now."""
    newest = ModuleVersion.objects.filter(module=OuterRef("module")).order_by("-number").values("pk")[:1]
    return (
        ModuleVersion.objects.filter(module__in=modules, pk=Subquery(newest))
        .select_related("module__organisation", "practised__version__standard")
        .order_by("title", "pk")
    )


def offered(modules: QuerySet[Module], *, on: date) -> QuerySet[ModuleVersion]:
    """Those that somebody can begin on that day."""
    is_open = Q(active_from__lte=on) & (Q(active_until=None) | Q(active_until__gte=on))
    return newest_versions(modules.filter(retired_at=None)).filter(is_open)


def modules_closing(
    work_processes: Collection[WorkProcess], *, on: date, organisation: Organisation | None = None
) -> dict[UUID, list[ModuleVersion]]:
    """By work process the modules on offer that help to learn it, by title; of one organisation where that is given.

    A standard that has a newer version keeps its title and codes: a module made for another version of the same standard
    helps with the work process of the same code. Two queries, however many work processes.
    """
    modules = Module.objects.all() if organisation is None else Module.objects.filter(organisation=organisation)
    wanted = {(row.version.standard_id, row.code): row.pk for row in work_processes}
    codes = {code for _standard, code in wanted}
    standards = {standard for standard, _code in wanted}
    found: dict[UUID, list[ModuleVersion]] = {pk: [] for pk in wanted.values()}
    versions = (
        offered(modules, on=on)
        .filter(work_processes__code__in=codes, work_processes__version__standard__in=standards)
        .distinct()
        .prefetch_related("work_processes__version")
    )
    for version in versions:
        for key in {(row.version.standard_id, row.code) for row in version.work_processes.all()} & wanted.keys():
            found[wanted[key]].append(version)
    return found


def rules_of(version: ModuleVersion) -> PracticeRules:
    """What a module asks of the practice, as a log is counted by."""
    return PracticeRules(
        required=version.required,
        expire_after_years=version.expire_after_years,
        independent_only=version.independent_only,
        least_witnesses=version.least_witnesses,
    )


def practice_of(enrolments: Iterable[Enrolment], *, on: date) -> dict[UUID, PracticeCount]:
    """How far the practice of each is, by the enrolment. One query."""
    tasks = {row.task_id: row for row in enrolments}
    counted = counted_courses({pk: rules_of(row.version) for pk, row in tasks.items()}, on=on)
    return {row.pk: counted[pk].count for pk, row in tasks.items()}


def enrolments_of(person: Person) -> QuerySet[Enrolment]:
    """What somebody follows or followed, newest first."""
    return (
        Enrolment.objects.filter(person=person, stopped_at=None)
        .select_related("module__organisation", "version__practised__version__standard", "task", "certificate")
        .order_by("-started_at")
    )


def waiting_for_yes(person: Person) -> QuerySet[Enrolment]:
    """Certificates that wait for somebody of the organisation, the oldest first."""
    return (
        Enrolment.objects.visible_to(person)
        .going_on()
        .exclude(person=person)
        .filter(followed_on=None, shown_at__isnull=False)
        .select_related("version", "person", "module__organisation")
        .order_by("shown_at")
    )
