"""The coordinator's board: a row a candidate."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from evc.roles import Role
from evc.routes.models import Route
from evc.trajectories.models import BulkRun
from evc.trajectories.selectors import board
from evc.trajectories.selectors.board import DEFAULT_SORT
from frontend.board_page import PHASES, lines_of
from frontend.forms.professional.board import BoardForm
from frontend.pages import person_of, render_page
from frontend.views.planning.bulk import LEADS

PAGE_SIZE = 50
_SORTS = (
    ("due", gettext_lazy("Due")),
    ("since", gettext_lazy("Longest at this step")),
    ("candidate", gettext_lazy("Name")),
    ("turn", gettext_lazy("Whose turn")),
    ("-requested", gettext_lazy("Newest request")),
)


@login_required
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    if not any(membership.role == Role.COORDINATOR for membership in person.read_roles()):
        raise Http404
    form = BoardForm(request.GET, routes=Route.objects.visible_to(person))
    sort = request.GET.get("sort", DEFAULT_SORT)
    number = request.GET.get("page", "1")
    found = board(person, form.filters, sort=sort, page=int(number) if number.isdecimal() else 1, page_size=PAGE_SIZE)
    context = {
        "title": _("Board"),
        "form": form,
        "lines": lines_of(found.rows),
        "total": found.total,
        "page": Paginator(range(found.total), PAGE_SIZE).get_page(found.number),
        "sorts": [{"key": key, "label": label, "current": key == sort} for key, label in _SORTS],
        "phases": [label for label, _steps in PHASES],
        "acts": [{"value": act, "label": BulkRun.Act(act).label} for act in LEADS],
        "all_ticked": request.GET.get("all") == "1",
        "is_filtered": any(request.GET.get(name) for name in form.fields),
    }
    return render_page(request, "professional/board.html", context, status=200)
