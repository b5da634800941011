"""Findings: one's own list, one of them, and raising one."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from evc.quality.models import Draw, Finding
from evc.quality.services import findings
from foundation.people.models import Organisation
from frontend.errors import errors_on
from frontend.forms.professional.quality_care import AnswerFindingForm, CloseFindingForm, FindingForm
from frontend.pages import Crumb, person_of, render_page, sent
from frontend.views.quality.sampling import checked


@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """What one has to do about findings, and those that one raised; the earliest day first."""
    person = person_of(request)
    found = Finding.objects.visible_to(person).select_related("owner", "raised_by", "organisation")
    context = {
        "title": _("Findings"),
        "crumbs": _crumbs(),
        "owned": found.open().filter(owner=person),
        "raised": found.open().filter(raised_by=person),
        "closed": found.exclude(closed_at=None).order_by("-closed_at")[:20],
        "today": timezone.localdate(),
    }
    return render_page(request, "quality/findings.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Its owner answers, its raiser closes; whoever else sees it reads."""
    person = person_of(request)
    finding = get_object_or_404(
        Finding.objects.visible_to(person).select_related("owner", "raised_by", "organisation", "draw"), pk=pk
    )
    is_open = finding.closed_at is None
    closes = "close" in request.POST
    answer = (
        AnswerFindingForm(sent(request) if not closes else None) if is_open and finding.owner_id == person.pk else None
    )
    close = (
        CloseFindingForm(sent(request) if closes else None) if is_open and finding.raised_by_id == person.pk else None
    )
    if request.method == "POST":
        if closes or answer is None:
            form = close or CloseFindingForm(request.POST)
            if form.is_valid():
                findings.close_finding(pk, conclusion=form.cleaned_data["conclusion"], by=person)
                messages.success(request, _("The finding is closed."))
                return redirect("findings")
        elif answer.is_valid():
            with errors_on(answer):
                findings.answer_finding(pk, answer=answer.cleaned_data["answer"], by=person)
                messages.success(request, _("Saved. Whoever raised it gets a mail."))
                return redirect("finding", pk=pk)
    context = {
        "title": _("Finding"),
        "crumbs": _crumbs(_("Finding")),
        "eyebrow": finding.organisation.name,
        "finding": finding,
        "answer": answer,
        "close": close,
        "late": is_open and finding.due_on < timezone.localdate(),
    }
    return render_page(request, "quality/finding.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """Raise one; ``draw`` in the address says which dossier it came from."""
    organisation = checked(request, slug)
    draw = _draw(request, organisation)
    form = FindingForm(findings.possible_owners(organisation), sent(request))
    if request.method == "POST" and form.is_valid():
        with errors_on(form):
            made = findings.raise_finding(organisation, draw=draw, by=person_of(request), **form.cleaned_data)
            messages.success(request, _("Noted. The owner gets a mail."))
            return redirect("finding", pk=made.pk)
    context = {
        "title": _("New finding"),
        "crumbs": _crumbs(_("New finding")),
        "eyebrow": organisation.name,
        "lead": _("An action with an owner and a day. Only you can close it."),
        "form": form,
        "submit_label": _("Save the finding"),
        "cancel_href": reverse("sampling", args=[slug]),
    }
    return render_page(request, "professional/form.html", context)


def _draw(request: HttpRequest, organisation: Organisation) -> Draw | None:
    try:
        asked = UUID(request.GET.get("draw", ""))
    except ValueError:
        return None
    return Draw.objects.visible_to(request.user).filter(trajectory__provider=organisation, pk=asked).first()


def _crumbs(here: str = "") -> list[Crumb]:
    way: list[Crumb] = [{"label": _("Home"), "href": reverse("home")}]
    if not here:
        return [*way, {"label": _("Findings")}]
    return [*way, {"label": _("Findings"), "href": reverse("findings")}, {"label": here}]
