"""The words for a candidate's next best step (``evc.trajectories.selectors.best_step``), for the candidate and the coach."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from evc.trajectories.models import Trajectory
from evc.trajectories.selectors import BestStep, StepCode
from frontend.coverage import signal_words


@dataclass(frozen=True, slots=True)
class StepWords:
    title: str
    text: str
    label: str
    href: str


def step_words(step: BestStep, trajectory: Trajectory) -> StepWords:
    """Title, why, and the way to where it is done."""
    own = [trajectory.pk]
    match step.code:
        case StepCode.CONFIRM_READING:
            assert step.item is not None
            words = StepWords(
                _("Look at what we read"),
                _("We read something in “%(title)s”. Is it right?") % {"title": step.item.title},
                _("Look at it"),
                reverse("item", args=[step.item.pk]),
            )
        case StepCode.KEEP_PROMISE:
            assert step.promise is not None
            text = _("You would show this before %(day)s: %(title)s")
            words = StepWords(
                _("Show what you promised"),
                text % {"day": date_format(step.promise.due_on, "j F"), "title": step.promise.text},
                _("Open your plan"),
                reverse("plan", args=own),
            )
        case StepCode.COVER:
            text = _("There is no evidence for this yet: %(work_process)s")
            words = StepWords(
                _("Add evidence for the next part"),
                text % {"work_process": _title(step)},
                _("See what is still missing"),
                reverse("coverage", args=own),
            )
        case StepCode.STRENGTHEN:
            assert step.row is not None
            text = _("%(work_process)s. %(signal)s.")
            words = StepWords(
                _("Make your evidence stronger"),
                text % {"work_process": _title(step), "signal": signal_words(step.row)},
                _("See what can be stronger"),
                reverse("covered", args=[trajectory.pk, step.row.work_process.pk]),
            )
        case StepCode.ASK_WITNESS:
            text = _("You noted what you did and nobody was asked to confirm it yet: %(work_process)s")
            words = StepWords(
                _("Ask your witness"),
                text % {"work_process": _title(step)},
                _("Ask for confirmation"),
                reverse("practice-ask"),
            )
        case StepCode.HAND_IN:
            words = StepWords(
                _("Hand in your dossier"),
                _("There is enough evidence for every part. Share what the assessors may see, and hand it in."),
                _("Share and hand in"),
                reverse("submit", args=own),
            )
    return words


def _title(step: BestStep) -> str:
    return step.work_process.title if step.work_process else ""
