"""The dossier after it was handed in: what is in it, what came later, and taking something out in time."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from evc.assessments import services as assessments
from evc.trajectories.models import Kept
from frontend.errors import errors_on
from frontend.forms.guiding import AnswerForm
from frontend.handed_in import handed_in
from frontend.pages import person_of, render_page, sent
from frontend.views.guiding.guided import guided, guiding_oneself
from portfolio.services import manifest_contents


@login_required
@require_safe
def show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """For the candidate and the coach."""
    seen, title = guided(request, pk), _("What was handed in")
    found = handed_in(seen.trajectory, is_candidate=seen.is_candidate)
    if found is None:
        raise Http404
    context = {
        "title": title,
        "crumbs": seen.crumbs(title),
        "trajectory": seen.trajectory,
        "is_candidate": seen.is_candidate,
        "dossier": found,
        "erased": seen.trajectory.erased_parts.filter(kept=Kept.DOSSIER).first(),
    }
    return render_page(request, "guiding/handed_in.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def take_out(request: HttpRequest, pk: UUID, item: UUID) -> HttpResponse:
    """Asked once more, since it can't be put back."""
    seen = guiding_oneself(request, pk)
    manifest = seen.trajectory.manifest
    found = manifest_contents(manifest).item(item) if manifest else None
    if found is None:
        raise Http404
    form = AnswerForm(sent(request))
    if form.is_valid():
        with errors_on(form):
            assessments.take_out(pk, item, by=person_of(request))
            messages.success(request, _("It is out of the dossier. In your portfolio it stays."))
            return redirect("handed-in", pk=pk)
    back = reverse("handed-in", args=[pk])
    title = _("Take this out of the dossier?")
    context = {
        "title": title,
        "crumbs": seen.crumbs({"label": _("What was handed in"), "href": back}, title),
        "lead": found.title,
        "warning": _("You can't put it back. The rest of the dossier stays as you handed it in."),
        "form": form,
        "submit_label": _("Take it out"),
        "danger": True,
        "cancel_href": back,
    }
    return render_page(request, "components/confirm_page.html", context)
