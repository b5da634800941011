"""Sharing: what the coach reads along with and what is handed in; the owner's act, per item and trajectory."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from evc.trajectories import services as trajectories
from frontend.dossier import share_groups
from frontend.forms.candidate.dossier import ShareForm
from frontend.item_page import CAN_BE_SHARED
from frontend.pages import person_of, render_page, sent
from frontend.views.candidate.own import crumbs_of, own_item, own_trajectory


@login_required
@require_POST
def share(request: HttpRequest, pk: UUID, trajectory: UUID) -> HttpResponse:
    item, own = own_item(request, pk), own_trajectory(request, trajectory)
    trajectories.share_item(own.pk, item.pk, by=person_of(request))
    messages.success(request, _("Shared. Your coach can read it now; the assessors see it after you hand in."))
    return redirect("item", pk=pk)


@login_required
@require_POST
def end(request: HttpRequest, pk: UUID, trajectory: UUID) -> HttpResponse:
    item, own = own_item(request, pk), own_trajectory(request, trajectory)
    trajectories.unshare_item(own.pk, item.pk, by=person_of(request))
    messages.success(request, _("No longer shared. What you handed in before stays as it was."))
    return redirect("item", pk=pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest, pk: UUID) -> HttpResponse:
    """All items at once: what is ticked is shared with this trajectory, the rest is not."""
    own, person = own_trajectory(request, pk), person_of(request)
    groups, shared = share_groups(own)
    form = ShareForm(sent(request), groups=groups, initial={"items": [str(item) for item in shared]})
    if request.method == "POST" and form.is_valid():
        wanted = {UUID(item) for item in form.cleaned_data["items"]}
        for item in wanted - shared:
            trajectories.share_item(own.pk, item, by=person)
        for item in shared - wanted:
            trajectories.unshare_item(own.pk, item, by=person)
        sentence = ngettext("You share %(count)s item.", "You share %(count)s items.", len(wanted))
        messages.success(request, sentence % {"count": len(wanted)})
        return redirect("coverage", pk=pk)
    title = _("What do you share?")
    context = {
        "title": title,
        "crumbs": crumbs_of(own, title),
        "trajectory": own,
        "form": form,
        "can_be_shared": own.state in CAN_BE_SHARED,
        "has_items": any(rows for _heading, rows in groups),
    }
    return render_page(request, "candidate/share.html", context)
