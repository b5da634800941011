"""A page that asks whether somebody is sure, and then does it: for what can't be undone, or what others get a mail about."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from frontend.errors import errors_on
from frontend.forms.account.person import SureForm
from frontend.pages import render_page, sent


def confirmed(
    request: HttpRequest,
    do: Callable[[], object],
    *,
    words: Mapping[str, object],
    done: str,
    to: str,
    back: str = "",
) -> HttpResponse:
    """Ask; on a yes call ``do``, say ``done`` and go ``to`` an address. What ``do`` refuses is said on the page.

    ``words``: title, lead and submit_label of ``components/confirm_page.html``, and its warning or danger; ``back``: where
    cancelling leads, if elsewhere.
    """
    form = SureForm(sent(request))
    if request.method == "POST" and form.is_valid():
        with errors_on(form):
            do()
            messages.success(request, done)
            return redirect(to)
    context = {**words, "form": form, "cancel_href": back or to}
    return render_page(request, "components/confirm_page.html", context)
