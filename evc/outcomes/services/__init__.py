"""Every change of an outcome, one function each."""

from evc.outcomes.services.appealing import lodge_appeal, withdraw_appeal
from evc.outcomes.services.complaining import (
    answer_complaint,
    ask_second_handler,
    hand_on,
    lodge_complaint,
    name_handler,
    withdraw_complaint,
)
from evc.outcomes.services.correcting import ask_correction, grant_correction, make_correction, refuse_correction
from evc.outcomes.services.deciding_appeals import decide_appeal, note_reassessed
from evc.outcomes.services.developing import (
    agree_step,
    drop_step,
    finish_step,
    note_development_talk,
    propose_step,
    remind_of_step,
    share_with_manager,
    write_what_came_up,
)
from evc.outcomes.services.evaluating import (
    answer_evaluation,
    invite_to_evaluate,
    remind_to_evaluate,
    set_questions,
)
from evc.outcomes.services.handling_appeals import (
    admit_appeal,
    assign_appeal_assessor,
    assign_appeal_officer,
    declare_no_ties_in_appeal,
    give_back_in_appeal,
    refuse_admission,
    start_looking_again,
)
from evc.outcomes.services.issuing import claim_key, issue_badge
from evc.outcomes.services.proposing import propose_outcome, write_gap_advice
from evc.outcomes.services.releasing import in_the_way, release, send_back
from evc.outcomes.services.reporting import read_report, report_file, report_key, report_of, seal_report
from evc.outcomes.services.terms import set_terms

__all__ = [
    "admit_appeal",
    "agree_step",
    "answer_complaint",
    "answer_evaluation",
    "ask_correction",
    "ask_second_handler",
    "assign_appeal_assessor",
    "assign_appeal_officer",
    "claim_key",
    "decide_appeal",
    "declare_no_ties_in_appeal",
    "drop_step",
    "finish_step",
    "give_back_in_appeal",
    "grant_correction",
    "hand_on",
    "in_the_way",
    "invite_to_evaluate",
    "issue_badge",
    "lodge_appeal",
    "lodge_complaint",
    "make_correction",
    "name_handler",
    "note_development_talk",
    "note_reassessed",
    "propose_outcome",
    "propose_step",
    "read_report",
    "refuse_admission",
    "refuse_correction",
    "release",
    "remind_of_step",
    "remind_to_evaluate",
    "report_file",
    "report_key",
    "report_of",
    "seal_report",
    "send_back",
    "set_questions",
    "set_terms",
    "share_with_manager",
    "start_looking_again",
    "withdraw_appeal",
    "withdraw_complaint",
    "write_gap_advice",
    "write_what_came_up",
]
