"""From the request to the dossier that is handed in: the candidate, the coach, the witnesses."""

from __future__ import annotations

import re
from datetime import date, timedelta
from io import BytesIO
from typing import Any
from uuid import UUID

from django.utils import timezone

from evc.demo.playing.guiding import talk_over
from evc.demo.playing.stage import Stage
from evc.demo.story.parts import Item, LogFile
from evc.demo.story.trajectory import Story, TrajectoryStory
from evc.demo.story.witnesses import about_witness
from evc.routes.models import Route
from evc.standards.models import StandardVersion, WorkProcess
from evc.trajectories import services as trajectories
from evc.trajectories.models import Participant, Trajectory
from evc.trajectories.terms import Terms
from foundation.jobs.models import OutgoingMail
from foundation.people.models import Person
from portfolio import reading
from portfolio import services as portfolio
from portfolio.models import EvidenceItem, Repetition

_LINK = re.compile(r"/confirm/(\S+)")
_PRICES = {"full": 1950, "compact": 650}  # euro, made up

Sameness = tuple[str, date, str, int, str]  # code of the work process, day, task, count, address of the witness

_WEIGHED = "Dit vak kennen hier maar twee beoordelaars."


def request_and_intake(part: TrajectoryStory, stage: Stage) -> Trajectory:
    """The manager proposes, the candidate accepts; intake, advice and agreement; everybody gets their place."""
    candidate, coordinator = stage.people[part.candidate], stage.people[part.coordinator]
    version = stage.versions[part.standard.key]
    units = list(version.core_tasks.filter(code__in=part.units)) if part.units is not None else []
    trajectory = trajectories.request_trajectory(
        candidate=candidate,
        client=stage.organisations[part.client],
        provider=stage.organisations[part.provider],
        standard_version=version,
        route=Route.objects.get(key=part.route_key),
        units=units,
        by=stage.people[part.manager],
    )
    trajectories.start_intake(trajectory.pk, by=candidate)
    talk = part.intake
    trajectories.save_intake(
        trajectory.pk,
        reasons=talk.reasons,
        goal=talk.goal,
        motivation=talk.motivation,
        entry_requirements=talk.entry_requirements,
        needs=talk.needs,
        by=candidate,
    )
    answers: dict[UUID | WorkProcess, int] = {
        work_process.pk: talk.self_scan[work_process.code]
        for work_process in version.work_processes.all()
        if work_process.code in talk.self_scan
    }
    trajectories.save_self_scan(trajectory.pk, answers=answers, by=candidate)
    for test in talk.start_tests:
        trajectories.record_start_test(
            trajectory.pk,
            subject=test.subject,
            score=test.score,
            norm=test.norm,
            taken_on=day(part, "intake"),
            by=coordinator,
        )
    for met in talk.entry_requirements.split("\n"):
        title, _yes, proof = met.partition(" Ja: ")
        found = "met" if proof else "open"
        trajectories.note_requirement(trajectory.pk, title=title, finding=found, proof=proof, by=coordinator)
    trajectories.give_advice(trajectory.pk, advice=talk.advice, because=talk.advice_because, by=coordinator)
    _agree(trajectory, part, stage)
    _assign(trajectory, part, stage)
    return trajectory


def build_and_submit(trajectory: Trajectory, part: TrajectoryStory, story: Story, stage: Stage) -> None:
    """The portfolio grows, the coach comments, the witnesses answer; then it is frozen."""
    candidate = stage.people[part.candidate]
    codes = {work_process.code: work_process for work_process in trajectory.standard_version.work_processes.all()}
    items = {}
    for claimed in part.items:
        item = items[claimed.item.key] = _item(candidate, claimed.item, story)
        portfolio.link_item(item.pk, work_processes=[codes[code] for code in claimed.work_processes], by=candidate)
        trajectories.share_item(trajectory.pk, item.pk, by=candidate)
    for said in part.comments:
        if said.item in items:
            portfolio.comment(items[said.item].pk, text=said.text, by=stage.people[part.coach])
            portfolio.comment(items[said.item].pk, text=said.answer, by=candidate)
    talk_over(trajectory, part, stage)
    if part.log is not None:
        keep_log(trajectory, part.log, candidate)
    for phase in trajectory.route.phases.all():
        if hours := part.candidate_hours.get(phase.key):
            trajectories.note_hours(trajectory.pk, phase=phase, day=day(part, "submitted"), hours=hours, by=candidate)
    trajectories.submit_dossier(trajectory.pk, by=candidate)


def keep_log(trajectory: Trajectory, log: LogFile, candidate: Person) -> None:
    """Import the log, correct what was wrong in it, and let every witness answer by the link in their mail."""
    version = trajectory.standard_version
    done = portfolio.import_log(candidate, stream=BytesIO(log.content), version=version, by=candidate)
    bad = {row.line: row for row in done.bad}
    for wrong in log.wrong:
        if wrong.corrected and wrong.line in bad:
            cells = {**bad[wrong.line].cells, **wrong.corrected}
            portfolio.correct_log_row(candidate, line=wrong.line, cells=cells, version=version, by=candidate)
    noted = Repetition.objects.filter(
        owner=candidate, log__work_process__version=version, state=Repetition.State.NOTED
    ).select_related("log__work_process")
    reasons = _refusals(log, version)
    requests = portfolio.ask_confirmation(candidate, repetitions=noted, by=candidate)
    for request in requests:
        secret, about = _mailed_secret(request.witness_email), about_witness(request.witness_email)
        portfolio.describe_witness(
            secret, name=request.witness_name, function=about.function, knows_how=about.knows_how, tie=about.tie
        )
        for repetition in request.repetitions.select_related("log__work_process"):
            if because := reasons.get(_same(repetition)):
                portfolio.refuse_repetition(secret, repetition.pk, because=because)
            else:
                portfolio.confirm_repetition(secret, repetition.pk)


