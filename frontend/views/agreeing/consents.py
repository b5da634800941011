"""The candidate chooses who may see the result; the client's manager sees what was chosen."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from evc.outcomes.client_reading import read_for_client
from evc.outcomes.report import report as report_of
from evc.trajectories import rules
from evc.trajectories import services as trajectories
from evc.trajectories.models import Participant, ResultConsent, State
from evc.trajectories.selectors import consent_of
from foundation.errors import InvalidInput
from frontend.agreement import what_it_means
from frontend.errors import errors_on
from frontend.forms.agreeing.consent import ClientConsentForm, RegisterConsentForm
from frontend.pages import person_of, render_page
from frontend.shared_result import lines_of
from frontend.views.candidate.own import crumbs_of as own_crumbs
from frontend.views.candidate.own import own_trajectory
from frontend.views.professional.seen import crumbs_of, seen_trajectory

Receiver, Scope = ResultConsent.Receiver, ResultConsent.Scope
_FROM = frozenset(State) - {State.REQUESTED, State.INTAKE, State.DECLINED, State.WITHDRAWN}
_USUAL = timedelta(days=365)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def consents(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Two choices that stand apart: the client, and a public register."""
    own, today = own_trajectory(request, pk), timezone.localdate()
    if State(own.state) not in _FROM:
        raise Http404
    receiver = request.POST.get("receiver") if request.method == "POST" else None
    start = {"until": today + _USUAL}
    client = ClientConsentForm(request.POST if receiver == Receiver.CLIENT else None, initial=start, prefix="client")
    register = RegisterConsentForm(
        request.POST if receiver == Receiver.REGISTER else None, initial=start, prefix="register"
    )
    if request.method == "POST" and receiver not in Receiver.values:
        raise InvalidInput(_("Choose for whom this is."), code="receiver-unknown")
    form = client if receiver == Receiver.CLIENT else register
    if form.is_valid():
        with errors_on(form):
            chosen = {"scope": Scope.ENTRY, **form.cleaned_data}
            trajectories.give_consent(own.pk, by=person_of(request), **chosen)
            messages.success(request, _("Saved. You can take this back at any moment."))
            return redirect("result-consent", pk=pk)
    title = _("Who may see your result?")
    context = {
        "title": title,
        "crumbs": own_crumbs(own, title),
        "trajectory": own,
        "client_form": client,
        "register_form": register,
        "for_client": consent_of(own, Receiver.CLIENT, on=today),
        "for_register": consent_of(own, Receiver.REGISTER, on=today),
        "before": list(own.consents.exclude(ended_at=None)),
    }
    return render_page(request, "agreeing/consents.html", context)


@login_required
@require_POST
def take_back(request: HttpRequest, pk: UUID, receiver: str) -> HttpResponse:
    own = own_trajectory(request, pk)
    if receiver not in Receiver.values:
        raise Http404
    trajectories.revoke_consent(own.pk, receiver=receiver, by=person_of(request))
    messages.success(request, _("Taken back. From now on only dates and status can be seen."))
    return redirect("result-consent", pk=pk)


@login_required
@require_safe
def shared_result(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What the candidate lets the client's manager see; 404 without consent, and as long as nothing is released."""
    found, person = seen_trajectory(request, pk), person_of(request)
    if Participant.Part.MANAGER not in rules.standing(found, person).now:
        raise Http404
    seen = read_for_client(found.pk, by=person)
    if seen is None:
        raise Http404
    title = _("Result of %(candidate)s") % {"candidate": found.candidate.name}
    context = {
        "title": title,
        "crumbs": crumbs_of(found, _("Result")),
        "trajectory": found,
        "consent": seen.consent,
        "outcome": seen.outcome,
        "meaning": what_it_means(seen.outcome.yields),
        "lines": lines_of(seen.outcome),
        "report": report_of(seen.outcome) if seen.consent.scope == Scope.REPORT else None,
    }
    return render_page(request, "agreeing/shared_result.html", context)
