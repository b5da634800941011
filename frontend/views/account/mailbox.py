"""Every mail that was sent, where whoever runs Erkend may see that: the embedded set-up only."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from foundation.jobs.selectors import mailbox as mails_sent
from frontend.views.public.page import render_public

_A_PAGE = 50


@never_cache
@require_safe
def mailbox(request: HttpRequest) -> HttpResponse:
    """Newest first; ``?to=`` shows the mail to one address."""
    if not settings.ERKEND_MAILBOX:
        raise Http404
    to = request.GET.get("to", "")
    page = Paginator(mails_sent(to=to), _A_PAGE).get_page(request.GET.get("page"))
    mails = [
        {
            "subject": mail.subject,
            "to": mail.to,
            "sent_at": mail.sent_at or mail.created_at,
            "href": reverse("mailbox-mail", args=[mail.pk]),
        }
        for mail in page.object_list
    ]
    return render_public(request, "account/mailbox.html", {"page": page, "mails": mails, "to": to})


@never_cache
@require_safe
def mail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One mail as its reader gets it, in plain text."""
    if not settings.ERKEND_MAILBOX:
        raise Http404
    return render_public(request, "account/mail.html", {"mail": get_object_or_404(mails_sent(), pk=pk)})
