"""An appeal in words: its steps with their dates, what was contested, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evc.outcomes.contesting import LookedAgain, looked_again, shows_levels
from evc.outcomes.models import Appeal
from evc.trajectories import rules
from evc.trajectories.models import Participant
from evc.trajectories.rules import Standing
from foundation.people.models import Person

Part = Participant.Part
SENTENCES: dict[str, Promise] = {
    Appeal.State.LODGED: gettext_lazy(
        "It came in. A quality officer who took no part before looks whether it is taken up."
    ),
    Appeal.State.ADMITTED: gettext_lazy(
        "It is taken up. Other assessors look at it again, alone and without seeing what was found before."
    ),
    Appeal.State.REASSESSED: gettext_lazy("Others looked at it again. The quality officer in the appeal decides now."),
    Appeal.State.GRANTED: gettext_lazy("The appeal is granted. Another outcome took the place of the one before."),
    Appeal.State.REFUSED: gettext_lazy("The appeal is refused. The outcome stands."),
    Appeal.State.NOT_ADMITTED: gettext_lazy("The appeal is not taken up. The outcome stands."),
    Appeal.State.WITHDRAWN: gettext_lazy("The candidate took it back. The outcome stands."),
}
STATUS = {
    Appeal.State.GRANTED: "recognised",
    Appeal.State.REFUSED: "not-yet",
    Appeal.State.NOT_ADMITTED: "not-yet",
    Appeal.State.WITHDRAWN: "not-yet",
}


@dataclass(frozen=True, slots=True)
class AppealPage:
    appeal: Appeal
    sentence: str
    status: str
    steps: list[dict[str, Any]]
    rows: tuple[LookedAgain, ...]
    shows_levels: bool  # to whoever decides, and once it is decided
    is_candidate: bool
    may_withdraw: bool
    may_read_file: bool  # whoever takes part no more doesn't
    action: dict[str, str] | None  # label and href: what is the reader's to do
    people: Sequence[Participant]  # for a coordinator and whoever decides


def appeal_page(appeal: Appeal, person: Person) -> AppealPage:
    """A fixed number of queries."""
    who = rules.standing(appeal.trajectory, person)
    decides, plans = rules.may_decide_appeal(who), rules.may_coordinate(who)
    people = appeal.trajectory.participants.current().filter(part__in=[Part.APPEAL_ASSESSOR, Part.APPEAL_OFFICER])
    return AppealPage(
        appeal=appeal,
        sentence=str(SENTENCES[appeal.state]),
        status=STATUS.get(Appeal.State(appeal.state), "busy"),
        steps=appeal_steps(appeal),
        rows=tuple(looked_again(appeal)),
        shows_levels=shows_levels(appeal, who),
        is_candidate=rules.is_candidate(who),
        may_withdraw=rules.is_candidate(who) and appeal.is_open,
        may_read_file=plans or bool(who.now & {Part.CANDIDATE, Part.QUALITY_OFFICER, Part.APPEAL_OFFICER}),
        action=_action(appeal, who),
        people=list(people.select_related("person").order_by("part", "seat")) if decides or plans else [],
    )


def _action(appeal: Appeal, who: Standing) -> dict[str, str] | None:
    if rules.may_decide_appeal(who) and appeal.state == Appeal.State.LODGED:
        return {"label": _("Say whether it is taken up"), "href": reverse("appeal-take-up", args=[appeal.pk])}
    if rules.may_decide_appeal(who) and appeal.state == Appeal.State.REASSESSED:
        return {"label": _("Decide"), "href": reverse("appeal-decide", args=[appeal.pk])}
    if rules.may_coordinate(who) and appeal.is_open:
        return {"label": _("Choose who does this"), "href": reverse("appeal-people", args=[appeal.pk])}
    return None


def appeal_steps(appeal: Appeal) -> list[dict[str, Any]]:
    """As ``components/steps.html`` shows them; what is not reached carries the date of the answer."""
    ended = appeal.ended_at
    reached: list[tuple[str, datetime | None]] = [(_("Appeal lodged"), appeal.lodged_at)]
    if appeal.is_open or appeal.admitted_at:
        reached.append((_("Taken up"), appeal.admitted_at))
    if appeal.is_open or appeal.reassessed_at:
        reached.append((_("Looked at again by others"), appeal.reassessed_at))
    reached.append((str(Appeal.State(appeal.state).label).capitalize() if ended else _("Answer"), ended))
    lines: list[dict[str, Any]] = []
    now_found = False
    for title, at in reached:
        is_now = at is None and not now_found
        now_found = now_found or is_now
        last = title == reached[-1][0]
        lines.append(
            {
                "title": title,
                "state": "done" if at else "current" if is_now else "todo",
                "date": timezone.localdate(at) if at else appeal.answer_by if last else None,
                "text": "" if at or not last else _("at the latest"),
            }
        )
    return lines
