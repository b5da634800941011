"""The agreement for its three parties: to read, to accept, to print; and drawing it up."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from evc.roles import Role
from evc.trajectories import rules, states
from evc.trajectories import services as trajectories
from evc.trajectories.errors import NotReadyYet
from evc.trajectories.independence import statement_text
from evc.trajectories.models import Agreement, AgreementVersion, Intake, Participant, State, Trajectory
from evc.trajectories.selectors import on_the_table
from evc.trajectories.yields import what_it_yields, why_it_yields
from foundation.people.models import Membership, Person
from frontend import coverage
from frontend.agreement import (
    acceptances_of,
    paragraphs,
    reasons_of,
    terms_of,
    what_it_brings,
    what_it_costs,
    what_it_means,
)
from frontend.errors import errors_on
from frontend.forms.agreeing.agreement import AcceptForm, AgreementForm, TermsForm
from frontend.pages import person_of, render_page, sent
from frontend.views.candidate.own import crumbs_of as own_crumbs
from frontend.views.professional.seen import coordinated_trajectory, crumbs_of, seen_trajectory

Part = Participant.Part


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def agreement(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One address for candidate, client and coordinator; 404 for everybody else."""
    found, person = seen_trajectory(request, pk), person_of(request)
    who = rules.standing(found, person)
    if rules.is_candidate(who):
        return _candidate(request, found)
    if Part.MANAGER in who.now:
        return _client(request, found)
    if rules.may_coordinate(who):
        return _shown(request, found, on_the_table(found), form=None)
    raise Http404


def _candidate(request: HttpRequest, own: Trajectory) -> HttpResponse:
    _intake_of(own)
    version = on_the_table(own)
    form = AgreementForm(sent(request), initial={"number": version.number if version else 0})
    own_part = own.participants.current().select_related("trajectory__candidate").get(part=Part.CANDIDATE)
    form.fields["no_ties"].help_text = statement_text(own_part, language=get_language() or "")
    if form.is_valid():
        with errors_on(form):
            data = form.cleaned_data
            trajectories.accept_agreement(own.pk, no_ties=data["no_ties"], number=data["number"], by=person_of(request))
            messages.success(request, _("You agreed. Now build your portfolio."))
            return redirect("coverage", pk=own.pk)
    can_agree = bool(version and version.client_accepted_at) and own.state == State.INTAKE
    return _shown(request, own, version, form=form, can_accept=can_agree, is_candidate=True)


def _client(request: HttpRequest, found: Trajectory) -> HttpResponse:
    version = on_the_table(found)
    if version is None and not Agreement.objects.filter(trajectory=found).exists():
        raise Http404
    form = AcceptForm(sent(request), initial={"number": version.number if version else 0})
    if form.is_valid():
        with errors_on(form):
            trajectories.accept_for_client(found.pk, number=form.cleaned_data["number"], by=person_of(request))
            messages.success(request, _("You accepted it for the client. The candidate reads it now and decides."))
            return redirect("trajectory", pk=found.pk)
    can_accept = bool(version and not version.client_accepted_at) and found.state == State.INTAKE
    return _shown(request, found, version, form=form, can_accept=can_accept)


def _shown(
    request: HttpRequest,
    trajectory: Trajectory,
    version: AgreementVersion | None,
    *,
    form: AcceptForm | None,
    can_accept: bool = False,
    is_candidate: bool = False,
) -> HttpResponse:
    """The page. A manager reads the agreement and nothing of the intake."""
    person = person_of(request)
    title, day = _("Agreement"), timezone.localdate()
    accepted = Agreement.objects.filter(trajectory=trajectory).first()
    intake = Intake.objects.filter(trajectory=trajectory).first()
    reads_intake = rules.may_read_intake(rules.standing(trajectory, person))
    grounds = why_it_yields(trajectory.standard_version.standard, trajectory.provider, trajectory.route, day)
    text = accepted.text if accepted else version.text if version else ""
    yields = accepted.yields if accepted else version.yields if version else grounds.yields
    context: dict[str, Any] = {
        "title": title,
        "crumbs": (own_crumbs if is_candidate else crumbs_of)(trajectory, title),
        "eyebrow": "" if is_candidate else trajectory.candidate.name,
        "trajectory": trajectory,
        "is_candidate": is_candidate,
        "intake": intake if reads_intake else None,
        "brings": what_it_brings(intake) if intake and reads_intake else [],
        "costs": what_it_costs(trajectory),
        "accepted": accepted,
        "version": version,
        "terms": terms_of(version) if version else [],
        "acceptances": acceptances_of(version, trajectory) if version else [],
        "meaning": what_it_means(yields),
        "reasons": [] if accepted else reasons_of(grounds),
        "paragraphs": paragraphs(text),
        "form": form,
        "can_accept": can_accept,
        "can_draw_up": _can_draw_up(trajectory, person),
        "is_example": coverage.is_example(trajectory.standard_version),
    }
    return render_page(request, "agreeing/agreement.html", context)


