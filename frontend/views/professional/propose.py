"""A manager or coordinator proposes a trajectory to somebody; nothing starts before that person says yes."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from evc.roles import Role
from evc.routes.selectors import routes_list
from evc.standards.models import StandardVersion
from evc.standards.selectors import standards_list
from evc.trajectories import services as trajectories
from foundation.people.models import Organisation, Person
from foundation.people.selectors import members_of
from frontend.coverage import is_example
from frontend.errors import errors_on
from frontend.forms.professional.case import ProposeForm
from frontend.pages import person_of, render_page


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest) -> HttpResponse:
    """First the standard and the organisation (in the address), then who, along which route and with whom."""
    person = person_of(request)
    clients = list(person.organisations_as(Role.MANAGER, Role.COORDINATOR).order_by("name"))
    if not clients:
        raise Http404
    title = _("Propose a trajectory")
    context: dict[str, Any] = {
        "title": title,
        "crumbs": [{"label": _("Home"), "href": reverse("home")}, {"label": title}],
    }
    version, client = _version(request), _client(request, clients)
    if version is None or client is None:
        standards = [{"version": row, "is_example": is_example(row)} for row in standards_list()]
        return render_page(
            request,
            "professional/propose_standard.html",
            {**context, "standards": standards, "clients": clients, "client": client},
        )
    form = ProposeForm(
        request.POST if request.method == "POST" else None,
        people=[member.person for member in members_of(client) if member.person != person],
        routes=routes_list(*_providers(person, client)),
        units=version.core_tasks.all(),
        clients=[client],
        providers=_providers(person, client),
    )
    if form.is_valid():
        with errors_on(form):
            made = trajectories.request_trajectory(standard_version=version, by=person, **form.chosen)
            said = _("Proposed. %(name)s gets a mail and decides.") % {"name": made.candidate.name}
            messages.success(request, said)
            return redirect("trajectory", pk=made.pk)
    return render_page(
        request,
        "professional/propose.html",
        {**context, "form": form, "version": version, "client": client, "is_example": is_example(version)},
    )


def _providers(person: Person, client: Organisation) -> QuerySet[Organisation]:
    """A manager of the client may ask any provider; a coordinator asks for their own."""
    if person.holds(Role.MANAGER, client):
        return Organisation.objects.filter(is_provider=True).order_by("name")
    return person.organisations_as(Role.COORDINATOR).filter(is_provider=True).order_by("name")


def _version(request: HttpRequest) -> StandardVersion | None:
    pk = _uuid(request.GET.get("standard", ""))
    return get_object_or_404(StandardVersion.objects.select_related("standard"), pk=pk) if pk else None


def _client(request: HttpRequest, clients: list[Organisation]) -> Organisation | None:
    if len(clients) == 1:
        return clients[0]
    pk = _uuid(request.GET.get("client", ""))
    return next((row for row in clients if row.pk == pk), None)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
