"""What leads from a trajectory to what comes after it, by the reader's part; and the complaints on somebody's work list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from evc.outcomes.models import Appeal, Complaint
from evc.outcomes.services.developing import HELD_IN
from evc.outcomes.tasks import complaint_tasks
from evc.trajectories import rules
from evc.trajectories.models import Participant, State, Trajectory
from foundation.people.models import Person

Part = Participant.Part
_NOT_STARTED = frozenset({State.REQUESTED, State.INTAKE, State.DECLINED})


@dataclass(frozen=True, slots=True)
class AfterLink:
    title: str
    href: str
    word: str = ""  # the state


def after_links(trajectory: Trajectory, person: Person) -> list[AfterLink]:
    """For whoever isn't the candidate."""
    who = rules.standing(trajectory, person)
    links = _guiding_links(trajectory, who)
    links += [
        AfterLink(_("Appeal"), reverse("appeal", args=[appeal.pk]), appeal.get_state_display())
        for appeal in Appeal.objects.visible_to(person).filter(trajectory=trajectory).distinct()
    ]
    if who.now & {Part.COACH, Part.MANAGER} and trajectory.state in HELD_IN:
        links.append(AfterLink(_("Development talk"), reverse("development", args=[trajectory.pk])))
    if rules.may_coordinate(who) or who.now & {Part.QUALITY_OFFICER, Part.APPEAL_OFFICER}:
        links.append(AfterLink(_("Case file: every step in order"), reverse("case-file", args=[trajectory.pk])))
    if who.now:
        links.append(AfterLink(_("Make a complaint"), reverse("complaint-lodge", args=[trajectory.pk])))
    return links


def _guiding_links(trajectory: Trajectory, who: rules.Standing) -> list[AfterLink]:
    """The coach's talks, and the hours of those who work on it."""
    if trajectory.state in _NOT_STARTED:
        return []
    links = []
    if Part.COACH in who.now:
        links.append(AfterLink(_("Talks with the candidate"), reverse("talks", args=[trajectory.pk])))
    if who.now & {Part.COACH, Part.ASSESSOR} or rules.may_coordinate(who):
        links.append(AfterLink(_("Hours of coach and assessors"), reverse("work-hours", args=[trajectory.pk])))
    return links


def complaint_lines(person: Person, *, today: date) -> list[dict[str, Any]]:
    """As ``components/work_list.html`` shows them; nothing of what they are about."""
    return [
        {
            "title": _("Answer a complaint")
            if row.state == Complaint.State.IN_HAND
            else _("Choose who handles a complaint"),
            "why": _("Only you and whoever lodged it read it.")
            if row.state == Complaint.State.IN_HAND
            else _("Nobody who took no part could take it."),
            "href": reverse(
                "complaint" if row.state == Complaint.State.IN_HAND else "complaint-handler", args=[row.pk]
            ),
            "until": row.answer_by,
            "late": row.answer_by < today,
        }
        for row in complaint_tasks(person)
    ]