@login_required
@require_safe
def text(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The exact text, to print, for its three parties."""
    found, person = seen_trajectory(request, pk), person_of(request)
    who = rules.standing(found, person)
    if not (rules.is_candidate(who) or Part.MANAGER in who.now or rules.may_coordinate(who)):
        raise Http404
    accepted, version = Agreement.objects.filter(trajectory=found).first(), on_the_table(found)
    if accepted is None and version is None:
        raise Http404
    title = _("Agreement")
    context = {
        "title": title,
        "crumbs": (own_crumbs if rules.is_candidate(who) else crumbs_of)(found, title),
        "trajectory": found,
        "paragraphs": paragraphs(accepted.text if accepted else version.text if version else ""),
        "text_version": accepted.text_version if accepted else version.text_version if version else "",
        "accepted": accepted,
        "acceptances": acceptances_of(version, found) if version else [],
    }
    return render_page(request, "agreeing/text.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def terms(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Draw the agreement up, or anew with other terms."""
    found, person = coordinated_trajectory(request, pk), person_of(request)
    states.require_state(found, State.INTAKE)
    intake, version = Intake.objects.get(trajectory=found), on_the_table(found)
    if intake.advice not in Intake.GOES_ON:
        raise NotReadyYet(
            _("Give the advice first. The agreement is about the route that you advise."), code="advice-missing"
        )
    asks = found.client_id != found.provider_id and not found.participants.current().filter(part=Part.MANAGER).exists()
    form = TermsForm(
        sent(request), initial=_before(version), managers=_managers(found) if asks else (), asks_manager=asks
    )
    if form.is_valid():
        with errors_on(form):
            trajectories.draw_up_agreement(found.pk, by=person, **form.chosen)
            messages.success(request, _("The agreement is drawn up. Whose turn it is gets a mail."))
            return redirect("agreement", pk=pk)
    yields = what_it_yields(found.standard_version.standard, found.provider, found.route, timezone.localdate())
    title = _("Draw up the agreement")
    context = {
        "title": title,
        "crumbs": crumbs_of(found, title),
        "eyebrow": found.candidate.name,
        "lead": _lead(found, version),
        "facts": [
            {"label": _("Route"), "value": found.route.name},
            {"label": _("Yields"), "value": what_it_means(yields).title},
            *what_it_costs(found)[:2],
        ],
        "form": form,
        "submit_label": _("Draw it up and accept it for the provider"),
        "cancel_href": reverse("trajectory", args=[pk]),
    }
    return render_page(request, "professional/form.html", context)


def _lead(trajectory: Trajectory, version: AgreementVersion | None) -> str:
    if version is not None:
        return _("What is on the table now is replaced: whoever accepted it is asked again.")
    if trajectory.client_id == trajectory.provider_id:
        return _(
            "Your organisation is client and EVC provider: you accept for both, and the candidate decides after you."
        )
    return _("With this you accept it for the provider. The manager of the client is next, the candidate last.")


def _before(version: AgreementVersion | None) -> dict[str, Any]:
    """What was filled in last time, to change from there."""
    if version is None:
        return {}
    return {
        "hours_in_work_time": f"{version.hours_in_work_time.normalize():f}",
        "price": f"{version.price.normalize():f}",
        **{name: getattr(version, name) for name in ("pay_effect", "pay_described", "payer", "subsidy")},
    }


def _managers(trajectory: Trajectory) -> list[Person]:
    held = (
        Membership.objects.current()
        .with_role(Role.MANAGER)
        .filter(organisation=trajectory.client, person__is_active=True)
        .exclude(person=trajectory.candidate)
    )
    return [row.person for row in held.select_related("person").order_by("person__name", "person_id")]


def _can_draw_up(trajectory: Trajectory, person: Person) -> bool:
    intake = Intake.objects.filter(trajectory=trajectory, advice__in=Intake.GOES_ON)
    return (
        trajectory.state == State.INTAKE
        and rules.may_coordinate(rules.standing(trajectory, person))
        and intake.exists()
    )


def _intake_of(own: Trajectory) -> Intake:
    """404 before there is one: the request waits for an answer."""
    found = Intake.objects.filter(trajectory=own).first()
    if found is None:
        raise Http404
    return found
