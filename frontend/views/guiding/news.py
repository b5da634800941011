"""What happened lately, for whoever gathers evidence or guides somebody; and how often that comes by mail."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from evc.trajectories import services as trajectories
from evc.trajectories.models import Digest, Participant, Trajectory
from evc.trajectories.selectors import happenings
from frontend.errors import errors_on
from frontend.forms.guiding import MailForm
from frontend.news import news_lines
from frontend.pages import person_of, render_page, sent

_DAYS, _A_PAGE = 30, 30


@login_required
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """The newest first. A link in a mail leads here, also by way of signing in."""
    person = person_of(request)
    cases = list(
        Trajectory.objects.as_part(person, Participant.Part.CANDIDATE, Participant.Part.COACH).select_related(
            "candidate", "standard_version__standard"
        )
    )
    since = timezone.now() - timedelta(days=_DAYS)
    found = happenings(cases, since=dict.fromkeys((row.pk for row in cases), since), viewer=person)
    page = Paginator(found, _A_PAGE).get_page(request.GET.get("page"))
    context = {"title": _("News"), "page": page, "lines": news_lines(page.object_list), "days": _DAYS}
    return render_page(request, "guiding/news.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def mail(request: HttpRequest) -> HttpResponse:
    """How often the news comes by mail."""
    person = person_of(request)
    digest = Digest.objects.filter(person=person).first()
    form = MailForm(sent(request), initial={"rhythm": digest.rhythm if digest else Digest.Rhythm.DAILY})
    if form.is_valid():
        with errors_on(form):
            trajectories.set_digest(person, rhythm=form.cleaned_data["rhythm"], by=person)
            messages.success(request, _("Your changes are kept."))
            return redirect("account")
    title = _("News by mail")
    return render_page(request, "guiding/mail.html", {"title": title, "form": form})
