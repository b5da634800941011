"""Serving a file to whoever may see it, and adding one to an item."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from foundation.errors import ErkendError
from frontend.errors import errors_on
from frontend.files import file_response, may_be_inline
from frontend.forms.candidate.items import OneFileForm
from frontend.pages import json_problem, person_of, render_page, sent, wants_json
from frontend.views.candidate.own import crumbs_in_portfolio, own_item
from frontend.views.candidate.portfolio import DOCUMENTS
from portfolio import services as portfolio
from portfolio.models import EvidenceFile
from portfolio.services.files import Form


@login_required
@require_safe
def serve(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """``?form=preview`` (a picture of ours, film or sound) or ``original`` (always an attachment). A stranger finds nothing."""
    file = get_object_or_404(EvidenceFile.objects.visible_to(request.user), pk=pk)
    form: Form = "original" if request.GET.get("form") == "original" else "preview"
    opened = portfolio.open_file(file.pk, by=person_of(request), form=form)
    return file_response(
        opened,
        inline=form == "preview" and may_be_inline(opened),
        asked=request.headers.get("Range", ""),
        only_if=request.headers.get("If-Range", ""),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, pk: UUID, line: UUID | None = None) -> HttpResponse:
    """Another file for an item, or (``line``) the next version of one that is there."""
    item = own_item(request, pk)
    known = item.files.filter(line=line).order_by("-version").first() if line else None
    if line and known is None:
        raise Http404
    form = OneFileForm(
        sent(request),
        request.FILES or None,
        accept=DOCUMENTS,
    )
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            portfolio.add_file(item.pk, stream=file, name=file.name, line=line, by=person_of(request))
        except ErkendError as error:
            if wants_json(request):
                return json_problem(error)
            with errors_on(form):
                raise
        else:
            if wants_json(request):
                return JsonResponse({"title": file.name, "href": reverse("item", args=[pk])}, status=201)
            messages.success(request, _("The file was added."))
            return redirect("item", pk=pk)
    title = _("Add a new version") if known else _("Add a file")
    context = {
        "title": title,
        "crumbs": crumbs_in_portfolio({"label": item.title, "href": reverse("item", args=[pk])}, {"label": title}),
        "item": item,
        "known": known,
        "form": form,
    }
    return render_page(request, "candidate/item_file.html", context)
