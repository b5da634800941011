"""A dossier as it was handed in, for whoever checks it: on the screen, by page, and on paper."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from evc.outcomes.models import Outcome
from evc.outcomes.report import report
from evc.quality.models import DossierPrint
from evc.quality.selectors.auditing import assessors_with_expertise
from evc.quality.selectors.dossiers import Door, Reader, reader_of
from evc.quality.services import printing, reading
from evc.trajectories.selectors import steps
from foundation.errors import NotFound
from frontend.authorship import in_words as authorship_words
from frontend.files import file_response, may_be_inline, picture_response
from frontend.journey import step_lines
from frontend.pages import Crumb, person_of, render_page
from portfolio.dossier import FrozenItem
from portfolio.models import EvidenceFile, StarrPart
from portfolio.services.files import Form


@login_required
@never_cache
@require_safe
def dossier(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Report, evidence, steps and people; the candidate sees that it was read."""
    person = person_of(request)
    outcome, frozen = reading.read_dossier(pk, by=person)
    reader = reader_of(outcome, person)
    shown = report(outcome)
    context = {
        "title": _("Dossier"),
        "crumbs": _crumbs(outcome, reader),
        "eyebrow": outcome.trajectory.candidate.name,
        "outcome": outcome,
        "trajectory": outcome.trajectory,
        "report": shown,
        "counts": list(shown.counts.items()),
        "dossier": frozen,
        "items": [(row, " ".join(sorted(row.work_processes))) for row in frozen.items],
        "steps": step_lines(steps(outcome.trajectory)),
        "assessors": assessors_with_expertise(outcome),
        "is_auditor": reader.door == Door.AUDITOR,
        "number": reader.number,
        "prints": DossierPrint.objects.visible_to(person).filter(outcome=outcome),
        "days": printing.PRINT_DAYS,
    }
    return render_page(request, "quality/dossier.html", context)


@login_required
@never_cache
@require_safe
def item(request: HttpRequest, pk: UUID, item: UUID) -> HttpResponse:
    """One piece of evidence, with the first page of each file and the way to the next."""
    person = person_of(request)
    outcome, frozen = reading.read_dossier(pk, by=person)
    found = frozen.item(item)
    if found is None:
        raise NotFound(_("This item is no part of the dossier."))
    order = list(frozen.items)
    at = order.index(found)
    context = {
        "title": found.title,
        "crumbs": _crumbs(outcome, reader_of(outcome, person), _("Evidence")),
        "outcome": outcome,
        "item": found,
        "facts": _facts(found),
        "stories": [(part.label, found.starr[part.value]) for part in StarrPart if found.starr.get(part.value)],
        "previous": order[at - 1] if at else None,
        "following": order[at + 1] if at + 1 < len(order) else None,
        "place": at + 1,
        "total": len(order),
    }
    return render_page(request, "quality/item.html", context)


@login_required
@never_cache
@require_safe
def file(request: HttpRequest, pk: UUID, file_pk: UUID) -> HttpResponseBase:
    form: Form = "original" if request.GET.get("form") == "original" else "preview"
    try:
        opened = reading.open_dossier_file(pk, file_pk, by=person_of(request), form=form)
    except EvidenceFile.DoesNotExist:
        raise NotFound(_("This file is no part of the dossier.")) from None
    return file_response(
        opened,
        inline=form == "preview" and may_be_inline(opened),
        asked=request.headers.get("Range", ""),
        only_if=request.headers.get("If-Range", ""),
    )


@login_required
@never_cache
@require_safe
def page_picture(request: HttpRequest, pk: UUID, file_pk: UUID, number: int) -> HttpResponse:
    try:
        return picture_response(reading.open_dossier_page(pk, file_pk, page=number, by=person_of(request)))
    except EvidenceFile.DoesNotExist:
        raise NotFound(_("This page is no part of the dossier.")) from None


@login_required
@require_POST
def ask_print(request: HttpRequest, pk: UUID) -> HttpResponse:
    printing.ask_print(pk, by=person_of(request))
    messages.success(request, _("We are making the PDF. It is on this page when it is ready."))
    return redirect(f"{reverse('dossier', args=[pk])}#print")


@login_required
@never_cache
@require_safe
def print_file(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The PDF, for the reader whose name it bears."""
    return file_response(printing.open_print(pk, by=person_of(request)))


def _crumbs(outcome: Outcome, reader: Reader, here: str = "") -> list[Crumb]:
    """By the way that this reader came."""
    home: Crumb = {"label": _("Home"), "href": reverse("home")}
    if reader.audit is not None:
        up: Crumb = {"label": _("Audit"), "href": reverse("audit", args=[reader.audit.pk])}
    elif reader.door == Door.OFFICER:
        up = {"label": _("Outcome"), "href": reverse("quality-check", args=[outcome.pk])}
    else:
        up = {"label": _("Second opinion")}
    if not here:
        return [home, up, {"label": _("Dossier")}]
    return [home, up, {"label": _("Dossier"), "href": reverse("dossier", args=[outcome.pk])}, {"label": here}]


def _facts(item: FrozenItem) -> list[dict[str, object]]:
    """As ``components/data_list.html`` shows them."""
    days = [date_format(day, "j F Y") for day in (item.period_from, item.period_until) if day]
    rows = [
        (_("Kind"), item.kind_name),
        (_("Organisation"), item.organisation),
        (_("Level"), item.level),
        (_("Name on it"), item.holder),
        (_("Period"), " – ".join(days)),
        (_("Issued on"), date_format(item.issued_on, "j F Y") if item.issued_on else ""),
        (_("Valid until"), date_format(item.valid_until, "j F Y") if item.valid_until else ""),
        (_("Used for"), ", ".join(sorted(item.work_processes))),
    ]
    facts: list[dict[str, object]] = [{"label": label, "value": value} for label, value in rows if value]
    return facts + [dict(fact) for fact in (authorship_words(item.authorship) if item.authorship else [])]
