"""An organisation's routes: the shipped ones to look at and copy, its own to change and retire."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import F, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from evc.roles import Role
from evc.routes import rules
from evc.routes import services as routes
from evc.routes.models import Route
from evc.routes.selectors import with_parts
from foundation.people.models import Organisation, Person
from foundation.people.roles import ADMINISTRATOR
from frontend.errors import errors_on
from frontend.forms.candidate.trajectory import ConfirmForm
from frontend.forms.professional.routes import CopyForm, RouteForm
from frontend.hours import budget_in_words, in_words
from frontend.pages import Crumb, person_of, render_page, sent


@login_required
@require_safe
def show_all(request: HttpRequest) -> HttpResponse:
    """Own routes first, then the shipped ones; those that retired stand last."""
    person = _keeper(request)
    found = with_parts(Route.objects.visible_to(person)).order_by(
        F("retired_at").asc(nulls_first=True), F("organisation__name").asc(nulls_last=True), "position", "number"
    )
    title = _("Routes")
    context = {
        "title": title,
        "crumbs": [{"label": _("Home"), "href": reverse("home")}, {"label": title}],
        "routes": [{"route": route, "hours": budget_in_words(route), "seats": _seats_word(route)} for route in found],
    }
    return render_page(request, "professional/routes.html", context)


@login_required
@require_safe
def show(request: HttpRequest, pk: UUID) -> HttpResponse:
    person = _keeper(request)
    route = get_object_or_404(with_parts(Route.objects.visible_to(person)), pk=pk)
    longest = max((phase.candidate_hours for phase in route.phases.all()), default=0)
    is_own = rules.may_change_routes(person, route.organisation_id)
    context = {
        "title": route.name,
        "crumbs": _crumbs(route.name),
        "eyebrow": route.organisation.name if route.organisation else _("Ships with Erkend"),
        "route": route,
        "facts": _facts(route),
        "phases": [
            {
                "label": phase.name,
                "value": phase.candidate_hours,
                "word": _("%(hours)s hours") % {"hours": in_words(phase.candidate_hours)},
            }
            for phase in route.phases.all()
        ],
        "longest": longest,
        "total": in_words(sum((phase.candidate_hours for phase in route.phases.all()), Decimal(0))),
        "can_change": is_own and route.retired_at is None,
        "in_use": is_own and route.trajectories.exists(),
        "next_version": getattr(route, "next_version", None),
    }
    return render_page(request, "professional/route.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def copy(request: HttpRequest, pk: UUID) -> HttpResponse:
    person = _keeper(request)
    source = get_object_or_404(Route.objects.visible_to(person), pk=pk)
    form = CopyForm(sent(request), organisations=_kept_by(person), initial={"label": source.label})
    if form.is_valid():
        with errors_on(form):
            made = routes.copy_route(source.pk, by=person, **form.chosen)
            messages.success(request, _("Your own route is made. Change what is different with you."))
            return redirect("route-edit", pk=made.pk)
    title = _("Copy this route")
    context = {
        "title": title,
        "crumbs": _crumbs(title),
        "eyebrow": source.name,
        "lead": _("A copy is your own: you can change its phases, hours, instruments and assessors."),
        "form": form,
        "submit_label": _("Make the copy"),
        "cancel_href": reverse("route", args=[pk]),
    }
    return render_page(request, "professional/form.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    route, person = _own(request, pk), person_of(request)
    form = RouteForm(sent(request), route=route)
    if form.is_valid():
        with errors_on(form):
            changed = routes.change_route(route.pk, plan=form.wanted, by=person)
            said = (
                _("Saved.")
                if changed.pk == route.pk
                else _("Saved as version %(number)s. Trajectories that run go on along the version they had.")
                % {"number": changed.number}
            )
            messages.success(request, said)
            return redirect("route", pk=changed.pk)
    title = _("Change this route")
    context = {
        "title": title,
        "crumbs": _crumbs(title),
        "eyebrow": route.name,
        "route": route,
        "form": form,
        "in_use": route.trajectories.exists(),
    }
    return render_page(request, "professional/route_edit.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def retire(request: HttpRequest, pk: UUID) -> HttpResponse:
    route = _own(request, pk)
    form = ConfirmForm(sent(request))
    if form.is_valid():
        with errors_on(form):
            routes.retire_route(route.pk, by=person_of(request))
            messages.success(request, _("This route is not in use any more."))
            return redirect("routes")
    context = {
        "title": _("Take this route out of use?"),
        "lead": _("No new trajectory goes along it. Those that run go on as they were."),
        "facts": [{"label": _("Route"), "value": route.name}],
        "warning": _("This can't be undone."),
        "form": form,
        "submit_label": _("Take it out of use"),
        "cancel_href": reverse("route", args=[pk]),
    }
    return render_page(request, "components/confirm_page.html", context)


def _kept_by(person: Person) -> QuerySet[Organisation]:
    return person.organisations_as(Role.COORDINATOR, ADMINISTRATOR).order_by("name")


def _keeper(request: HttpRequest) -> Person:
    """Somebody who coordinates or administers somewhere; 404 for everybody else."""
    person = person_of(request)
    if not _kept_by(person).exists():
        raise Http404
    return person


def _own(request: HttpRequest, pk: UUID) -> Route:
    """One of the own routes; what ships can't be changed, and answers so (403)."""
    person = _keeper(request)
    route = get_object_or_404(with_parts(Route.objects.visible_to(person)), pk=pk)
    routes.require_changeable(route, by=person)
    return route


def _crumbs(here: Any) -> list[Crumb]:
    return [
        {"label": _("Home"), "href": reverse("home")},
        {"label": _("Routes"), "href": reverse("routes")},
        {"label": here},
    ]


def _seats_word(route: Route) -> str:
    count = len(route.seats.all())
    return ngettext("%(count)s assessor", "%(count)s assessors", count) % {"count": count}


def _facts(route: Route) -> list[dict[str, object]]:
    none = _("no limit")
    return [
        {"label": _("Label on the badge"), "value": route.label},
        {"label": _("Version"), "value": route.number},
        {"label": _("Hours of the candidate"), "value": budget_in_words(route)},
        {"label": _("Lead time"), "value": _("%(weeks)s weeks") % {"weeks": route.lead_time_weeks}},
        {
            "label": _("What of the standard"),
            "value": _("the whole standard, and chosen electives") if route.scope == "whole" else _("chosen parts"),
        },
        {
            "label": _("Yields"),
            "value": _("an experience certificate, where standard and provider are recognised")
            if route.yields_certificate
            else _("an experience profile or a competence report"),
        },
        {"label": _("Pieces of evidence at most"), "value": route.max_items or none},
        {"label": _("Supplements at most"), "value": route.max_supplements},
        {
            "label": _("Stands still"),
            "value": ngettext("after %(count)s day", "after %(count)s days", route.still_after_days)
            % {"count": route.still_after_days},
        },
        {"label": _("The certificate is trusted"), "value": _shelf_life(route)},
    ]


def _shelf_life(route: Route) -> str:
    months = route.shelf_life_months
    if months is None:
        return _("without an end")
    return ngettext("%(count)s month", "%(count)s months", months) % {"count": months}
