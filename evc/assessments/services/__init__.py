"""Every change of an assessment, one function each."""

from evc.assessments.services.asking import ask_in_interview
from evc.assessments.services.finishing import finalise
from evc.assessments.services.judging import judge_item, judge_relevance, judge_work_process
from evc.assessments.services.moderating import agree, sign_moderation
from evc.assessments.services.observing import Fact, keep_observation
from evc.assessments.services.opening import start_assessment
from evc.assessments.services.reassessing import (
    let_count,
    open_reassessment,
    start_reassessment,
    stop_reassessment,
)
from evc.assessments.services.recording import (
    answer_recording,
    begin_recording,
    erase_recordings,
    keep_recording,
    mark_recording,
    open_recording,
    receive_recording,
)
from evc.assessments.services.reopening import reopen
from evc.assessments.services.scoring import clear_score, score
from evc.assessments.services.substantiating import substantiate
from evc.assessments.services.supplement import ask_supplement, request_supplement
from evc.assessments.services.taking_out import can_take_out, take_out
from evc.assessments.services.taking_over import (
    agree_to_taking_over,
    propose_taking_over,
    take_back_taking_over,
)
from evc.assessments.services.third import ask_third_assessor, assign_third_assessor
from evc.assessments.support import Support

__all__ = [
    "Fact",
    "Support",
    "agree",
    "agree_to_taking_over",
    "answer_recording",
    "ask_in_interview",
    "ask_supplement",
    "ask_third_assessor",
    "assign_third_assessor",
    "begin_recording",
    "can_take_out",
    "clear_score",
    "erase_recordings",
    "finalise",
    "judge_item",
    "judge_relevance",
    "judge_work_process",
    "keep_observation",
    "keep_recording",
    "let_count",
    "mark_recording",
    "open_reassessment",
    "open_recording",
    "propose_taking_over",
    "receive_recording",
    "reopen",
    "request_supplement",
    "score",
    "sign_moderation",
    "start_assessment",
    "start_reassessment",
    "stop_reassessment",
    "substantiate",
    "take_back_taking_over",
    "take_out",
]
