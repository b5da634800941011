"""Pauses, appointments, free days, expertise, and what is done with many trajectories at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from evc.trajectories.models import BulkRun
from tests.pages.look import Look, case
from tests.scene import Scene


def _appointment(scene: Scene) -> Mapping[str, Any]:
    return {"pk": scene.cases["invited"].appointments.get(cancelled_at=None).pk}


def _expertise(scene: Scene) -> Mapping[str, Any]:
    return {"pk": scene.people["yusuf"].expertise.filter(ended_at=None)[0].pk}


def _run(scene: Scene) -> Mapping[str, Any]:
    return {"pk": BulkRun.objects.get().pk}


def _member(scene: Scene) -> Mapping[str, Any]:
    return {"slug": scene.organisations["de-brug"].slug, "pk": scene.people["yusuf"].pk}


def _ticked(act: str) -> Any:
    def query(scene: Scene) -> str:
        return "&".join([f"act={act}", *(f"chosen={scene.cases[key].pk}" for key in ("building", "invited"))])

    return query


PLANNING = (
    Look("home-paused", "home", who="paused"),
    Look("home-silent", "home", who="silent"),
    Look("home-appointment", "home", who="invited"),
    Look("home-pause-asked", "home", who="pause-asked"),
    Look("pause-running", "pause", who="paused", at=case("paused")),
    Look("pause-ask", "pause", who="building", at=case("building")),
    Look("pause-answer", "pause", who="petra", at=case("pause-asked")),
    Look("silence-undo", "silence-undo", who="silent", at=case("silent")),
    Look("silence-end", "silence-end", who="petra", at=case("building")),
    Look("due-move", "due-move", who="petra", at=case("building")),
    Look("appointments", "appointments", who="invited", at=case("invited")),
    Look("appointments-coordinator", "appointments", who="petra", at=case("invited")),
    Look("appointment-new", "appointment-new", who="petra", at=case("invited")),
    Look("appointment-move", "appointment-move", who="petra", at=_appointment),
    Look("appointment-cancel", "appointment-cancel", who="petra", at=_appointment),
    Look("planning", "planning", who="petra"),
    Look("free-days", "free-days", who="ingrid"),
    Look("expertise", "expertise", who="petra"),
    Look("expertise-new", "expertise-new", who="petra"),
    Look("expertise-end", "expertise-end", who="petra", at=_expertise),
    Look("board-assign", "board-selected", who="petra", query=_ticked("assign_assessor")),
    Look("board-pause", "board-selected", who="petra", query=_ticked("pause")),
    Look("board-nothing", "board-selected", who="petra"),
    Look("board-done", "board-done", who="petra", at=_run),
    Look("propose-many", "propose-many", who="petra"),
    Look("member-team", "member-team", who="karin", at=_member),
)

NO_PAGE_OF_PLANNING: Mapping[str, str] = {
    "pause-refuse": "takes a POST and leads to the pause",
    "pause-end": "takes a POST and leads to the trajectory",
    "trajectory-remind": "takes a POST and leads to the trajectory",
    "hours-confirm": "takes a POST and leads to the hours",
    "appointment-calendar": "answers a file",
    "planning-file": "answers a file",
    "planning-reported": "takes a POST and leads to the planned assessments",
}
