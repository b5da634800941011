"""The case file: every step of a trajectory and of its appeals, in order, with its day; people by their part, not by name."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from evc.trajectories import rules
from evc.trajectories.models import Participant
from frontend.case_file import events_of
from frontend.pages import person_of, render_page
from frontend.views.professional.seen import crumbs_of, require_part, seen_trajectory

Part = Participant.Part
_READERS = frozenset({Part.CANDIDATE, Part.QUALITY_OFFICER, Part.APPEAL_OFFICER})


@login_required
@require_safe
def show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """For the candidate, the coordinators, and whoever checked or decides on an appeal."""
    found, person = seen_trajectory(request, pk), person_of(request)
    who = rules.standing(found, person)
    require_part(rules.may_coordinate(who) or bool(who.now & _READERS))
    title = _("Case file")
    context = {
        "title": title,
        "crumbs": crumbs_of(found, title),
        "trajectory": found,
        "events": events_of(found, person),
    }
    return render_page(request, "afterwards/case_file.html", context)
