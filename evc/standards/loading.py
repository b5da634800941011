"""Loading a standard. A version never changes: the same form gives the version that is there, another needs a new label."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from evc.standards.form import StandardForm, parse_form
from evc.standards.models import CoreTask, Criterion, QualificationStandard, StandardVersion, WorkProcess
from evc.standards.rules import may_load_standards
from foundation.audit import services as audit
from foundation.errors import InvalidInput, NotAllowed

if TYPE_CHECKING:
    from foundation.people.models import Person


def load_standard(form: Mapping[str, Any], *, by: Person | None) -> StandardVersion:
    """Load a form "erkend-standard/1", all or nothing; ``by`` is None for the command line.

    The same form again returns the version that it made. Raises InvalidInput: with ``data["problems"]`` when the form has
    errors, code "version-exists" when the label holds another text, "standard-differs" when the key is another standard.
    """
    if by is not None and not may_load_standards(by):
        raise NotAllowed(_("Only coordinators and administrators of an EVC provider can load a standard."))
    return _store(parse_form(form), by=by)


@transaction.atomic
def _store(parsed: StandardForm, *, by: Person | None) -> StandardVersion:
    standard, is_new = QualificationStandard.objects.get_or_create(key=parsed.standard["key"], defaults=parsed.standard)
    standard = QualificationStandard.objects.select_for_update().get(pk=standard.pk)
    if not is_new:
        if found := _version_there(standard, parsed):
            return found
        require_same(standard, parsed.standard)
    return keep_version(standard, parsed, by=by, source="form")


def keep_version(
    standard: QualificationStandard, parsed: StandardForm, *, by: Person | None, source: str
) -> StandardVersion:
    """Make a version of a form, in the caller's transaction, which holds the standard's lock. ``source``: kind of file."""
    version = StandardVersion.objects.create(standard=standard, form_sha256=parsed.sha256, **parsed.version)
    counts: dict[str, Any] = _store_tree(version, parsed)
    audit.record(
        "standard.loaded",
        on=version,
        by=by,
        standard=standard.key,
        form_sha256=parsed.sha256,
        source=source,
        **counts,
    )
    return version


def _version_there(standard: QualificationStandard, parsed: StandardForm) -> StandardVersion | None:
    label = parsed.version["label"]
    version = standard.versions.filter(label=label).first()
    if version is None or version.form_sha256 == parsed.sha256:
        return version
    message = _(
        "Version “%(label)s” of this standard is here already with another text, and a version never changes. "
        "Give the new text a label of its own and load it again."
    )
    raise InvalidInput(message % {"label": label}, code="version-exists", field="label", label=label)


def require_same(standard: QualificationStandard, fields: Mapping[str, Any]) -> None:
    """What earlier outcomes say of the standard (its code, its level) can't change under them."""
    differing = [name for name, value in fields.items() if getattr(standard, name) != value]
    if differing:
        message = _(
            "The standard “%(key)s” is here already with another %(fields)s. Another code or level is another standard: "
            "give it a key of its own and load it again."
        )
        raise InvalidInput(
            message % {"key": standard.key, "fields": ", ".join(differing)},
            code="standard-differs",
            field="key",
            fields=differing,
        )


def _store_tree(version: StandardVersion, parsed: StandardForm) -> dict[str, Any]:
    """The units, work processes and criteria, in the order of the form; how many of each."""
    core_tasks: list[CoreTask] = []
    work_processes: list[WorkProcess] = []
    criteria: list[Criterion] = []
    for unit in parsed.units:
        core_task = CoreTask(
            version=version,
            code=unit.code,
            title=unit.title,
            kind=unit.kind,
            complexity=unit.complexity,
            responsibility=unit.responsibility,
            level=unit.level,
            elective=unit.elective,
            origin=unit.origin,
            code_origin=unit.code_origin,
            case_identifier=unit.case_identifier,
            position=len(core_tasks) + 1,
        )
        core_tasks.append(core_task)
        for form in unit.work_processes:
            work_process = WorkProcess(
                version=version,
                core_task=core_task,
                code=form.code,
                title=form.title,
                description=form.description,
                result=form.result,
                required_repetitions=form.required_repetitions,
                required_repetitions_origin=form.required_repetitions_origin,
                required_witnesses=form.required_witnesses,
                origin=form.origin,
                code_origin=form.code_origin,
                case_identifier=form.case_identifier,
                position=len(work_processes) + 1,
            )
            work_processes.append(work_process)
            for criterion in form.criteria:
                criteria.append(
                    Criterion(
                        work_process=work_process,
                        code=criterion.code,
                        title=criterion.title,
                        origin=criterion.origin,
                        decisive=criterion.decisive,
                        case_identifier=criterion.case_identifier,
                        position=len(criteria) + 1,
                    )
                )
    CoreTask.objects.bulk_create(core_tasks, batch_size=500)
    WorkProcess.objects.bulk_create(work_processes, batch_size=500)
    Criterion.objects.bulk_create(criteria, batch_size=500)
    return {"units": len(core_tasks), "work_processes": len(work_processes), "criteria": len(criteria)}
