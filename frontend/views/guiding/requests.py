"""What a coach asks a candidate to add: asking, doing it, taking it back."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from evc.trajectories import services as trajectories
from evc.trajectories.models import Trajectory
from frontend.errors import errors_on
from frontend.forms.guiding import AskForm
from frontend.pages import person_of, render_page, sent
from frontend.views.guiding.guided import coached
from portfolio import services as portfolio
from portfolio.models import EvidenceItem, EvidenceRequest


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The coach asks; `?item=` says at which item."""
    seen = coached(request, pk)
    item = _item(request, seen.trajectory)
    form = AskForm(sent(request))
    if form.is_valid():
        with errors_on(form):
            item_id = item.pk if item else None
            trajectories.ask_for_evidence(pk, **form.cleaned_data, item_id=item_id, by=person_of(request))
            messages.success(request, _("Asked. It stands on the candidate's home, with its date."))
            return redirect("item", pk=item.pk) if item else redirect("trajectory", pk=pk)
    title = _("Ask for something")
    context = {
        "title": title,
        "crumbs": seen.crumbs(title),
        "trajectory": seen.trajectory,
        "item": item,
        "form": form,
    }
    return render_page(request, "guiding/ask.html", context)


@login_required
@require_POST
def done(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The candidate says that it is done."""
    asked = _asked(request, pk)
    portfolio.finish_request(asked.pk, by=person_of(request))
    messages.success(request, _("Done. Your coach sees it."))
    return redirect("home")


@login_required
@require_POST
def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A coach takes it back."""
    asked = _asked(request, pk)
    portfolio.withdraw_request(asked.pk, by=person_of(request))
    messages.success(request, _("Taken back. The candidate need not do it any more."))
    return redirect("trajectory", pk=Trajectory.objects.get(audience=asked.audience_id).pk)


def _asked(request: HttpRequest, pk: UUID) -> EvidenceRequest:
    found: EvidenceRequest = get_object_or_404(EvidenceRequest.objects.visible_to(request.user), pk=pk)
    return found


def _item(request: HttpRequest, trajectory: Trajectory) -> EvidenceItem | None:
    """The item that is asked about, as far as the coach can see it."""
    try:
        wanted = UUID(request.GET.get("item", ""))
    except ValueError:
        return None
    visible = EvidenceItem.objects.visible_to(request.user).present().filter(owner=trajectory.candidate_id)
    return visible.filter(pk=wanted).first()
