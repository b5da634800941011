"""Assessments, filled in and made final through the services."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from evc.assessments import services as assessments
from evc.assessments.models import Assessment, Moderation
from evc.assessments.sheet import Sheet, read_sheet
from evc.assessments.support import Support
from evc.routes.models import RubricLevel
from evc.trajectories import services as trajectories
from evc.trajectories.models import Participant, Trajectory
from tests.factories.trajectories import TrajectoryFactory, who_is

Part = Participant.Part
Levels = Mapping[str, str]  # level's key by criterion code


def level_of(trajectory: Trajectory, key: str) -> RubricLevel:
    return RubricLevel.objects.get(rubric=trajectory.route.rubric_id, key=key)


def started(trajectory: Trajectory, seat: int = 1) -> Assessment:
    """The assessment of who sits in this seat."""
    return assessments.start_assessment(trajectory.pk, by=who_is(trajectory, Part.ASSESSOR, seat))


def criterion_of(trajectory: Trajectory, code: str) -> Any:
    """A criterion of the standard by its code."""
    return next(
        criterion
        for work_process in trajectory.standard_version.work_processes.prefetch_related("criteria")
        for criterion in work_process.criteria.all()
        if criterion.code == code
    )


def work_process_of(trajectory: Trajectory, code: str) -> Any:
    return trajectory.standard_version.work_processes.get(code=code)


def instrument_of(trajectory: Trajectory, key: str) -> Any:
    return trajectory.route.instruments.get(key=key)


def filled_in(assessment: Assessment, *, levels: Levels | None = None, default: str = "voldoende") -> Assessment:
    """Everything there, not final yet. ``levels`` where a criterion gets another level than ``default``."""
    sheet, by = read_sheet(assessment), assessment.assessor
    _write_records(assessment, sheet)
    _judge(assessment, sheet)
    for work_process, criteria in sheet.work_processes():
        support = [Support(item=item.id) for item in sheet.dossier.items_for(work_process.code)[:1]]
        for criterion in criteria:
            assessments.score(
                assessment.pk,
                criterion=criterion,
                instrument=sheet.instruments[0],
                level=level_of(assessment.trajectory, (levels or {}).get(criterion.code, default)),
                remark=f"Seat {assessment.participant.seat} on {criterion.code}",
                support=support,
                by=by,
            )
        for criterion in criteria if sheet.per_criterion else [None]:
            assessments.substantiate(
                assessment.pk,
                work_process=work_process,
                criterion=criterion,
                part_of_standard=criterion.code if criterion else work_process.code,
                evidence_or_instrument="Werkproduct en interview",
                seen_or_heard="Zij vertelde stap voor stap wat zij deed en het werkproduct laat hetzelfde zien.",
                by=by,
            )
    first = sheet.work_processes()[0][1][0]
    for instrument in sheet.instruments[1:]:
        level = level_of(assessment.trajectory, (levels or {}).get(first.code, default))
        assessments.score(assessment.pk, criterion=first, instrument=instrument, level=level, by=by)
    return assessment


def scored(assessment: Assessment, *, levels: Levels | None = None, default: str = "voldoende") -> Assessment:
    """Filled in and made final."""
    filled_in(assessment, levels=levels, default=default)
    return assessments.finalise(assessment.pk, by=assessment.assessor)


def agreed_and_signed(trajectory: Trajectory, *, level: str = "voldoende") -> Moderation:
    """Every difference settled on one level, and signed by all."""
    moderation = Moderation.objects.get(trajectory=trajectory, closed_at=None)
    seated = [row.person for row in trajectory.participants.current().filter(part=Part.ASSESSOR).order_by("seat")]
    for row in moderation.scores.select_related("criterion"):
        assessments.agree(
            moderation.pk,
            criterion=row.criterion,
            level=level_of(trajectory, level),
            because="Samen naar het bewijs gekeken.",
            by=seated[0],
        )
    for person in seated:
        moderation = assessments.sign_moderation(moderation.pk, by=person)
    return moderation


def assessed(
    trajectory: Trajectory | None = None, *, levels: Mapping[int, Levels] | None = None, **fields: Any
) -> Trajectory:
    """Final in every seat: at *quality check*, or at *moderating* where ``levels`` (by seat) differ.

    Made with ``TrajectoryFactory(assessing=True, **fields)`` unless given.
    """
    trajectory = trajectory or TrajectoryFactory(assessing=True, **fields)
    for seat in trajectory.route.seats.all():
        scored(started(trajectory, seat.number), levels=(levels or {}).get(seat.number))
    trajectory.refresh_from_db()
    return trajectory


def see_identity(trajectory: Trajectory) -> None:
    """The first assessor notes that the identity was seen; once."""
    if not hasattr(trajectory, "identity_seen"):
        trajectories.record_identity_seen(
            trajectory.pk, document="passport", seen_on=date(2026, 10, 1), by=who_is(trajectory, Part.ASSESSOR, 1)
        )


def _write_records(assessment: Assessment, sheet: Sheet) -> None:
    written = {record.instrument_id for record in sheet.records}
    for instrument in sheet.instruments:
        if instrument.needs_record and instrument.pk not in written:
            trajectories.write_record(
                assessment.trajectory_id,
                instrument=instrument,
                held_on=date(2026, 10, 1),
                facts="De kandidaat beschreef drie situaties van de afgelopen maand.",
                by=assessment.assessor,
            )


def _judge(assessment: Assessment, sheet: Sheet) -> None:
    by = assessment.assessor
    for item in sheet.claimed_items():
        assessments.judge_item(assessment.pk, item=item.id, authentic="yes", current="yes", by=by)
    for work_process, _criteria in sheet.work_processes():
        for item in sheet.dossier.items_for(work_process.code):
            assessments.judge_relevance(assessment.pk, item=item.id, work_process=work_process, relevant="yes", by=by)
        assessments.judge_work_process(assessment.pk, work_process=work_process, varied="yes", enough="partly", by=by)
