"""The coordinator's side of the intake: start tests, which parts it is about, and the advice that ends it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from evc.routes.models import Scope
from evc.routes.selectors import routes_list
from evc.trajectories import services as trajectories
from evc.trajectories import states
from evc.trajectories.models import Intake, State
from evc.trajectories.yields import why_it_yields
from frontend.agreement import reasons_of, what_it_brings, what_it_means
from frontend.errors import errors_on
from frontend.forms.candidate.trajectory import UnitsForm
from frontend.forms.professional.case import AdviceForm, StartTestForm
from frontend.pages import person_of, render_page
from frontend.views.professional.seen import coordinated_trajectory, crumbs_of


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def advice(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = coordinated_trajectory(request, pk)
    states.require_state(found, State.INTAKE)
    intake = Intake.objects.get(trajectory=found)
    form = AdviceForm(
        request.POST if request.method == "POST" else None,
        initial={"advice": intake.advice or None, "because": intake.advice_because, "next_steps": intake.advice_next},
        routes=routes_list(found.provider).exclude(organisation=None),
    )
    if form.is_valid():
        with errors_on(form):
            trajectories.give_advice(found.pk, by=person_of(request), **form.chosen)
            messages.success(request, _("The advice is given. The candidate gets a mail."))
            goes_on = form.cleaned_data["advice"] in Intake.GOES_ON
            return redirect("agreement-terms" if goes_on else "trajectory", pk=pk)
    grounds = why_it_yields(found.standard_version.standard, found.provider, found.route, timezone.localdate())
    title = _("Give an advice")
    context = {
        "title": title,
        "crumbs": crumbs_of(found, title),
        "eyebrow": found.candidate.name,
        "lead": _("This ends the intake. With full EVC or EVC Compact you draw up the agreement next."),
        "facts": [
            {"label": _("Goal"), "value": intake.goal or _("Not filled in yet")},
            {"label": _("Entry requirements"), "value": intake.entry_requirements or _("Not filled in yet")},
            *(
                {"label": row.title, "value": f"{row.get_finding_display()}. {row.proof}".strip()}
                for row in intake.requirements.all()
            ),
            *_tests(intake),
            *what_it_brings(intake),
            {"label": _("It would yield"), "value": what_it_means(grounds.yields).title},
        ],
        "bullets": reasons_of(grounds),
        "form": form,
        "submit_label": _("Give this advice"),
        "cancel_href": reverse("trajectory", args=[pk]),
    }
    return render_page(request, "professional/form.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def tests(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = coordinated_trajectory(request, pk)
    states.require_state(found, State.INTAKE)
    intake = Intake.objects.get(trajectory=found)
    form = StartTestForm(request.POST if request.method == "POST" else None, initial={"taken_on": timezone.localdate()})
    if form.is_valid():
        with errors_on(form):
            trajectories.record_start_test(found.pk, by=person_of(request), **form.cleaned_data)
            messages.success(request, _("The test is noted."))
            return redirect("trajectory-tests", pk=pk)
    title = _("Start tests")
    context = {
        "title": title,
        "crumbs": crumbs_of(found, title),
        "eyebrow": found.candidate.name,
        "lead": _("Noting the same subject again corrects it."),
        "facts": _tests(intake),
        "form": form,
        "submit_label": _("Note this test"),
        "cancel_href": reverse("trajectory", args=[pk]),
        "cancel_label": _("Back to the trajectory"),
    }
    return render_page(request, "professional/form.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def parts(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Which parts of the standard it is about, until the agreement."""
    found = coordinated_trajectory(request, pk)
    states.require_state(found, State.REQUESTED, State.INTAKE)
    is_whole = found.route.scope == Scope.WHOLE
    every = list(found.standard_version.core_tasks.all())
    choosable = [unit for unit in every if unit.elective or not is_whole]
    chosen = [str(unit) for unit in found.units.values_list("pk", flat=True)]
    form = UnitsForm(request.POST if request.method == "POST" else None, units=choosable, initial={"units": chosen})
    if form.is_valid():
        with errors_on(form):
            trajectories.choose_units(found.pk, units=form.chosen, by=person_of(request))
            messages.success(request, _("Saved."))
            return redirect("trajectory", pk=pk)
    title = _("Which parts?")
    context = {
        "title": title,
        "crumbs": crumbs_of(found, title),
        "eyebrow": found.candidate.name,
        "lead": _("Full EVC holds everything that is not elective; tick the electives. Compact holds what you tick.")
        if choosable
        else _("This standard has no electives: full EVC holds all of it."),
        "facts": [{"label": unit.code, "value": unit.title} for unit in every if unit not in choosable],
        "form": form if choosable else None,
        "submit_label": _("Save"),
        "cancel_href": reverse("trajectory", args=[pk]),
    }
    return render_page(request, "professional/form.html", context)


def _tests(intake: Intake) -> list[dict[str, object]]:
    return [
        {
            "label": test.get_subject_display(),
            "value": _("%(score)s, the norm is %(norm)s") % {"score": test.score, "norm": test.norm},
        }
        for test in intake.tests.all()
    ]
