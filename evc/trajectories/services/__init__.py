"""Every change of a trajectory, one function each.

``states.move`` makes the moves of the rooms above (moderation, quality check, issue); they lock with ``locked``.
"""

from evc.trajectories.services.agreement import accept_agreement
from evc.trajectories.services.assessing import (
    open_assessing,
    open_supplement,
    record_identity_seen,
    submit_supplement,
    write_record,
)
from evc.trajectories.services.digests import set_digest
from evc.trajectories.services.dossier import share_item, submit_dossier, unshare_item
from evc.trajectories.services.ending import choose_badge_contents, close, decide, withdraw
from evc.trajectories.services.guiding import answer_stall, find_stall, note_look
from evc.trajectories.services.hours import note_hours, remove_hours
from evc.trajectories.services.intake import (
    choose_units,
    give_advice,
    record_start_test,
    save_intake,
    save_self_scan,
    start_intake,
)
from evc.trajectories.services.locking import locked
from evc.trajectories.services.people import assign, declare_no_ties, end_assignment, refuse_assignment
from evc.trajectories.services.planning import (
    accept_planned_item,
    ask_for_evidence,
    change_planned_item,
    end_planned_item,
    fulfil_planned_item,
    plan_item,
)
from evc.trajectories.services.request import request_trajectory

__all__ = [
    "accept_agreement",
    "accept_planned_item",
    "answer_stall",
    "ask_for_evidence",
    "assign",
    "change_planned_item",
    "choose_badge_contents",
    "choose_units",
    "close",
    "decide",
    "declare_no_ties",
    "end_assignment",
    "end_planned_item",
    "find_stall",
    "fulfil_planned_item",
    "give_advice",
    "locked",
    "note_hours",
    "note_look",
    "open_assessing",
    "open_supplement",
    "plan_item",
    "record_identity_seen",
    "record_start_test",
    "refuse_assignment",
    "remove_hours",
    "request_trajectory",
    "save_intake",
    "save_self_scan",
    "set_digest",
    "share_item",
    "start_intake",
    "submit_dossier",
    "submit_supplement",
    "unshare_item",
    "withdraw",
    "write_record",
]
