"""The development talk: for the candidate, the coach and the manager, each with what is theirs."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from evc.outcomes import services as outcomes
from evc.outcomes.models import DevelopmentStep, DevelopmentTalk
from evc.outcomes.services.developing import HELD_IN
from evc.trajectories import rules, states
from evc.trajectories.models import Participant, Trajectory
from evc.trajectories.selectors import chosen_points
from foundation.errors import InvalidInput, NotFound
from foundation.people.models import Person
from frontend.errors import errors_on
from frontend.forms.afterwards.after import CameUpForm, HeldForm, ShareForm, StepForm
from frontend.pages import person_of, render_page
from frontend.views.professional.seen import require_part, seen_trajectory

Part = Participant.Part


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What came up, what is shared, and the steps; ``do`` says which form was sent."""
    found, person = seen_trajectory(request, pk), person_of(request)
    parts = rules.standing(found, person).now & {Part.CANDIDATE, Part.COACH, Part.MANAGER}
    require_part(bool(parts))
    states.require_state(found, *HELD_IN)
    talk = DevelopmentTalk.objects.filter(trajectory=found).first() or DevelopmentTalk(trajectory=found)
    shown = _forms(request, talk, parts)
    do = request.POST.get("do", "")
    if request.method == "POST":
        if do not in shown:
            raise InvalidInput(_("Choose what you want to do."), code="form-unknown")
        form = shown[do]
        if form.is_valid():
            with errors_on(form):
                messages.success(request, _SENT[do](found, form, person))
                return redirect("development", pk=pk)
    is_candidate = Part.CANDIDATE in parts
    title = _("Development talk")
    context = {
        "title": title,
        "crumbs": [
            {"label": _("Home"), "href": "/home"},
            {
                "label": found.standard_version.standard.title if is_candidate else found.candidate.name,
                "href": f"/trajectories/{found.pk}",
            },
            {"label": title},
        ],
        "trajectory": found,
        "talk": talk,
        "points": list(chosen_points(found)) if parts & {Part.CANDIDATE, Part.MANAGER} else [],
        "steps": list(talk.steps.all()) if not talk._state.adding else [],
        "is_candidate": is_candidate,
        "is_manager": Part.MANAGER in parts,
        "is_coach": Part.COACH in parts,
        "forms": shown,
        "sent_form": shown.get(do),
    }
    return render_page(
        request, "afterwards/development.html", context, status=422 if shown.get(do) and shown[do].errors else None
    )


@login_required
@require_POST
def step(request: HttpRequest, pk: UUID, do: str) -> HttpResponse:
    """Tick, finish or take away one step."""
    visible = DevelopmentTalk.objects.visible_to(request.user)
    found = get_object_or_404(DevelopmentStep.objects.filter(talk__in=visible).select_related("talk"), pk=pk)
    person = person_of(request)
    match do:
        case "agree":
            outcomes.agree_step(found.pk, by=person)
            messages.success(request, _("Ticked."))
        case "done":
            outcomes.finish_step(found.pk, by=person)
            messages.success(request, _("Done. Well done."))
        case "drop":
            outcomes.drop_step(found.pk, by=person)
            messages.success(request, _("This step is gone."))
        case _:
            raise NotFound(_("There is no such step."))
    return redirect("development", pk=found.talk.trajectory_id)


def _forms(request: HttpRequest, talk: DevelopmentTalk, parts: frozenset[str]) -> dict[str, forms.Form]:
    def given(name: str) -> QueryDict | None:
        return request.POST if request.method == "POST" and request.POST.get("do") == name else None

    shown: dict[str, forms.Form] = {}
    if Part.COACH in parts:
        shown["came_up"] = CameUpForm(given("came_up"), initial={"text": talk.brought_up}, prefix="came_up")
    if Part.CANDIDATE in parts:
        initial = {"text": talk.shared or talk.brought_up}
        shown["share"] = ShareForm(given("share"), initial=initial, prefix="share")
    if parts & {Part.CANDIDATE, Part.MANAGER}:
        shown["held"] = HeldForm(given("held"), initial={"held_on": talk.held_on}, prefix="held")
        shown["step"] = StepForm(given("step"), prefix="step")
    return shown


def _came_up(trajectory: Trajectory, form: forms.Form, person: Person) -> str:
    outcomes.write_what_came_up(trajectory.pk, text=form.cleaned_data["text"], by=person)
    return _("Saved. The candidate reads it and chooses what the manager reads.")


def _share(trajectory: Trajectory, form: forms.Form, person: Person) -> str:
    talk = outcomes.share_with_manager(trajectory.pk, text=form.cleaned_data["text"], by=person)
    return _("Your manager reads this now.") if talk.shared else _("Your manager reads nothing of it (any more).")


def _held(trajectory: Trajectory, form: forms.Form, person: Person) -> str:
    outcomes.note_development_talk(trajectory.pk, held_on=form.cleaned_data["held_on"], by=person)
    return _("The day of the talk is noted.")


def _step(trajectory: Trajectory, form: forms.Form, person: Person) -> str:
    outcomes.propose_step(trajectory.pk, by=person, **form.cleaned_data)
    return _("Noted. It is agreed when the other ticks it too.")


_SENT: dict[str, Callable[[Trajectory, forms.Form, Person], str]] = {
    "came_up": _came_up,
    "share": _share,
    "held": _held,
    "step": _step,
}