def day(part: TrajectoryStory, moment: str) -> date:
    """The day of the story, counted back from today."""
    return timezone.localdate() - timedelta(days=part.days_ago[moment])


def _agree(trajectory: Trajectory, part: TrajectoryStory, stage: Stage) -> None:
    """The provider lays the agreement down, the client accepts it, and the candidate last."""
    hours = trajectory.route.hours_min / 2
    terms = Terms(hours_in_work_time=hours, price=_PRICES[part.route_key], payer="client")
    version = trajectories.draw_up_agreement(trajectory.pk, terms=terms, by=stage.people[part.coordinator])
    if version.client_accepted_at is None:
        trajectories.accept_for_client(trajectory.pk, number=version.number, by=stage.people[part.manager])
    trajectories.accept_agreement(trajectory.pk, no_ties=True, number=version.number, by=stage.people[part.candidate])


def _assign(trajectory: Trajectory, part: TrajectoryStory, stage: Stage) -> None:
    coordinator = stage.people[part.coordinator]
    places: list[tuple[str, Participant.Part, int | None]] = [
        (part.coach, Participant.Part.COACH, None),
        (part.quality_officer, Participant.Part.QUALITY_OFFICER, None),
    ]
    places += [(key, Participant.Part.ASSESSOR, seat) for seat, key in enumerate(part.assessors, start=1)]
    for key in part.assessors:
        _make_expert(trajectory, stage.people[key], coordinator)
    for key, role, seat in places:
        trajectories.assign(
            trajectory.pk, person=stage.people[key], part=role, seat=seat, because=_WEIGHED, by=coordinator
        )
    for key in part.assessors:
        trajectories.declare_no_ties(trajectory.pk, by=stage.people[key])


def _make_expert(trajectory: Trajectory, person: Person, coordinator: Person) -> None:
    """Once a standard: the coordinator saw what shows that this assessor knows the field."""
    provider, standard = trajectory.provider, trajectory.standard_version.standard
    if person.expertise.filter(organisation=provider, standard=standard, ended_at=None).exists():
        return
    today = timezone.localdate()
    trajectories.establish_expertise(
        provider.pk,
        person=person,
        standard=standard,
        since=today - timedelta(weeks=52),
        until=today + timedelta(weeks=104),
        proof="Tien jaar in het vak, en de training voor beoordelaars gevolgd.",
        by=coordinator,
    )


def _item(candidate: Person, told: Item, story: Story) -> EvidenceItem:
    """The item, made once: a person may show the same one in several trajectories."""
    known = EvidenceItem.objects.owned_by(candidate).present().filter(kind=told.kind, title=told.title).first()
    if known is not None:
        return known
    fields: dict[str, Any] = {
        "title": told.title,
        "what_it_shows": told.what_it_shows,
        "period_from": told.period_from,
        "period_until": told.period_until,
        "organisation": told.organisation,
        "level": told.level,
        "holder": told.holder,
        "issued_on": told.issued_on,
        "valid_until": told.valid_until,
        "code": told.code,
        "code_system": told.code_system,
        "starr": dict(told.starr),
    }
    if told.file is None:
        item = portfolio.add_item(candidate, kind=told.kind, by=candidate, **fields)
    else:
        item = portfolio.add_item_from_file(
            candidate, stream=BytesIO(story.documents[told.file]), name=told.file, kind=told.kind, by=candidate
        )
        item = portfolio.confirm_reading(item.pk, by=candidate, **fields)
    if said := told.authorship:
        portfolio.say_authorship(
            item.pk,
            made_by=said["made_by"],
            with_whom=said.get("with_whom", ""),
            own_part=said.get("own_part", ""),
            by=candidate,
        )
    return item


def _mailed_secret(witness_email: str) -> str:
    mail = (
        OutgoingMail.objects.filter(to=witness_email, key__startswith="confirm_practice:")
        .order_by("-created_at")
        .first()
    )
    match = _LINK.search(mail.text) if mail else None
    if match is None:
        raise LookupError(f"no mail with a link for {witness_email}")
    return match[1]


def _refusals(log: LogFile, version: StandardVersion) -> dict[Sameness, str]:
    """Why a witness refuses, by what makes a row the same as an entry."""
    known = {work_process.code for work_process in version.work_processes.all()}
    rows = reading.read_practice_log(log.content, known_codes=known, today=timezone.localdate()).rows
    by_line = {row.line: row for row in rows}
    return {
        (row.work_process, row.date, row.task, row.count, row.witness_email): refused.reason
        for refused in log.refused
        if (row := by_line.get(refused.line))
    }


def _same(entry: Repetition) -> Sameness:
    return (entry.log.work_process.code, entry.day, entry.task, entry.count, entry.witness_email)
