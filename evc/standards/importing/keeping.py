"""Keeping what was read: the version that is there already when its text is the same, else a new one. All of it or nothing."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from evc.standards.case.keeping import keep
from evc.standards.changes import Changes, changes_between
from evc.standards.form import StandardForm
from evc.standards.importing.collecting import collector_at_rest
from evc.standards.importing.reading import Reading
from evc.standards.loading import keep_version, require_same
from evc.standards.models import QualificationStandard, StandardVersion
from evc.standards.rules import may_load_standards
from evc.standards.selectors import UnitNode, tree
from foundation.errors import NotAllowed

if TYPE_CHECKING:
    from foundation.people.models import Person

_LONGEST_LABEL = 100
_IDENTITY = ("code", "code_system", "level_mbo", "level_nlqf", "level_eqf")


@dataclass(frozen=True, slots=True)
class Imported:
    """``is_new`` False: this text was here already. ``changes``: against the version before it, where there is one."""

    version: StandardVersion
    is_new: bool
    changes: Changes | None


@collector_at_rest()
@transaction.atomic
def keep_standard(reading: Reading, *, by: Person | None) -> Imported:
    """Make the version; ``by`` is None for the command line.

    A text that is here already under this label is left alone; another text under a label that is taken gets a label of its
    own. Raises NotAllowed, and InvalidInput ``standard-differs`` when the key is another standard.
    """
    if by is not None and not may_load_standards(by):
        raise NotAllowed(_("Only coordinators and administrators of an EVC provider can load a standard."))
    form = _of_this_standard(reading)
    standard, is_new_standard = QualificationStandard.objects.get_or_create(
        key=form.standard["key"], defaults=form.standard
    )
    standard = QualificationStandard.objects.select_for_update().get(pk=standard.pk)
    if not is_new_standard:
        label = form.version["label"]
        if (found := _same_text(standard, label, reading)) is not None:
            return Imported(found, is_new=False, changes=_changes(standard, found))
        require_same(standard, _stated(form.standard))
        form = replace(form, version={**form.version, "label": _free_label(standard, label)})
    version = keep_version(standard, form, by=by, source=reading.kind)
    if reading.package is not None:
        keep(version, reading.package)
    return Imported(version, is_new=True, changes=_changes(standard, version))


def text_digest(units: Iterable[Any]) -> str:
    """A digest of what a version asks: texts, order, what is elective and how often something has to be shown.

    ``units``: of a form, or of a tree (``selectors.tree``). Where a number or a code comes from does not count.
    """
    rows: list[Any] = []
    for unit in units:
        node: Any = unit.core_task if isinstance(unit, UnitNode) else unit
        about = "\n".join(filter(None, (node.complexity, node.responsibility)))
        rows.append([node.code, node.title, node.kind, about, node.level, node.elective, node.origin])
        for each in unit.work_processes:
            inner: Any = each.work_process if isinstance(unit, UnitNode) else each
            rows.append([inner.code, inner.title, inner.description, inner.result, inner.origin])
            rows.append([inner.required_repetitions, inner.required_witnesses])
            rows += [[row.code, row.title, row.origin, row.decisive] for row in each.criteria]
    return hashlib.sha256(json.dumps(rows, ensure_ascii=False).encode()).hexdigest()


def _of_this_standard(reading: Reading) -> StandardForm:
    """A CASE package whose document we know belongs to that standard, whatever its title is now."""
    form, package = reading.form, reading.package
    if package is None:
        return form
    known = QualificationStandard.objects.filter(versions__case_package__identifier=package.identifier).first()
    if known is not None:
        return replace(form, standard={**form.standard, "key": known.key})
    return form


def _same_text(standard: QualificationStandard, label: str, reading: Reading) -> StandardVersion | None:
    digest = text_digest(reading.form.units)
    for version in standard.versions.select_related("case_package").order_by("-loaded_at"):
        if version.label != label and not version.label.startswith(f"{label} ("):
            continue
        if reading.package is not None and hasattr(version, "case_package"):
            if version.case_package.sha256 == reading.package.sha256 and (
                version.case_package.levels == reading.package.levels
            ):
                return version
        elif version.form_sha256 == reading.form.sha256 or text_digest(tree(version)) == digest:
            return version
    return None


def _stated(fields: Mapping[str, Any]) -> Mapping[str, Any]:
    """What the file says of what makes it this standard and no other; what it leaves out contradicts nothing."""
    return {name: fields[name] for name in _IDENTITY if fields[name] not in (None, "")}


def _free_label(standard: QualificationStandard, label: str) -> str:
    taken = set(standard.versions.values_list("label", flat=True))
    free, number = label, 1
    while free in taken:
        number += 1
        suffix = f" ({number})"
        free = label[: _LONGEST_LABEL - len(suffix)] + suffix
    return free


def _changes(standard: QualificationStandard, version: StandardVersion) -> Changes | None:
    before = standard.versions.filter(loaded_at__lt=version.loaded_at).order_by("-loaded_at").first()
    return changes_between(before, version) if before is not None else None
