"""The texts beside this module (JSON and CSV) as dataclasses."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from evc.demo.story.cast import Cast, OrganisationOfStory, PersonOfStory
from evc.demo.story.outline import StandardOutline
from evc.demo.story.parts import (
    Agreed,
    BadgeWishes,
    ClaimedItem,
    CoachComment,
    CoachTalk,
    Fact,
    IdentityCheck,
    IntakeTalk,
    InterviewRecord,
    Item,
    ItemMark,
    LogFile,
    ObservationRecord,
    Question,
    RefusedLine,
    StartTestTaken,
    WorkProcessMark,
    WrongLine,
)
from evc.demo.story.scoring import LEVELS, ScoringPlan
from evc.demo.story.trajectory import OwnLegs, TrajectoryStory

TEXTS = Path(__file__).with_name("texts")

Json = dict[str, Any]


def read_text(name: str) -> Any:
    """The JSON of one of the story's own text files."""
    return json.loads((TEXTS / f"{name}.json").read_text(encoding="utf-8"))


def read_cast() -> Cast:
    document = read_text("cast")
    organisations = [
        OrganisationOfStory(
            **_without(row, "recognised_for", "recognised_since", "recognised_until"),
            recognised_for=tuple(row.get("recognised_for", ())),
            recognised_since=_day(row.get("recognised_since")),
            recognised_until=_day(row.get("recognised_until")),
        )
        for row in document["organisations"]
    ]
    people = [
        PersonOfStory(
            **_without(row, "roles", "other_emails", "birth_date"),
            roles={organisation: tuple(roles) for organisation, roles in row["roles"].items()},
            other_emails=tuple(row.get("other_emails", ())),
            birth_date=_day(row.get("birth_date")),
        )
        for row in document["people"]
    ]
    return Cast({row.key: row for row in organisations}, {row.key: row for row in people})


def read_portfolio(rows: Iterable[Json]) -> dict[str, Item]:
    """Item key -> item."""
    days = ("period_from", "period_until", "issued_on", "valid_until")
    items = []
    for row in rows:
        facts: Json = {**row, **{name: _day(row.get(name)) for name in days}}
        items.append(Item(**facts))
    return {item.key: item for item in items}


def read_trajectory(
    key: str, texts: Json, *, standard: StandardOutline, portfolio: Mapping[str, Item], log_content: bytes | None = None
) -> TrajectoryStory:
    """A trajectory from its texts; the log's bytes come from elsewhere where they are given."""
    units = None if texts["units"] is None else tuple(texts["units"])
    work_processes = standard.in_scope(units)
    scores, judgements = texts["scores"], texts["judgements"]
    every_code = tuple(row.code for row in work_processes)
    return TrajectoryStory(
        key=key,
        standard=standard,
        route_key=texts["route"],
        units=units,
        **{name: texts[name] for name in ("candidate", "client", "provider", "coordinator", "coach")},
        assessors=tuple(texts["assessors"]),
        **{name: texts[name] for name in ("observer", "quality_officer", "manager", "until", "days_ago")},
        scored_so_far={
            assessor: every_code if codes is None else tuple(codes)
            for assessor, codes in texts.get("scored_so_far", {}).items()
        },
        intake=_intake(texts["intake"]),
        items=tuple(ClaimedItem(portfolio[item], tuple(codes)) for item, codes in texts["claims"].items()),
        log=_log(texts["log"], log_content) if texts["log"] else None,
        comments=tuple(CoachComment(**row) for row in texts["comments"]),
        talks=tuple(
            CoachTalk(
                days_before_submission=row["days_before_submission"],
                points=tuple(row["points"]),
                chosen=tuple(row["chosen"]),
            )
            for row in texts.get("talks", ())
        ),
        interview=_interview(texts["interview"]) if texts["interview"] else None,
        observation=_observation(texts["observation"]) if texts["observation"] else None,
        identity=IdentityCheck(**texts["identity"]) if texts["identity"] else None,
        scoring=ScoringPlan(
            work_processes,
            scores["pattern"],
            scores["both"],
            {assessor: scores.get(assessor, {}) for assessor in texts["assessors"]},
            scores.get("portfolio", {}),
        ),
        own_legs={
            code: OwnLegs(row["instrument"], tuple(row["evidence"]), _without(row, "instrument", "evidence"))
            for code, row in texts["substantiation"].items()
        },
        item_marks={item: ItemMark(**row) for item, row in judgements["items"].items()},
        relevance=judgements["relevance"],
        work_process_marks={code: WorkProcessMark(**row) for code, row in judgements["work_processes"].items()},
        agreed={row["criterion"]: _agreed(row) for row in texts["moderation"]},
        gaps=texts["gaps"],
        quality_remark=texts["quality"] or "",
        badge=BadgeWishes(**texts["badge"]) if texts["badge"] else None,
        candidate_hours=texts["hours"],
    )


def _intake(texts: Json) -> IntakeTalk:
    return IntakeTalk(
        **_without(texts, "reasons", "entry_requirements", "start_tests"),
        reasons=tuple(texts["reasons"]),
        entry_requirements="\n".join(texts["entry_requirements"]),
        start_tests=tuple(StartTestTaken(**row) for row in texts["start_tests"]),
    )


def _log(texts: Json, content: bytes | None) -> LogFile:
    if content is None:
        content = (TEXTS / texts["file"]).read_text(encoding="utf-8").encode("utf-8-sig")
    return LogFile(
        item=texts["item"],
        file_name=texts["file"],
        content=content,
        wrong=tuple(WrongLine(**row) for row in texts["wrong"]),
        refused=tuple(RefusedLine(**row) for row in texts["refused"]),
    )


def _interview(texts: Json) -> InterviewRecord:
    return InterviewRecord(
        minutes=texts["minutes"], form=texts["form"], questions=tuple(Question(**row) for row in texts["questions"])
    )


def _observation(texts: Json) -> ObservationRecord:
    seen = tuple(Fact(**row) for row in texts["facts"])
    return ObservationRecord(place=texts["place"], from_time=texts["from"], until_time=texts["to"], seen=seen)


def _agreed(row: Json) -> Agreed:
    return Agreed(row["criterion"], LEVELS[row["agreed"]], row["reason"])


def _without(row: Mapping[str, Any], *names: str) -> Json:
    return {name: value for name, value in row.items() if name not in names}


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
