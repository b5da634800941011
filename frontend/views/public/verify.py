"""Check any badge. No account, no session; nothing that is sent is kept."""

from __future__ import annotations

import re
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

from api.throttling import seconds_before_verifying
from credentials import services as credentials
from credentials.core.badge_file import read_text
from credentials.core.errors import CredentialError
from credentials.core.report import CheckName, Finding, ReportVerdict
from credentials.models import Badge
from credentials.services import Verification
from frontend.badges import identities_of, recognition_of, statement_of, technical_facts
from frontend.badges.statement import medal_uri
from frontend.forms.public.check import MAX_FILE_BYTES, TOO_LARGE, CheckForm
from frontend.verdicts import Answer, answer_on
from frontend.views.public.page import render_public

_ROOM_FOR_THE_FORM = 1_100_000  # bytes beside the file
# A badge that was pasted, as JSON or as a token, and not the address or the code of one.
_BADGE_ITSELF = re.compile(r"\{|[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*\Z")


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
    if form.cleaned_data["file"]:
        return _file_posted(request, form)
    email, text = form.cleaned_data["email"].strip(), form.cleaned_data["address"]
    if _BADGE_ITSELF.match(text):
        return _checked(request, text.encode("utf-8", "replace"), email=email)
    if email or len(text) > 500:
        return _looked_up(request, form, text, email=email)
    return redirect(_here(request, address=text))  # an address that can be shared, and loaded again


def _file_posted(request: HttpRequest, form: CheckForm) -> HttpResponse:
    data, text = form.cleaned_data["file"].read(), form.cleaned_data["address"]
    if text and credentials.is_pdf(data):
        return _report_and_badge(request, form, data, text)
    return _checked(request, data, email=form.cleaned_data["email"].strip())


def _checked(request: HttpRequest, data: bytes, *, email: str) -> HttpResponse:
    if seconds := seconds_before_verifying(request):
        return _later(request, data, seconds=seconds, email=email)
    return _answered(request, credentials.verify_bytes(data, expected_address=email or None), email=email)


def _report_and_badge(request: HttpRequest, form: CheckForm, pdf: bytes, text: str) -> HttpResponse:
    """A report together with the badge that should name it: as text, or by its address or code."""
    if seconds := seconds_before_verifying(request):
        return _later(request, pdf, seconds=seconds, email="")
    is_itself = _BADGE_ITSELF.match(text) is not None
    badge = credentials.verify_bytes(text.encode("utf-8", "replace")) if is_itself else credentials.verify_address(text)
    if badge is None:
        return _not_found(request, form)
    return _answered(request, credentials.verify_report(pdf, badge=badge), email="")


def _looked_up(request: HttpRequest, form: CheckForm, text: str, *, email: str = "") -> HttpResponse:
    if seconds := seconds_before_verifying(request):
        return _later(request, text.encode("utf-8", "replace"), seconds=seconds, email=email, is_address=True)
    found = credentials.verify_address(text, expected_address=email or None)
    if found is None:
        return _not_found(request, form)
    if found.badge is not None and not found.badge.page_is_public:
        return render_public(request, "public/badge_closed.html", {"looked_up": True})
    return _answered(request, found, email=email)


def _not_found(request: HttpRequest, form: CheckForm) -> HttpResponse:
    form.add_error(
        "address",
        _("There is no badge with this address or code here. Look at each letter again, or choose the file."),
    )
    return render_public(request, "public/verify.html", {"form": form}, status=404)


def _later(request: HttpRequest, sent: bytes, *, seconds: int, email: str, is_address: bool = False) -> HttpResponse:
    """Ask to wait, with what was sent on the page: one press sends it again, also when it came as a file."""
    try:
        text = sent.decode() if is_address else read_text(sent)
    except CredentialError:
        text = ""  # no badge in it, so there is nothing to send again
    context = {"seconds": seconds, "text": text, "email": email, "form": CheckForm(), "verify_action": _here(request)}
    answer = render_public(request, "public/verify_later.html", context, status=429)
    answer.headers["Retry-After"] = str(seconds)
    return answer


def _answered(request: HttpRequest, found: Verification, *, email: str) -> HttpResponse:
    answer = answer_on(found.report, badge=found.badge)
    context: dict[str, Any] = {
        "answer": answer,
        "was_looked_up": found.was_looked_up,
        "badge": found.badge,
        "document": found.document,
        "form": CheckForm(),
        "verify_action": _here(request),
        "now": timezone.now(),
    }
    if found.report.verdict is ReportVerdict.UNREADABLE:
        return render_public(request, "public/verdict.html", context, status=422)
    if found.credential is not None:
        context["technical"] = technical_facts(found.credential)
    if answer.is_intact:
        context |= _what_it_says(found, answer) | _whose_it_is(found, email)
    return render_public(request, "public/verdict.html", context)


def _what_it_says(found: Verification, answer: Answer) -> dict[str, Any]:
    """What the badge states, and for one of our kind the medal and whether its provider was recognised."""
    if found.summary is None:
        return {}
    shows_results, shows_name = _choices(found)
    said: dict[str, Any] = {
        "statement": statement_of(found.summary, shows_results=shows_results, shows_name=shows_name, was_sent=True)
    }
    if answer.kind == "badge":
        said["recognition"] = recognition_of(found.badge, found.summary)
        if shows_results:
            said["medal"], said["medal_words"] = medal_uri(found.summary)
    return said


def _whose_it_is(found: Verification, email: str) -> dict[str, Any]:
    """The question whether it is of the person who sent it, where it is bound to an e-mail address."""
    if found.summary is None or not found.summary.names_an_address:
        return {}
    return {
        "compares": True,
        "identities": identities_of(found.credential) if found.credential is not None else [],
        "carry": [{"name": "address", "value": found.text}],
        "email": email,
        "holder_result": _holder_result(found) if email else "",
    }


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


def _holder_result(found: Verification) -> str:
    finding = found.report.check(CheckName.HOLDER).finding
    if finding is Finding.PASSED:
        return _("Yes. This badge was issued to that address.")
    if finding is Finding.FAILED:
        return _("No. This badge was not issued to that address.")
    return _("The badge names no address, so nothing could be compared.")


def _is_too_large(form: CheckForm) -> bool:
    return any(error.code == "too-large" for errors in form.errors.as_data().values() for error in errors)
