"""Check any badge. No account, no session; nothing that is sent is kept."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from credentials import services as credentials
from credentials.core.report import CheckName, Finding, ReportVerdict
from credentials.models import Badge
from credentials.services import Verification
from frontend.badges import identities_of, recognition_of, statement_of, technical_facts
from frontend.badges.statement import medal_uri
from frontend.forms.public.check import MAX_FILE_BYTES, TOO_LARGE, CheckForm
from frontend.verdicts import answer_on
from frontend.views.public.page import render_public

_ROOM_FOR_THE_FORM = 1_100_000  # bytes beside the file


@csrf_exempt  # nothing changes and nobody's session counts: whoever sends it may also be without cookies
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """A form; with ``?address=`` or a POST the answer about that badge."""
    if request.method == "POST":
        return _posted(request)
    if text := request.GET.get("address", "").strip():
        return _looked_up(request, CheckForm({"address": text}), text)
    return render_public(request, "public/verify.html", {"form": CheckForm()})


def _posted(request: HttpRequest) -> HttpResponse:
    if int(request.META.get("CONTENT_LENGTH") or 0) > MAX_FILE_BYTES + _ROOM_FOR_THE_FORM:
        # Said before anything of it is read.
        return render_public(request, "public/verify.html", {"form": CheckForm(), "problems": [TOO_LARGE]}, status=413)
    form = CheckForm(request.POST, request.FILES)
    if not form.is_valid():
        return render_public(request, "public/verify.html", {"form": form}, status=413 if _is_too_large(form) else 422)
    email, text = form.cleaned_data["email"].strip(), form.cleaned_data["address"]
    if file := form.cleaned_data["file"]:
        return _answered(request, credentials.verify_bytes(file.read(), expected_address=email or None), email=email)
    if text.startswith("{"):
        found = credentials.verify_bytes(text.encode("utf-8", "replace"), expected_address=email or None)
        return _answered(request, found, email=email)
    if email:
        return _looked_up(request, form, text, email=email)
    return redirect(_here(request, address=text[:500]))


def _looked_up(request: HttpRequest, form: CheckForm, text: str, *, email: str = "") -> HttpResponse:
    found = credentials.verify_address(text, expected_address=email or None)
    if found is None:
        form.add_error(
            "address",
            _("There is no badge with this address or code here. Look at each letter again, or choose the file."),
        )
        return render_public(request, "public/verify.html", {"form": form}, status=404)
    if found.badge is not None and not found.badge.page_is_public:
        return render_public(request, "public/badge_closed.html", {"looked_up": True})
    return _answered(request, found, email=email, text=text)


def _answered(request: HttpRequest, found: Verification, *, email: str, text: str = "") -> HttpResponse:
    report = found.report
    context: dict[str, Any] = {
        "answer": answer_on(report, badge=found.badge),
        "was_looked_up": found.was_looked_up,
        "badge": found.badge,
        "form": CheckForm(),
        "verify_action": _here(request),
        "now": timezone.now(),
    }
    if report.verdict is ReportVerdict.UNREADABLE:
        return render_public(request, "public/verdict.html", context, status=422)
    if found.credential is not None:
        context["technical"] = technical_facts(found.credential)
    if found.credential is not None and found.summary is not None and context["answer"].is_intact:
        shows_results, shows_name = _choices(found)
        context |= {
            "statement": statement_of(found.summary, shows_results=shows_results, shows_name=shows_name, was_sent=True),
            "recognition": recognition_of(found.badge, found.summary),
            "identities": identities_of(found.credential),
            "carry": [{"name": "address", "value": text or _as_text(found)}],
            "email": email,
            "holder_result": _holder_result(found) if email else "",
        }
        if shows_results:
            context["medal"], context["medal_words"] = medal_uri(found.summary)
    return render_public(request, "public/verdict.html", context)


def _here(request: HttpRequest, **query: str) -> str:
    """This page, in the language that the address asks for."""
    if "lang" in request.GET:
        query["lang"] = request.GET["lang"]
    return f"{reverse('verify')}?{urlencode(query)}" if query else reverse("verify")


def _choices(found: Verification) -> tuple[bool, bool]:
    """What is looked up shows what the holder shows on the badge's page; a file shows what is in it."""
    badge: Badge | None = found.badge
    if badge is None or not found.was_looked_up:
        return True, True
    return badge.page_shows_results, badge.page_shows_name


def _as_text(found: Verification) -> str:
    """The credential itself, so that an address can be compared without script and without sending the file again."""
    return json.dumps(found.credential, ensure_ascii=False)


def _holder_result(found: Verification) -> str:
    finding = found.report.check(CheckName.HOLDER).finding
    if finding is Finding.PASSED:
        return _("Yes. This badge was issued to that address.")
    if finding is Finding.FAILED:
        return _("No. This badge was not issued to that address.")
    return _("The badge names no address, so nothing could be compared.")


def _is_too_large(form: CheckForm) -> bool:
    return any(error.code == "too-large" for errors in form.errors.as_data().values() for error in errors)
