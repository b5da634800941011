"""Two assessors score blind, agree where they differed, and the outcome is released and issued."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time

from evc.assessments import services as assessments
from evc.assessments.models import Assessment
from evc.assessments.support import Support
from evc.demo.playing.building import day
from evc.demo.playing.checking import check
from evc.demo.playing.stage import Stage
from evc.demo.story.trajectory import TrajectoryStory
from evc.outcomes import services as outcomes
from evc.outcomes.models import Outcome
from evc.routes.models import Instrument, RubricLevel
from evc.standards.models import Criterion, WorkProcess
from evc.trajectories import services as trajectories
from evc.trajectories.models import State, Trajectory
from foundation.jobs import services as jobs
from portfolio import services as portfolio
from portfolio.dossier import Dossier, FrozenItem


def assess(trajectory: Trajectory, part: TrajectoryStory, stage: Stage) -> None:
    """Records of what was seen and heard, then each assessor alone, in the order of their seats."""
    _write_records(trajectory, part, stage)
    for key in part.assessors:
        scorer = _Scorer(trajectory, part, stage, key)
        if part.until == "assessing":
            scorer.score(part.scored_so_far.get(key, ()))
        else:
            scorer.score([row.code for row in part.work_processes])
            scorer.use_every_instrument()
            assessments.finalise(scorer.assessment.pk, by=scorer.assessor)


def finish(trajectory: Trajectory, part: TrajectoryStory, stage: Stage) -> None:
    """Moderation where they differ, the quality check, the badge, and the closing talk."""
    trajectory.refresh_from_db()
    if trajectory.state == State.MODERATING:
        _moderate(trajectory, part, stage)
    jobs.run_due()
    candidate, officer = stage.people[part.candidate], stage.people[part.quality_officer]
    if part.badge is not None:
        trajectories.choose_badge_contents(
            trajectory.pk, shows_name=part.badge.show_name, addresses=[part.badge.recipient], by=candidate
        )
    outcome = Outcome.objects.filter(trajectory=trajectory).latest("number")
    first = stage.people[part.assessors[0]]
    for gap in outcome.gaps.select_related("work_process"):
        outcomes.write_gap_advice(
            outcome.pk, work_process=gap.work_process, advice=part.gap_for(gap.work_process.code), by=first
        )
    check(outcome, officer)
    outcomes.release(outcome.pk, remark=part.quality_remark, by=officer)
    jobs.run_due()


class _Scorer:
    """One assessor at the desk."""

    def __init__(self, trajectory: Trajectory, part: TrajectoryStory, stage: Stage, key: str) -> None:
        self.trajectory, self.part, self.key = trajectory, part, key
        self.assessor = stage.people[key]
        self.assessment: Assessment = assessments.start_assessment(trajectory.pk, by=self.assessor)
        seat = trajectory.route.seats.get(number=part.assessors.index(key) + 1)
        self.instruments = {instrument.key: instrument for instrument in seat.instruments.all()}
        self.levels = {level.key: level for level in RubricLevel.objects.filter(rubric=trajectory.route.rubric)}
        self.records = {record.instrument_id: record for record in trajectory.records.all()}
        self.dossier: Dossier = portfolio.manifest_contents(self.assessment.manifest)

    def score(self, codes: Sequence[str]) -> None:
        """These work processes, whole."""
        chosen = [row for row in self._in_scope() if row.code in codes]
        for work_process in chosen:
            self._work_process(work_process)
        self._judge_items(chosen)

    def use_every_instrument(self) -> None:
        """Every instrument that was used shows something: what it confirmed stands with the first criterion."""
        work_process = self._in_scope()[0]
        scored = set(self.assessment.scores.values_list("instrument__key", flat=True))
        for key in self.instruments.keys() - scored:
            level = self.part.levels_for(self.key, work_process.code, 0)
            self._score(work_process.criteria.all()[0], key, level, ())

    def _in_scope(self) -> list[WorkProcess]:
        return list(WorkProcess.objects.filter(core_task__in=self.trajectory.units.all()).prefetch_related("criteria"))

    def _work_process(self, work_process: WorkProcess) -> None:
        code, items = work_process.code, self.dossier.items_for(work_process.code)
        for index, criterion in enumerate(work_process.criteria.all()):
            self._score(criterion, "portfolio", self.part.scoring.portfolio_level(self.key, code, index), items)
        legs = self.part.legs_for(self.key, code)
        later = legs.instrument if legs.instrument in self.instruments and legs.instrument != "portfolio" else None
        changed = self.part.scoring.changed_later(self.key, code)
        for criterion in work_process.criteria.all():
            if later and criterion.code in changed:
                self._score(criterion, later, changed[criterion.code], items)
        assessments.substantiate(
            self.assessment.pk,
            work_process=work_process,
            part_of_standard=legs.part_of_standard,
            evidence_or_instrument=legs.evidence_or_instrument,
            seen_or_heard=legs.seen_or_heard,
            by=self.assessor,
        )
        mark = self.part.mark_of_work_process(code)
        assessments.judge_work_process(
            self.assessment.pk,
            work_process=work_process,
            varied=mark.varied,
            enough=mark.enough,
            remark=mark.remark,
            by=self.assessor,
        )
        for item in items:
            assessments.judge_relevance(
                self.assessment.pk,
                item=item.id,
                work_process=work_process,
                relevant=self.part.relevance_of(self._key_of(item), code),
                by=self.assessor,
            )

    def _judge_items(self, work_processes: list[WorkProcess]) -> None:
        codes = {row.code for row in work_processes}
        for item in self.dossier.items:
            if item.work_processes & codes:
                mark = self.part.mark_of_item(self._key_of(item))
                assessments.judge_item(
                    self.assessment.pk,
                    item=item.id,
                    authentic=mark.authentic,
                    current=mark.current,
                    remark=mark.remark,
                    by=self.assessor,
                )

    def _score(self, criterion: Criterion, instrument_key: str, level: str, items: tuple[FrozenItem, ...]) -> None:
        instrument: Instrument = self.instruments[instrument_key]
        record = self.records.get(instrument.pk)
        support = [Support(record=record.pk)] if record else [Support(item=item.id) for item in items[:2]]
        assessments.score(
            self.assessment.pk,
            criterion=criterion,
            instrument=instrument,
            level=self.levels[level],
            support=support,
            by=self.assessor,
        )

    def _key_of(self, item: FrozenItem) -> str:
        return next((row.item.key for row in self.part.items if row.item.title == item.title), "")


def _write_records(trajectory: Trajectory, part: TrajectoryStory, stage: Stage) -> None:
    instruments = {instrument.key: instrument for instrument in trajectory.route.instruments.all()}
    if part.interview is not None:
        trajectories.write_record(
            trajectory.pk,
            instrument=instruments["interview"],
            held_on=day(part, "interview"),
            place=part.interview.form,
            facts=part.interview.facts,
            by=stage.people[part.assessors[0]],
        )
    if part.observation is not None and part.observer is not None:
        trajectories.write_record(
            trajectory.pk,
            instrument=instruments["observation"],
            held_on=day(part, "observation"),
            from_time=_clock(part.observation.from_time),
            until_time=_clock(part.observation.until_time),
            place=part.observation.place,
            facts=part.observation.facts,
            by=stage.people[part.observer],
        )
    if part.identity is not None:
        trajectories.record_identity_seen(
            trajectory.pk,
            document=part.identity.document,
            seen_on=day(part, "interview"),
            by=stage.people[part.identity.by],
        )


def _clock(text: str) -> time:
    """ "13.15" """
    hours, minutes = text.split(".")
    return time(int(hours), int(minutes))


def _moderate(trajectory: Trajectory, part: TrajectoryStory, stage: Stage) -> None:
    moderation = trajectory.moderations.get(closed_at=None)
    levels = {level.key: level for level in RubricLevel.objects.filter(rubric=trajectory.route.rubric)}
    first = stage.people[part.assessors[0]]
    for row in moderation.scores.select_related("criterion"):
        agreed = part.agreed_on(row.criterion.code)
        assessments.agree(
            moderation.pk, criterion=row.criterion, level=levels[agreed.level], because=agreed.reason, by=first
        )
    for key in part.assessors:
        assessments.sign_moderation(moderation.pk, by=stage.people[key])
