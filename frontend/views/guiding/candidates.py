"""Whom a coach guides, and how it is going with each."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from evc.trajectories.selectors import coached_cases
from frontend.coached import coached_line
from frontend.pages import person_of, render_page


@login_required
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """One's own candidates only: for somebody who coaches nobody the page is empty."""
    lines = [coached_line(case) for case in coached_cases(person_of(request))]
    return render_page(request, "guiding/candidates.html", {"title": _("My candidates"), "cases": lines})
