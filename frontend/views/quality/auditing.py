"""Letting auditors in, what an auditor sees, and the audit packs of an organisation's recognitions."""

from __future__ import annotations

import re
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from evc.quality import rules
from evc.quality.models import Audit
from evc.quality.pack import sections_by_part, stream_pack
from evc.quality.pack.registry import Cell
from evc.quality.selectors import sampling as selectors
from evc.quality.services import auditing
from evc.standards.models import ProviderRecognition
from foundation.audit import services as audit_log
from foundation.audit.chain import check_chain
from foundation.people.models import Organisation
from frontend.audit_words import why_broken
from frontend.errors import errors_on
from frontend.forms.account.person import SureForm
from frontend.forms.professional.quality_care import AuditForm
from frontend.pages import Crumb, person_of, render_page, sent

_ROWS_SHOWN = 50
_DIGEST = re.compile(r"[0-9a-f]{64}")


def opened(request: HttpRequest, slug: str) -> Organisation:
    """For administrators and quality officers: 404 for a stranger, NotAllowed for another member."""
    organisation = get_object_or_404(Organisation.objects.visible_to(request.user), slug=slug)
    rules.require_gives_access(organisation, person_of(request))
    return organisation


@login_required
@require_safe
def auditors(request: HttpRequest, slug: str) -> HttpResponse:
    """Who has or had access, to how many dossiers, until when."""
    organisation = opened(request, slug)
    context = {
        "title": _("Auditors"),
        "crumbs": _crumbs(organisation),
        "eyebrow": organisation.name,
        "organisation": organisation,
        "audits": organisation.audits.select_related("standard", "given_by").prefetch_related("rows"),
        "recognitions": organisation.recognitions.select_related("standard").order_by("standard__title", "since"),
        "today": timezone.localdate(),
    }
    return render_page(request, "quality/auditors.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """Let an auditor in; the sample is drawn at once."""
    organisation = opened(request, slug)
    form = AuditForm(selectors.standards_of(organisation), sent(request))
    if request.method == "POST" and form.is_valid():
        with errors_on(form):
            made = auditing.let_auditor_in(organisation, by=person_of(request), **form.cleaned_data)
            count = made.rows.count()
            messages.success(
                request, _("%(name)s gets a mail and reads %(count)s dossiers.") % {"name": made.name, "count": count}
            )
            return redirect("auditors", slug=slug)
    context = {
        "title": _("Let an auditor in"),
        "crumbs": _crumbs(organisation, _("New")),
        "eyebrow": organisation.name,
        "lead": _("For a limited time, one person reads dossiers that were drawn. They can change nothing."),
        "form": form,
        "submit_label": _("Draw the sample and let them in"),
        "cancel_href": reverse("auditors", args=[slug]),
    }
    return render_page(request, "professional/form.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """Asks first, then closes the door at once."""
    organisation = opened(request, slug)
    audit = get_object_or_404(organisation.audits.filter(ended_at=None), pk=pk)
    form = SureForm(sent(request))
    if form.is_valid():
        auditing.end_audit(audit.pk, by=person_of(request))
        messages.success(request, _("%(name)s has no access any more.") % {"name": audit.name})
        return redirect("auditors", slug=slug)
    context = {
        "title": _("End the access of %(name)s?") % {"name": audit.name},
        "lead": _("It ends at once. What was read stays in the log."),
        "form": form,
        "submit_label": _("End the access"),
        "cancel_href": reverse("auditors", args=[slug]),
    }
    return render_page(request, "components/confirm_page.html", context)


@login_required
@require_safe
def pack(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """The pack as a page: every section by part of the code, its first rows, and the whole as a ZIP."""
    organisation = opened(request, slug)
    recognition = get_object_or_404(organisation.recognitions.select_related("standard"), pk=pk)
    return _pack_page(
        request, recognition, reverse("audit-pack-file", args=[slug, pk]), _crumbs(organisation, _("Pack"))
    )


@login_required
@require_safe
def pack_file(request: HttpRequest, slug: str, pk: UUID) -> StreamingHttpResponse:
    organisation = opened(request, slug)
    recognition = get_object_or_404(organisation.recognitions.select_related("standard"), pk=pk)
    return _pack_zip(request, recognition)


@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """For an auditor: to which samples one has access now."""
    audits = Audit.objects.visible_to(request.user).select_related("organisation", "standard")
    crumbs: list[Crumb] = [{"label": _("Home"), "href": reverse("home")}, {"label": _("Audits")}]
    return render_page(request, "quality/audits.html", {"title": _("Audits"), "crumbs": crumbs, "audits": audits})


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The sample of an audit. A POST walks the organisation's log and says whether it is whole."""
    audit = _own(request, pk)
    finding = check_chain(audit.organisation.audit_chain) if request.method == "POST" else None
    recognitions = audit.organisation.recognitions.select_related("standard").order_by("standard__title", "since")
    context = {
        "title": _("Audit of %(organisation)s") % {"organisation": audit.organisation.name},
        "crumbs": _audit_crumbs(),
        "audit": audit,
        "rows": audit.rows.select_related(
            "outcome__trajectory__candidate", "outcome__trajectory__standard_version__standard"
        ),
        "recognitions": recognitions.filter(standard=audit.standard_id) if audit.standard_id else recognitions,
        "finding": finding,
        "why_broken": why_broken(finding) if finding is not None else "",
    }
    return render_page(request, "quality/audit.html", context)


@login_required
@require_safe
def audit_pack(request: HttpRequest, pk: UUID, recognition: UUID) -> HttpResponse:
    audit = _own(request, pk)
    found = _recognition(audit, recognition)
    crumbs: list[Crumb] = [*_audit_crumbs()[:-1], {"label": _("Audit"), "href": reverse("audit", args=[pk])}]
    way = reverse("audit-own-pack-file", args=[pk, recognition])
    return _pack_page(request, found, way, [*crumbs, {"label": _("Pack")}])


@login_required
@require_safe
def audit_pack_file(request: HttpRequest, pk: UUID, recognition: UUID) -> StreamingHttpResponse:
    return _pack_zip(request, _recognition(_own(request, pk), recognition))


def _own(request: HttpRequest, pk: UUID) -> Audit:
    return get_object_or_404(Audit.objects.visible_to(request.user).select_related("organisation", "standard"), pk=pk)


def _recognition(audit: Audit, pk: UUID) -> ProviderRecognition:
    found = audit.organisation.recognitions.select_related("standard")
    return get_object_or_404(found.filter(standard=audit.standard_id) if audit.standard_id else found, pk=pk)


def _pack_page(request: HttpRequest, recognition: ProviderRecognition, way: str, crumbs: list[Crumb]) -> HttpResponse:
    parts = []
    for part, found in sections_by_part():
        shown = []
        for section in found:
            rows = list(section.gather(recognition))
            shown.append(
                {
                    "title": section.title,
                    "columns": [{"label": column} for column in section.columns],
                    "rows": [[_shown(cell) for cell in row] for row in rows[:_ROWS_SHOWN]],
                    "count": len(rows),
                    "more": max(0, len(rows) - _ROWS_SHOWN),
                }
            )
        parts.append({"part": part, "sections": shown})
    context = {
        "title": _("Audit pack"),
        "crumbs": crumbs,
        "eyebrow": recognition.provider.name,
        "recognition": recognition,
        "parts": parts,
        "file_href": way,
    }
    return render_page(request, "quality/pack.html", context)


def _shown(value: Cell) -> object:
    """A cell of the pack on a page, as ``components/table.html`` reads it. In the files days are written for machines."""
    if value is None or value == "":
        return "–"
    if isinstance(value, date):
        return {"text": date_format(value, "j F Y")}
    if isinstance(value, float):
        return number_format(value, decimal_pos=2)
    if isinstance(value, str) and _DIGEST.fullmatch(value):
        return {"text": value, "is_code": True}
    return value


def _pack_zip(request: HttpRequest, recognition: ProviderRecognition) -> StreamingHttpResponse:
    audit_log.record("audit-pack.made", on=recognition.provider, by=person_of(request), recognition=recognition.pk)
    name = f"audit-{recognition.provider.slug}-{recognition.since:%Y-%m-%d}.zip"
    response = StreamingHttpResponse(stream_pack(recognition), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _crumbs(organisation: Organisation, here: str = "") -> list[Crumb]:
    way: list[Crumb] = [{"label": _("Home"), "href": reverse("home")}]
    if not here:
        return [*way, {"label": _("Auditors")}]
    return [*way, {"label": _("Auditors"), "href": reverse("auditors", args=[organisation.slug])}, {"label": here}]


def _audit_crumbs() -> list[Crumb]:
    return [
        {"label": _("Home"), "href": reverse("home")},
        {"label": _("Audits"), "href": reverse("audits")},
        {"label": _("Audit")},
    ]
