"""What an organisation keeps: one page with a door to each part that the viewer may open."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from foundation.people.models import Organisation
from frontend.organisation_pages import doors_for
from frontend.pages import person_of, render_page


@login_required
@require_safe
def show(request: HttpRequest, slug: str) -> HttpResponse:
    organisation = get_object_or_404(Organisation.objects.visible_to(request.user), slug=slug)
    held = person_of(request).memberships.current().filter(organisation=organisation).values_list("role", flat=True)
    doors = doors_for(organisation, set(held))
    if not doors:
        raise Http404
    context = {
        "title": organisation.name,
        "organisation": organisation,
        "doors": [{"title": door.title, "text": door.about, "href": door.href(organisation)} for door in doors],
    }
    return render_page(request, "organisation/doors.html", context, status=200)
