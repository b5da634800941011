"""The interview guide, to be read on a phone or on paper while somebody talks."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from evc.assessments.selectors import interview_guide
from frontend.authorship import question_about
from frontend.pages import render_page
from frontend.views.professional.seen import assessed_trajectory, crumbs_of
from portfolio.authorship import ASKED_OF


@login_required
@require_safe
def guide(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = assessed_trajectory(request, pk)
    title = _("Interview guide")
    rows = interview_guide(found)
    offered = {
        item.id: {"title": item.title, "question": question_about(item.authorship)}
        for row in rows
        for item in row.items
        if item.kind in ASKED_OF
    }
    context = {
        "title": title,
        "crumbs": crumbs_of(found, title),
        "eyebrow": found.candidate.name,
        "asked": [row for row in rows if row.is_asked],
        "others": [row for row in rows if not row.is_asked],
        "offered": list(offered.values()),
        "trajectory": found,
    }
    return render_page(request, "professional/guide.html", context)
