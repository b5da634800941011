"""The sampling plan of an organisation: planned against done, the plan itself, the check list, and what is read half-way."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from evc.quality import rules
from evc.quality.check_list import points_of
from evc.quality.models import Draw, Finding
from evc.quality.selectors import sampling as selectors
from evc.quality.selectors.sampling import Tally
from evc.quality.services import check_lists, drawing, plans, reading
from evc.trajectories.selectors import hours_spent, steps, talks_of
from foundation.people.models import Organisation
from frontend.errors import errors_on
from frontend.forms.professional.quality_care import PlanForm, PointsForm, ReadInFullForm
from frontend.journey import step_lines
from frontend.pages import Crumb, person_of, render_page, sent


def checked(request: HttpRequest, slug: str) -> Organisation:
    """The organisation, for its quality officers: 404 for a stranger, NotAllowed for another member."""
    organisation = get_object_or_404(Organisation.objects.visible_to(request.user), slug=slug)
    rules.require_quality_officer_of(organisation, person_of(request))
    return organisation


@login_required
@require_safe
def overview(request: HttpRequest, slug: str) -> HttpResponse:
    """What was planned this year and what was done, by moment, standard and assessor."""
    organisation = checked(request, slug)
    today = timezone.localdate()
    year = _year(request.GET.get("year", ""), today)
    draws = list(selectors.draws_in(organisation, since=date(year, 1, 1), until=date(year, 12, 31)))
    before = [draw for draw in draws if draw.moment == Draw.Moment.BEFORE_RELEASE]
    context = {
        "title": _("Sample"),
        "crumbs": _crumbs(organisation),
        "eyebrow": organisation.name,
        "organisation": organisation,
        "plan": plans.plan_of(organisation),
        "year": year,
        "years": range(today.year - 2, today.year + 1),
        "columns": _columns(),
        "moments": [
            _cells(selectors.tally(str(moment.label), [row for row in draws if row.moment == moment]))
            for moment in Draw.Moment
        ],
        "standards": [_cells(row) for row in selectors.by_standard(before)],
        "assessors": [_cells(row) for row in selectors.by_assessor(before)],
        "to_read": [row for row in draws if row.is_drawn and row.read_at is None],
        "draws": draws[-100:][::-1],
        "findings": Finding.objects.open().filter(organisation=organisation).select_related("owner", "raised_by"),
        "today": today,
    }
    return render_page(request, "quality/sampling.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest, slug: str) -> HttpResponse:
    """Change the plan: a new version from now on."""
    organisation = checked(request, slug)
    standards = list(selectors.standards_of(organisation))
    form = PlanForm(plans.plan_of(organisation), standards, list(selectors.assessors_of(organisation)), sent(request))
    if request.method == "POST" and form.is_valid():
        with errors_on(form):
            made = plans.change_plan(organisation, by=person_of(request), **form.plan())
            messages.success(request, _("Plan %(number)s holds from now on.") % {"number": made.number})
            return redirect("sampling", slug=slug)
    context = {
        "title": _("Change the sampling plan"),
        "crumbs": _crumbs(organisation, _("Plan")),
        "eyebrow": organisation.name,
        "form": form,
        "cancel_href": reverse("sampling", args=[slug]),
    }
    return render_page(request, "quality/plan.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def check_list(request: HttpRequest, slug: str) -> HttpResponse:
    """Change the check list: a new version, for outcomes that come from now on."""
    organisation = checked(request, slug)
    form = PointsForm(points_of(organisation), sent(request))
    if request.method == "POST" and form.is_valid():
        with errors_on(form):
            check_lists.change_check_list(organisation, points=form.changed_points(), by=person_of(request))
            messages.success(request, _("The list holds for outcomes that come from now on."))
            return redirect("sampling", slug=slug)
    context = {
        "title": _("Change the check list"),
        "crumbs": _crumbs(organisation, _("Check list")),
        "eyebrow": organisation.name,
        "lead": _("What a quality officer answers before each release, in the five parts of the quality code."),
        "form": form,
        "cancel_href": reverse("sampling", args=[slug]),
    }
    return render_page(request, "professional/form.html", context)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def half_way(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How a candidate is guided, for who was drawn to look; the candidate sees that it was read."""
    person = person_of(request)
    draw = reading.read_guidance(pk, by=person)
    trajectory = draw.trajectory
    form = ReadInFullForm(sent(request))
    if request.method == "POST" and form.is_valid():
        with errors_on(form):
            drawing.mark_read(draw.pk, remark=form.cleaned_data["remark"], by=person)
            messages.success(request, _("Noted: you looked at this guidance."))
            return redirect("half-way", pk=pk)
    context = {
        "title": _("Guidance half-way"),
        "crumbs": _crumbs(trajectory.provider, _("Half-way")),
        "eyebrow": trajectory.candidate.name,
        "draw": draw,
        "trajectory": trajectory,
        "steps": step_lines(steps(trajectory)),
        "coaches": trajectory.participants.filter(part="coach").select_related("person"),
        "hours": hours_spent(trajectory),
        "planned": trajectory.audience.plan.order_by("proposed_at"),
        "asked": trajectory.audience.requests.order_by("asked_at"),
        "talks": talks_of(trajectory),
        "form": form,
    }
    return render_page(request, "quality/half_way.html", context)


def _crumbs(organisation: Organisation, here: str = "") -> list[Crumb]:
    way: list[Crumb] = [{"label": _("Home"), "href": reverse("home")}]
    if not here:
        return [*way, {"label": _("Sample")}]
    return [*way, {"label": _("Sample"), "href": reverse("sampling", args=[organisation.slug])}, {"label": here}]


def _columns() -> list[dict[str, object]]:
    """As ``components/table.html`` wants them."""
    words = (_("Dossiers"), _("Planned"), _("Drawn"), _("Read"), _("Still to read"))
    return [{"label": _("What")}, *({"label": word, "numeric": True} for word in words)]


def _cells(row: Tally) -> list[str]:
    planned = number_format(round(row.planned, 1), use_l10n=True)
    return [row.name, str(row.dossiers), planned, str(row.drawn), str(row.read), str(row.left)]


def _year(asked: str, today: date) -> int:
    """The year that was asked for, when it is one that there can be."""
    return int(asked) if asked.isdecimal() and 2020 <= int(asked) <= today.year else today.year
