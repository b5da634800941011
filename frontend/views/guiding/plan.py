"""The evidence plan: candidate and coach see the same page, and each does what is theirs."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from evc.trajectories import services as trajectories
from evc.trajectories.selectors import work_processes_in_scope
from frontend.errors import errors_on
from frontend.forms.guiding import PlanForm, ReasonForm
from frontend.pages import Crumb, person_of, render_page, sent
from frontend.plan_page import items_that_fit, plan_page
from frontend.views.guiding.guided import Guided, guided, guiding_oneself
from portfolio.models import PlannedItem

_ITEMS_A_PAGE = 24


@login_required
@require_safe
def show(request: HttpRequest, pk: UUID) -> HttpResponse:
    seen, title = guided(request, pk), _("Evidence plan")
    context = {
        "title": title,
        "crumbs": seen.crumbs(title),
        "trajectory": seen.trajectory,
        "is_candidate": seen.is_candidate,
        "plan": plan_page(seen.trajectory, today=timezone.localdate()),
    }
    return render_page(request, "guiding/plan.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Propose something; `?work_process=` ticks a part beforehand."""
    seen = guided(request, pk)
    form = _form(request, seen, initial={"work_processes": request.GET.getlist("work_process")})
    if form.is_valid():
        with errors_on(form):
            trajectories.plan_item(pk, **form.chosen, by=person_of(request))
            messages.success(request, _said(seen))
            return redirect("plan", pk=pk)
    title = _("Plan a piece of evidence")
    context = {**_context(seen, title), "form": form, "submit_label": _submit_label(seen)}
    return render_page(request, "guiding/plan_form.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: UUID, planned: UUID) -> HttpResponse:
    seen = guided(request, pk)
    found = _planned(seen, planned)
    form = _form(request, seen, initial=PlanForm.values_of(found))
    if form.is_valid():
        with errors_on(form):
            trajectories.change_planned_item(pk, planned, **form.chosen, by=person_of(request))
            messages.success(request, _said(seen))
            return redirect("plan", pk=pk)
    context = {**_context(seen, _("Change the plan")), "form": form, "submit_label": _submit_label(seen)}
    return render_page(request, "guiding/plan_form.html", context)


@login_required
@require_POST
def accept(request: HttpRequest, pk: UUID, planned: UUID) -> HttpResponse:
    """The candidate's yes."""
    seen = guided(request, pk)
    trajectories.accept_planned_item(pk, _planned(seen, planned).pk, by=person_of(request))
    messages.success(request, _("Agreed. It stands in your plan with its date."))
    return redirect("plan", pk=pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, pk: UUID, planned: UUID) -> HttpResponse:
    """It is off, with a reason."""
    seen = guided(request, pk)
    found = _planned(seen, planned)
    form = ReasonForm(sent(request))
    if form.is_valid():
        with errors_on(form):
            trajectories.end_planned_item(pk, planned, because=form.cleaned_data["because"], by=person_of(request))
            messages.success(request, _("It is off the plan."))
            return redirect("plan", pk=pk)
    context = {
        **_context(seen, _("Take this off the plan?")),
        "lead": found.title,
        "form": form,
        "submit_label": _("Take it off"),
        "cancel_href": reverse("plan", args=[pk]),
    }
    return render_page(request, "components/confirm_page.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def fulfil(request: HttpRequest, pk: UUID, planned: UUID) -> HttpResponse:
    """The candidate points out which item it is; one tap links it, shares it and keeps the promise."""
    seen = guiding_oneself(request, pk)
    found = _planned(seen, planned)
    if request.method == "POST":
        item = _item_of(request)
        trajectories.fulfil_planned_item(pk, planned, item_id=item, by=person_of(request))
        messages.success(request, _("Done as promised. Your coach can read it now."))
        return redirect("plan", pk=pk)
    context = {
        **_context(seen, _("Which item is it?")),
        "planned": found,
        "page": Paginator(items_that_fit(found), _ITEMS_A_PAGE).get_page(request.GET.get("page")),
    }
    return render_page(request, "guiding/plan_fulfil.html", context)


def _planned(seen: Guided, planned: UUID) -> PlannedItem:
    found: PlannedItem = get_object_or_404(
        PlannedItem.objects.select_related("owner").prefetch_related("work_processes"),
        pk=planned,
        audience=seen.trajectory.audience_id,
    )
    return found


def _form(request: HttpRequest, seen: Guided, *, initial: dict[str, Any]) -> PlanForm:
    scope = work_processes_in_scope(seen.trajectory).select_related("core_task")
    return PlanForm(sent(request), work_processes=scope, initial=initial)


def _context(seen: Guided, title: str) -> dict[str, Any]:
    trajectory = seen.trajectory
    plan: Crumb = {"label": _("Evidence plan"), "href": reverse("plan", args=[trajectory.pk])}
    return {
        "title": title,
        "crumbs": seen.crumbs(plan, title),
        "trajectory": trajectory,
        "is_candidate": seen.is_candidate,
    }


def _said(seen: Guided) -> str:
    return _("It stands in your plan.") if seen.is_candidate else _("Proposed. It counts when the candidate says yes.")


def _submit_label(seen: Guided) -> str:
    return _("I will show this") if seen.is_candidate else _("Propose this")


def _item_of(request: HttpRequest) -> UUID:
    """The item of the button that was pressed; a stranger's or none is refused by the service."""
    try:
        return UUID(request.POST.get("item", ""))
    except ValueError:
        return UUID(int=0)
