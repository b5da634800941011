"""Which assessor knows which standard, until when, and what shows it."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from evc.roles import Role
from evc.standards.models import QualificationStandard
from evc.trajectories import services as trajectories
from evc.trajectories.models import Expertise
from evc.trajectories.selectors import expertise_kept_for, load_of
from foundation.people import roles
from foundation.people.models import Membership, Organisation, Person
from frontend.errors import errors_on
from frontend.forms.candidate.trajectory import ConfirmForm
from frontend.forms.planning import ExpertiseForm
from frontend.pages import person_of, render_page, sent

_SOON = timedelta(days=60)


@login_required
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """What ends first stands on top; with how many dossiers each assessor has now."""
    kept = _kept(request)
    rows = expertise_kept_for([row.pk for row in kept])
    load, today = load_of({row.person for row in rows}), timezone.localdate()
    title = _("Expertise of assessors")
    context = {
        "title": title,
        "crumbs": [{"label": _("Home"), "href": reverse("home")}, {"label": title}],
        "rows": [
            {
                "expertise": row,
                "load": load.get(row.person_id, 0),
                "is_over": row.until < today,
                "is_soon": today <= row.until < today + _SOON,
            }
            for row in rows
        ],
        "without": _without(kept, {row.person_id for row in rows if row.until >= today}),
    }
    return render_page(request, "planning/expertise.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    kept, person = _kept(request), person_of(request)
    today = timezone.localdate()
    form = ExpertiseForm(
        sent(request),
        people=[row for row in _assessors(kept) if row.pk != person.pk],
        standards=QualificationStandard.objects.order_by("title"),
        initial={"since": today, "until": today + timedelta(days=730), "person": request.GET.get("person", "")},
    )
    if form.is_valid():
        with errors_on(form):
            chosen = form.chosen
            made = trajectories.establish_expertise(_place_of(chosen["person"], kept).pk, by=person, **chosen)
            messages.success(request, _("The expertise of %(name)s is recorded.") % {"name": made.person.name})
            return redirect("expertise")
    title = _("Record expertise")
    context = {
        "title": title,
        "crumbs": [{"label": _("Expertise of assessors"), "href": reverse("expertise")}, {"label": title}],
        "lead": _("Without it nobody can be assigned as an assessor. Both get a mail before it ends."),
        "form": form,
        "submit_label": _("Record it"),
        "cancel_href": reverse("expertise"),
    }
    return render_page(request, "professional/form.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, pk: UUID) -> HttpResponse:
    rows = Expertise.objects.filter(organisation__in=_kept(request)).select_related("person", "standard")
    found = get_object_or_404(rows, pk=pk)
    form = ConfirmForm(sent(request))
    if form.is_valid():
        with errors_on(form):
            trajectories.end_expertise(found.pk, by=person_of(request))
            messages.success(request, _("This expertise is taken back."))
            return redirect("expertise")
    context = {
        "title": _("Take this expertise back?"),
        "lead": _(
            "From now on this person can't be assigned to trajectories on this standard. Seats that are taken stay."
        ),
        "facts": [
            {"label": _("Assessor"), "value": found.person.name},
            {"label": _("Standard"), "value": found.standard.title},
        ],
        "form": form,
        "submit_label": _("Take it back"),
        "cancel_href": reverse("expertise"),
    }
    return render_page(request, "components/confirm_page.html", context)


def _kept(request: HttpRequest) -> list[Organisation]:
    """Providers of which the viewer keeps the list; 404 for everybody else."""
    rows = person_of(request).organisations_as(Role.COORDINATOR, roles.ADMINISTRATOR).filter(is_provider=True)
    kept = list(rows.order_by("name"))
    if not kept:
        raise Http404
    return kept


def _assessors(kept: list[Organisation]) -> list[Person]:
    held = Membership.objects.current().with_role(Role.ASSESSOR).filter(organisation__in=kept, person__is_active=True)
    return list(Person.objects.filter(pk__in=held.values("person")).order_by("name", "pk"))


def _without(kept: list[Organisation], known: set[UUID]) -> list[Person]:
    return [person for person in _assessors(kept) if person.pk not in known]


def _place_of(person: Person, kept: list[Organisation]) -> Organisation:
    return next(row for row in kept if person.holds(Role.ASSESSOR, row))
