"""Select many on the board, do one thing: first a page that asks, then a page that says of each what came of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.db.models import Max, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from evc.roles import Role
from evc.trajectories import services as trajectories
from evc.trajectories.models import BulkRun, Trajectory
from evc.trajectories.selectors import load_of
from evc.trajectories.services.bulk import MOST
from evc.trajectories.services.pausing import days_of_one_tap
from foundation.people.models import Membership, Person
from frontend.errors import errors_on
from frontend.forms.planning import (
    AssignAssessorsForm,
    AssignManyForm,
    MoveManyForm,
    OnceForm,
    PauseManyForm,
    RemindManyForm,
)
from frontend.pages import Crumb, person_of, render_page, sent

Act = BulkRun.Act
LEADS: dict[str, Promise] = {
    Act.ASSIGN_COACH: gettext_lazy(
        "Each gets this coach. Where somebody coaches already, nothing changes and you read why."
    ),
    Act.ASSIGN_ASSESSOR: gettext_lazy(
        "Each gets this assessor in this seat. Where that can't be, nothing changes and you read why."
    ),
    Act.REMIND: gettext_lazy("Whoever each of these waits for gets a mail, once a day at most."),
    Act.MOVE_DUE: gettext_lazy("All of these are due on the day that you choose."),
    Act.PAUSE: gettext_lazy("Nothing is asked of anybody in this time, and every date moves along."),
}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def selected(request: HttpRequest) -> HttpResponse:
    """What was ticked stands in the address; what has to be chosen yet stands in the form."""
    person = person_of(request)
    if not person.organisations_as(Role.COORDINATOR).exists():
        raise Http404
    act, rows = request.GET.get("act", ""), _chosen(request, person)
    title = str(Act(act).label) if act in LEADS else _("Choose what you want to do")
    context: dict[str, Any] = {
        "title": title,
        "crumbs": _crumbs(title),
        "rows": rows,
        "most": MOST,
        "form": None,
        "cancel_href": reverse("board"),
    }
    if act not in LEADS or not rows or len(rows) > MOST:
        context["lead"] = _("Tick at least one trajectory on the board, and choose what to do with it.")
        return render_page(request, "planning/selected.html", context)
    form = _form(request, act, rows, person)
    if form.is_valid():
        with errors_on(form):
            run = trajectories.do_with_many(
                form.cleaned_data["key"], act=act, chosen=[row.pk for row in rows], arguments=form.arguments, by=person
            )
            return redirect("board-done", pk=run.pk)
    count = {"count": len(rows)}
    context |= {
        "lead": str(LEADS[act]),
        "form": form,
        "submit_label": ngettext("Do this for one trajectory", "Do this for %(count)s trajectories", len(rows)) % count,
    }
    return render_page(request, "planning/selected.html", context)


@login_required
@require_safe
def done(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What came of each; whoever did it sees it."""
    run = get_object_or_404(BulkRun.objects.filter(by=person_of(request)), pk=pk)
    lines = list(run.lines.select_related("trajectory__candidate", "trajectory__standard_version__standard"))
    not_reached = len(run.chosen) - len(lines)
    title = str(run.get_act_display())
    context = {
        "title": title,
        "crumbs": _crumbs(title),
        "run": run,
        "is_sheet": run.act == Act.PROPOSE,
        "done": [line for line in lines if line.is_done and line.trajectory_id],
        "invited": [line for line in lines if line.is_done and not line.trajectory_id],
        "refused": [line for line in lines if not line.is_done],
        "not_reached": not_reached,
    }
    return render_page(request, "planning/done.html", context)


def _chosen(request: HttpRequest, person: Person) -> list[Trajectory]:
    keys = []
    for text in request.GET.getlist("chosen")[: MOST + 1]:
        try:
            keys.append(UUID(text))
        except ValueError:
            continue
    rows: QuerySet[Trajectory] = Trajectory.objects.coordinated_by(person).filter(pk__in=keys)
    return list(
        rows.select_related("candidate", "standard_version__standard", "route").order_by("candidate__name", "pk")
    )


def _form(request: HttpRequest, act: str, rows: list[Trajectory], person: Person) -> OnceForm:
    data = sent(request)
    if act == Act.REMIND:
        return RemindManyForm(data)
    if act == Act.MOVE_DUE:
        return MoveManyForm(data)
    if act == Act.PAUSE:
        first_day, until = days_of_one_tap(timezone.localdate())
        return PauseManyForm(data, initial={"first_day": first_day, "until": until})
    role = Role.COACH if act == Act.ASSIGN_COACH else Role.ASSESSOR
    held = Membership.objects.current().with_role(role).filter(organisation__in={row.provider_id for row in rows})
    people = list(Person.objects.filter(pk__in=held.values("person"), is_active=True).order_by("name", "pk"))
    if act == Act.ASSIGN_COACH:
        return AssignManyForm(data, people=[(one, one.name) for one in people])
    load = load_of(people)
    named = [(one, _with_load(one, load.get(one.pk, 0))) for one in people]
    seats = Trajectory.objects.filter(pk__in=[row.pk for row in rows]).aggregate(most=Max("route__seats__number"))
    return AssignAssessorsForm(data, people=named, seats=range(1, (seats["most"] or 1) + 1), initial={"seat": 1})


def _with_load(person: Person, load: int) -> str:
    said = ngettext("%(name)s (%(count)s open dossier)", "%(name)s (%(count)s open dossiers)", load)
    return said % {"name": person.name, "count": load}


def _crumbs(title: str) -> list[Crumb]:
    return [{"label": _("Board"), "href": reverse("board")}, {"label": title}]
