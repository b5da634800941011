"""The form "erkend-standard/1" as dataclasses: a pure parser that finds every problem before it gives up.

The form is described in ``evc/demo/standards/README.md``: standard -> version -> units -> work processes -> criteria.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from evc.standards.fields import Fields, Problem
from evc.standards.models import SubstantiationDepth, ThresholdRule
from foundation.errors import InvalidInput

SCHEMA = "erkend-standard/1"
ORIGINS = ("letterlijk", "parafrase", "voorbeeld")
STANDARD_KINDS = ("kwalificatiedossier", "regeling", "niveaubeschrijving", "sector", "functieprofiel")
UNIT_KINDS = ("kerntaak", "niveau", "keuzedeel", "examenonderdeel")
CODE_SYSTEMS = ("", "CREBO", "CROHO", "NLQF")
# What is said of a standard beside its key and its title.
STANDARD_TEXTS = (
    *("kind", "code", "code_system", "dossier_code", "dossier_title", "qualification_title"),
    *("owner", "uri", "language", "education_type"),
)
STANDARD_NUMBERS = ("level_mbo", "level_nlqf", "level_eqf", "study_load_hours")


@dataclass(frozen=True, slots=True)
class CriterionForm:
    code: str
    title: str
    origin: str
    decisive: bool
    case_identifier: UUID | None


@dataclass(frozen=True, slots=True)
class WorkProcessForm:
    code: str
    title: str
    description: str
    result: str
    required_repetitions: int | None
    required_repetitions_origin: str
    required_witnesses: int | None
    origin: str
    code_origin: str
    case_identifier: UUID | None
    criteria: tuple[CriterionForm, ...]


@dataclass(frozen=True, slots=True)
class UnitForm:
    code: str
    title: str
    kind: str
    complexity: str
    responsibility: str
    level: int | None
    elective: bool
    origin: str
    code_origin: str
    case_identifier: UUID | None
    work_processes: tuple[WorkProcessForm, ...]


@dataclass(frozen=True, slots=True)
class StandardForm:
    """A whole form that can be loaded. ``standard`` and ``version`` hold the fields of those models by name.

    ``sha256`` is of the form's canonical JSON (sorted keys, no white space, UTF-8), lower-case hex. ``skipped`` names the
    fields that this program doesn't know, as "standard.profession_requirements".
    """

    standard: Mapping[str, Any]
    version: Mapping[str, Any]
    units: tuple[UnitForm, ...]
    sha256: str
    skipped: tuple[str, ...]


def parse_form(form: object) -> StandardForm:
    """Read the form. Raises InvalidInput with every problem in ``data["problems"]``: [{"where", "problem"}]."""
    parsed, problems = examine_form(form)
    if parsed is None:
        raise invalid(problems)
    return parsed


def examine_form(
    form: object, *, place_of: Callable[[str], str] = str, sha256: str = ""
) -> tuple[StandardForm | None, list[Problem]]:
    """The form where it can be loaded, and else its problems.

    ``place_of`` names a path in it for people, where the form was made from another file; ``sha256`` is then that file's.
    """
    problems: list[Problem] = []
    skipped: set[str] = set()
    whole = Fields(form, "", problems, skipped)
    if whole.is_object and whole.text("schema") != SCHEMA:
        whole.complain("schema", _("The schema has to be “%(schema)s”.") % {"schema": SCHEMA})
        return None, problems
    standard = _standard(whole.inner("standard"))
    version = _version(whole.inner("version"), provenance=whole.mapping("provenance"))
    units = tuple(_unit(part) for part in whole.parts("units", what=_("unit")))
    whole.finish()
    _refuse_duplicates(units, problems, place_of)
    _require_named(units, version, problems)
    if problems:
        return None, problems
    return StandardForm(standard, version, units, sha256 or form_sha256(form), tuple(sorted(skipped))), []


def form_sha256(form: object) -> str:
    text = json.dumps(form, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=dict)
    return hashlib.sha256(text.encode()).hexdigest()


def _standard(part: Fields) -> dict[str, Any]:
    found = {
        "key": part.slug("key", longest=100),
        "title": part.text("title", longest=300, required=True),
        "kind": part.choice("kind", STANDARD_KINDS),
        "code": part.text("code", longest=40),
        "code_system": part.choice("code_system", CODE_SYSTEMS, default=""),
        "dossier_code": part.text("dossier_code", longest=40),
        "dossier_title": part.text("dossier_title", longest=300),
        "qualification_title": part.text("qualification_title", longest=300),
        "owner": part.text("owner", longest=200),
        "uri": part.text("uri", longest=500),
        "language": part.text("language", longest=5) or "nl",
        "level_mbo": part.number("level_mbo", lowest=1, highest=4),
        "level_nlqf": part.number("level_nlqf", lowest=1, highest=8),
        "level_eqf": part.number("level_eqf", lowest=1, highest=8),
        "education_type": part.text("education_type", longest=100),
        "study_load_hours": part.number("study_load_hours", lowest=0, highest=100_000),
    }
    part.finish()
    return found


def _version(part: Fields, *, provenance: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {
        "label": part.text("label", longest=100, required=True),
        "valid_from": part.day("valid_from"),
        "valid_until": part.day("valid_until"),
        "status": part.text("status", longest=40),
        "established_on": part.day("established_on"),
        "established_by": part.text("established_by", longest=200),
        "source": part.text("source"),
        "provenance": provenance,
    }
    first, last = found["valid_from"], found["valid_until"]
    if isinstance(first, date) and isinstance(last, date) and last < first:
        part.complain("valid_until", _("This date lies before “valid_from”."))
    if not part.is_absent("practice"):
        found |= _practice(part.inner("practice"))
    if not part.is_absent("threshold"):
        found |= _threshold(part.inner("threshold"))
    depth = part.choice("substantiation_depth", SubstantiationDepth.values, default=SubstantiationDepth.WORK_PROCESS)
    found["substantiation_depth"] = depth
    part.finish()
    return found


def _practice(part: Fields) -> dict[str, Any]:
    """What counts of a practice log; what is not said keeps its default: never too old, only done alone, one witness."""
    found = {
        "repetitions_expire_after_years": part.number("expire_after_years", lowest=1, highest=50),
        "repetitions_independent_only": part.is_absent("independent_only") or part.flag("independent_only"),
        "repetitions_least_witnesses": part.number("witnesses", lowest=1, highest=20) or 1,
    }
    part.finish()
    return found


def _threshold(part: Fields) -> dict[str, Any]:
    """When a work process is recognised: so many per cent of its criteria, or the ones that are marked ``decisive``."""
    found = {
        "threshold_rule": part.choice("rule", ThresholdRule.values, default=ThresholdRule.SHARE),
        "threshold_percent": part.number("percent", lowest=1, highest=100) or 100,
    }
    part.finish()
    return found


def _unit(part: Fields) -> UnitForm:
    found = UnitForm(
        code=part.text("code", longest=40, required=True),
        title=part.text("title", longest=500, required=True),
        kind=part.choice("kind", UNIT_KINDS),
        complexity=part.text("complexity"),
        responsibility=part.text("responsibility"),
        level=part.number("level", lowest=1, highest=8),
        elective=part.flag("elective"),
        origin=part.choice("origin", ORIGINS),
        code_origin=part.choice("code_origin", ORIGINS, default="letterlijk"),
        case_identifier=part.uuid("case_identifier"),
        work_processes=tuple(_work_process(inner) for inner in part.parts("work_processes", what=_("work process"))),
    )
    part.finish()
    return found


def _work_process(part: Fields) -> WorkProcessForm:
    count, origin, witnesses = _required_repetitions(part)
    found = WorkProcessForm(
        code=part.text("code", longest=40, required=True),
        title=part.text("title", longest=500, required=True),
        description=part.text("description"),
        result=part.text("result"),
        required_repetitions=count,
        required_repetitions_origin=origin,
        required_witnesses=witnesses,
        origin=part.choice("origin", ORIGINS),
        code_origin=part.choice("code_origin", ORIGINS, default="letterlijk"),
        case_identifier=part.uuid("case_identifier"),
        criteria=tuple(_criterion(inner) for inner in part.parts("criteria", what=_("criterion"))),
    )
    part.finish()
    return found


def _required_repetitions(part: Fields) -> tuple[int | None, str, int | None]:
    """How many, where that number comes from, and by how many different witnesses (None: as the version says)."""
    if part.is_absent("required_repetitions"):
        return None, "", None
    inner = part.inner("required_repetitions")
    count = inner.number("count", lowest=1, highest=10_000)
    if inner.is_object and inner.is_absent("count"):
        inner.complain("count", _("The number is missing."))
    origin = inner.choice("origin", ORIGINS)
    witnesses = inner.number("witnesses", lowest=1, highest=20)
    if count is not None and witnesses is not None and witnesses > count:
        inner.complain("witnesses", _("There can't be more witnesses than repetitions."))
    inner.finish()
    return count, origin, witnesses


def _criterion(part: Fields) -> CriterionForm:
    found = CriterionForm(
        code=part.text("code", longest=40, required=True),
        title=part.text("title", required=True),
        origin=part.choice("origin", ORIGINS),
        decisive=part.flag("decisive"),
        case_identifier=part.uuid("case_identifier"),
    )
    part.finish()
    return found


def _require_named(units: tuple[UnitForm, ...], version: Mapping[str, Any], problems: list[Problem]) -> None:
    """Where named criteria decide, some have to be named."""
    if version.get("threshold_rule") != ThresholdRule.NAMED:
        return
    if not any(criterion.decisive for unit in units for each in unit.work_processes for criterion in each.criteria):
        problem = _("Named criteria decide here, and no criterion is marked as decisive.")
        problems.append(Problem("version.threshold.rule", problem))


def _refuse_duplicates(units: tuple[UnitForm, ...], problems: list[Problem], place_of: Callable[[str], str]) -> None:
    """Codes are unique within a version, over all levels of the tree."""
    first: dict[str, str] = {}

    def note(code: str, where: str) -> None:
        if not code:
            return
        if code in first:
            problem = _("The code “%(code)s” stands at %(first)s as well. A code may be used once.")
            problems.append(Problem(where, problem % {"code": code, "first": place_of(first[code])}))
        else:
            first[code] = where

    for i, unit in enumerate(units):
        note(unit.code, f"units[{i}].code")
        for j, work_process in enumerate(unit.work_processes):
            note(work_process.code, f"units[{i}].work_processes[{j}].code")
            for k, criterion in enumerate(work_process.criteria):
                note(criterion.code, f"units[{i}].work_processes[{j}].criteria[{k}].code")


def invalid(problems: list[Problem]) -> InvalidInput:
    listed = "; ".join(f"{problem.where or '/'}: {problem.problem}" for problem in problems[:10])
    message = _("This standard can't be loaded. Correct these points and load it again: %(problems)s")
    return InvalidInput(
        message % {"problems": listed},
        code="standard-form-invalid",
        problems=[problem.as_data() for problem in problems],
    )
