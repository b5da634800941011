"""What is kept of oneself, and how long."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from evc.retention.selectors import kept_of
from evc.trajectories.models import Kept
from frontend.pages import person_of, render_page
from frontend.retention import reason_of, until_in_words


@login_required
@never_cache
@require_safe
def kept(request: HttpRequest) -> HttpResponse:
    """By trajectory and class; first what goes within a month."""
    cases = kept_of(person_of(request), timezone.localdate())
    title = _("What is kept of you, and how long")
    context = {
        "title": title,
        "cases": [
            {
                "case": case,
                "title": case.trajectory.standard_version.standard.title,
                "facts": [
                    {"label": line.data.kept.label, "value": until_in_words(line), "holds": line.data.holds,
                     "because": "" if line.erased_at else reason_of(line.term)}
                    for line in case.lines
                ],
                "has_report": any(line.data.kept == Kept.DECISION for line in case.coming),
            }
            for case in cases
        ],
        "is_coming": any(case.coming for case in cases),
    }  # fmt: skip
    return render_page(request, "keeping/own.html", context)
