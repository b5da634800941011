"""Reads of trajectories, for screens and for the rooms above."""

from evc.trajectories.selectors.agreement import consent_of, on_the_table, statements
from evc.trajectories.selectors.best_step import BestStep, StepCode, best_step_of
from evc.trajectories.selectors.board import BoardFilters, BoardPage, BoardRow, board
from evc.trajectories.selectors.coached import CoachedCase, coached_cases, lasting_stall, news_of
from evc.trajectories.selectors.coverage import by_work_process, coverage_of, promises_of
from evc.trajectories.selectors.dossier import (
    Seat,
    claims_without_evidence,
    seats,
    seats_not_ready,
    shared_items,
    work_processes_in_scope,
)
from evc.trajectories.selectors.happenings import Happening, HappeningCode, happenings
from evc.trajectories.selectors.hours import HoursOverview, PhaseHours, hours_spent
from evc.trajectories.selectors.resting import Rest, RestKind, asked_pause, awake, coming_pause, rest_of, rests_of
from evc.trajectories.selectors.standing_still import days_still, last_changes, stands_still
from evc.trajectories.selectors.steps import ManagerView, Step, for_manager, steps
from evc.trajectories.selectors.work_list import Task, TaskCode, WorkList, in_order, work_list

__all__ = [
    "BestStep",
    "BoardFilters",
    "BoardPage",
    "BoardRow",
    "CoachedCase",
    "Happening",
    "HappeningCode",
    "HoursOverview",
    "ManagerView",
    "PhaseHours",
    "Rest",
    "RestKind",
    "Seat",
    "Step",
    "StepCode",
    "Task",
    "TaskCode",
    "WorkList",
    "asked_pause",
    "awake",
    "best_step_of",
    "board",
    "by_work_process",
    "claims_without_evidence",
    "coached_cases",
    "coming_pause",
    "consent_of",
    "coverage_of",
    "days_still",
    "for_manager",
    "happenings",
    "hours_spent",
    "in_order",
    "last_changes",
    "lasting_stall",
    "news_of",
    "on_the_table",
    "promises_of",
    "rest_of",
    "rests_of",
    "seats",
    "seats_not_ready",
    "shared_items",
    "stands_still",
    "statements",
    "steps",
    "work_list",
    "work_processes_in_scope",
]
