"""The person's working life: positions, placements and what they did beside work."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from frontend.pages import person_of, render_page
from frontend.views.candidate.own import crumbs_in_portfolio
from frontend.working_life import timeline
from portfolio.models import EvidenceItem
from portfolio.working_life import KINDS


@login_required
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    own = EvidenceItem.objects.owned_by(person_of(request)).present().filter(kind__in=KINDS).order_by("title", "pk")
    title = _("Your working life")
    context = {
        "title": title,
        "crumbs": crumbs_in_portfolio({"label": title}),
        "line": timeline(list(own), today=timezone.localdate()),
        "kinds": [{"value": kind.value, "label": kind.label} for kind in KINDS],
    }
    return render_page(request, "candidate/working_life.html", context)
