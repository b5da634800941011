"""VRAAK: authentic and current per item, relevant per item and work process, varied and enough per work process.

Each letter can be given on its own: what is None stays as it is, "" takes a mark away.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction

from evc.assessments.errors import NotInDossier, UnknownMark
from evc.assessments.models import Assessment, ItemJudgement, Mark, RelevanceJudgement, WorkProcessJudgement
from evc.assessments.services.opening import dossier_of, locked_own, require_work_process_in_scope
from evc.standards.models import WorkProcess
from evc.trajectories.cleaning import clean_text
from foundation.people.models import Person


@transaction.atomic
def judge_item(
    assessment_id: UUID,
    *,
    item: UUID,
    authentic: str | None = None,
    current: str | None = None,
    remark: str | None = None,
    by: Person,
) -> ItemJudgement:
    """Judge one item of the dossier as a whole."""
    assessment = locked_own(assessment_id, by=by)
    _require_item(assessment, item)
    given = _given(authentic=authentic, current=current, remark=remark)
    return ItemJudgement.objects.update_or_create(assessment=assessment, item_id=item, defaults=given)[0]


@transaction.atomic
def judge_relevance(
    assessment_id: UUID, *, item: UUID, work_process: WorkProcess, relevant: str, by: Person
) -> RelevanceJudgement | None:
    """Judge what an item says about one work process; None when the mark was taken away."""
    assessment = locked_own(assessment_id, by=by)
    _require_item(assessment, item)
    require_work_process_in_scope(assessment, work_process)
    given = _given(relevant=relevant)
    where: dict[str, Any] = {"assessment": assessment, "item_id": item, "work_process": work_process}
    if not given["relevant"]:
        RelevanceJudgement.objects.filter(**where).delete()
        return None
    return RelevanceJudgement.objects.update_or_create(**where, defaults=given)[0]


@transaction.atomic
def judge_work_process(
    assessment_id: UUID,
    *,
    work_process: WorkProcess,
    varied: str | None = None,
    enough: str | None = None,
    remark: str | None = None,
    by: Person,
) -> WorkProcessJudgement:
    """Judge all evidence for one work process together."""
    assessment = locked_own(assessment_id, by=by)
    require_work_process_in_scope(assessment, work_process)
    given = _given(varied=varied, enough=enough, remark=remark)
    return WorkProcessJudgement.objects.update_or_create(
        assessment=assessment, work_process=work_process, defaults=given
    )[0]


def _given(**fields: str | None) -> dict[str, str]:
    """The fields that were given. Raises UnknownMark for a mark that isn't one."""
    given = {name: clean_text(text, field=name) for name, text in fields.items() if text is not None}
    for name, text in given.items():
        if name != "remark" and text and text not in Mark.values:
            raise UnknownMark(name)
    return given


def _require_item(assessment: Assessment, item: UUID) -> None:
    if dossier_of(assessment).item(item) is None:
        raise NotInDossier
