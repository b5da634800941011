"""Every change of a trajectory, one function each.

``states.move`` makes the moves of the rooms above (moderation, quality check, issue); they lock with ``locked``.
"""

from evc.trajectories.services.advising import give_advice
from evc.trajectories.services.agreement import accept_agreement, accept_for_client, draw_up_agreement
from evc.trajectories.services.agreement_texts import may_write_text, write_agreement_text
from evc.trajectories.services.appeal import (
    assign_in_appeal,
    declare_no_ties_in_appeal,
    end_everybody_in_appeal,
    end_in_appeal,
    expect_badge,
    own_in_appeal,
)
from evc.trajectories.services.appointments import (
    cancel_appointment,
    move_appointment,
    plan_appointment,
    report_appointments,
)
from evc.trajectories.services.assessing import (
    open_assessing,
    open_supplement,
    record_identity_seen,
    submit_supplement,
    write_record,
)
from evc.trajectories.services.bulk import do_with_many
from evc.trajectories.services.coach_talks import choose_points, note_talk, take_back_talk
from evc.trajectories.services.consents import give_consent, revoke_consent
from evc.trajectories.services.digests import set_digest
from evc.trajectories.services.dossier import share_item, submit_dossier, unshare_item
from evc.trajectories.services.ending import choose_badge_contents, close, decide, withdraw
from evc.trajectories.services.expertise import end_expertise, establish_expertise
from evc.trajectories.services.free_days import set_free_day
from evc.trajectories.services.guiding import answer_stall, find_stall, note_look
from evc.trajectories.services.hours import confirm_hours, note_hours, remove_hours
from evc.trajectories.services.intake import (
    choose_units,
    record_start_test,
    save_intake,
    save_self_scan,
    start_intake,
)
from evc.trajectories.services.locking import locked
from evc.trajectories.services.objecting import object_to_assessor
from evc.trajectories.services.pausing import ask_pause, end_pause, refuse_pause, start_pause
from evc.trajectories.services.people import assign, declare_no_ties, end_assignment, refuse_assignment
from evc.trajectories.services.planning import (
    accept_planned_item,
    ask_for_evidence,
    change_planned_item,
    end_planned_item,
    fulfil_planned_item,
    plan_item,
)
from evc.trajectories.services.proposing import (
    CheckedRow,
    check_rows,
    propose_many,
    propose_to_invited,
)
from evc.trajectories.services.request import request_trajectory
from evc.trajectories.services.requirements import note_requirement, remove_requirement
from evc.trajectories.services.silence import end_for_silence, take_up_again
from evc.trajectories.services.terms import move_due, remind
from evc.trajectories.services.third_assessor import assign_third_assessor
from evc.trajectories.services.work_hours import confirm_work

__all__ = [
    "CheckedRow",
    "accept_agreement",
    "accept_for_client",
    "accept_planned_item",
    "answer_stall",
    "ask_for_evidence",
    "ask_pause",
    "assign",
    "assign_in_appeal",
    "assign_third_assessor",
    "cancel_appointment",
    "change_planned_item",
    "check_rows",
    "choose_badge_contents",
    "choose_points",
    "choose_units",
    "close",
    "confirm_hours",
    "confirm_work",
    "decide",
    "declare_no_ties",
    "declare_no_ties_in_appeal",
    "do_with_many",
    "draw_up_agreement",
    "end_assignment",
    "end_everybody_in_appeal",
    "end_expertise",
    "end_for_silence",
    "end_in_appeal",
    "end_pause",
    "end_planned_item",
    "establish_expertise",
    "expect_badge",
    "find_stall",
    "fulfil_planned_item",
    "give_advice",
    "give_consent",
    "locked",
    "may_write_text",
    "move_appointment",
    "move_due",
    "note_hours",
    "note_look",
    "note_requirement",
    "note_talk",
    "object_to_assessor",
    "open_assessing",
    "open_supplement",
    "own_in_appeal",
    "plan_appointment",
    "plan_item",
    "propose_many",
    "propose_to_invited",
    "record_identity_seen",
    "record_start_test",
    "refuse_assignment",
    "refuse_pause",
    "remind",
    "remove_hours",
    "remove_requirement",
    "report_appointments",
    "request_trajectory",
    "revoke_consent",
    "save_intake",
    "save_self_scan",
    "set_digest",
    "set_free_day",
    "share_item",
    "start_intake",
    "start_pause",
    "submit_dossier",
    "submit_supplement",
    "take_back_talk",
    "take_up_again",
    "unshare_item",
    "withdraw",
    "write_agreement_text",
    "write_record",
]
