"""The talks of coach and candidate: the coach writes down what came up, the candidate chooses what the manager reads."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from evc.trajectories import services as trajectories
from evc.trajectories.models import CoachTalk
from evc.trajectories.selectors import talks_of
from foundation.people.models import Person
from frontend.errors import errors_on
from frontend.forms.talks import ChoosePointsForm, TalkForm
from frontend.pages import person_of, render_page, sent
from frontend.views.guiding.guided import Guided, coached, guided


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Both read the talks; each has one form."""
    seen, person = guided(request, pk), person_of(request)
    talks = list(talks_of(seen.trajectory))
    form: forms.Form = (
        ChoosePointsForm(sent(request), talks=talks)
        if seen.is_candidate
        else TalkForm(sent(request), initial={"held_on": timezone.localdate()})
    )
    if form.is_valid():
        with errors_on(form):
            messages.success(request, _sent(seen, form, person))
            return redirect("talks", pk=pk)
    title = _("Talks")
    context = {
        "title": title,
        "crumbs": seen.crumbs(title),
        "eyebrow": "" if seen.is_candidate else seen.trajectory.candidate.name,
        "trajectory": seen.trajectory,
        "talks": talks[::-1],
        "is_candidate": seen.is_candidate,
        "person": person,
        "form": form,
    }
    return render_page(request, "guiding/talks.html", context)


@login_required
@require_POST
def take_back(request: HttpRequest, pk: UUID, talk: UUID) -> HttpResponse:
    """The coach takes back what was written, to write it anew."""
    seen = coached(request, pk)
    found = get_object_or_404(CoachTalk, pk=talk, trajectory=seen.trajectory)
    trajectories.take_back_talk(found.pk, by=person_of(request))
    messages.success(request, _("Taken back. Write it anew if you like."))
    return redirect("talks", pk=pk)


def _sent(seen: Guided, form: forms.Form, person: Person) -> str:
    if isinstance(form, ChoosePointsForm):
        chosen = trajectories.choose_points(seen.trajectory.pk, chosen=form.points, by=person)
        if not chosen:
            return _("Saved. Your manager reads nothing of the talks.")
        said = ngettext(
            "Saved. Your manager reads %(count)s point at the development talk.",
            "Saved. Your manager reads %(count)s points at the development talk.",
            chosen,
        )
        return said % {"count": chosen}
    assert isinstance(form, TalkForm)
    trajectories.note_talk(seen.trajectory.pk, held_on=form.cleaned_data["held_on"], points=form.lines, by=person)
    return _("Saved. The candidate reads it and chooses what the manager reads.")
