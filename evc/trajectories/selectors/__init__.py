"""Reads of trajectories, for screens and for the rooms above."""

from evc.trajectories.selectors.agreement import consent_of, on_the_table, statements
from evc.trajectories.selectors.appointments import (
    CommonDay,
    appointments_of,
    coming_of,
    common_days,
    planned_between,
    who_come,
)
from evc.trajectories.selectors.best_step import BestStep, StepCode, best_step_of
from evc.trajectories.selectors.board import BoardFilters, BoardPage, BoardRow, board
from evc.trajectories.selectors.coach_talks import chosen_points, talks_of
from evc.trajectories.selectors.coached import CoachedCase, coached_cases, lasting_stall, news_of
from evc.trajectories.selectors.conflicts import Conflicts, Ties, conflicts_of, expertise_kept_for, load_of
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
from evc.trajectories.selectors.hours import HoursOverview, PhaseHours, hours_spent, to_confirm
from evc.trajectories.selectors.resting import Rest, RestKind, asked_pause, awake, coming_pause, rest_of, rests_of
from evc.trajectories.selectors.silence import may_end_on
from evc.trajectories.selectors.standing_still import days_still, last_changes, stands_still
from evc.trajectories.selectors.steps import ManagerView, Step, for_manager, steps
from evc.trajectories.selectors.turns import Turn, turn_of, with_turn
from evc.trajectories.selectors.work_hours import StageSum, WorkLine, sums_of, work_lines
from evc.trajectories.selectors.work_list import Task, TaskCode, WorkList, in_order, work_list

__all__ = [
    "BestStep",
    "BoardFilters",
    "BoardPage",
    "BoardRow",
    "CoachedCase",
    "CommonDay",
    "Conflicts",
    "Happening",
    "HappeningCode",
    "HoursOverview",
    "ManagerView",
    "PhaseHours",
    "Rest",
    "RestKind",
    "Seat",
    "StageSum",
    "Step",
    "StepCode",
    "Task",
    "TaskCode",
    "Ties",
    "Turn",
    "WorkLine",
    "WorkList",
    "appointments_of",
    "asked_pause",
    "awake",
    "best_step_of",
    "board",
    "by_work_process",
    "chosen_points",
    "claims_without_evidence",
    "coached_cases",
    "coming_of",
    "coming_pause",
    "common_days",
    "conflicts_of",
    "consent_of",
    "coverage_of",
    "days_still",
    "expertise_kept_for",
    "for_manager",
    "happenings",
    "hours_spent",
    "in_order",
    "last_changes",
    "lasting_stall",
    "load_of",
    "may_end_on",
    "news_of",
    "on_the_table",
    "planned_between",
    "promises_of",
    "rest_of",
    "rests_of",
    "seats",
    "seats_not_ready",
    "shared_items",
    "stands_still",
    "statements",
    "steps",
    "sums_of",
    "talks_of",
    "to_confirm",
    "turn_of",
    "who_come",
    "with_turn",
    "work_lines",
    "work_list",
    "work_processes_in_scope",
]
