"""What a candidate thinks of it all; and, for coordinators, what came of it from five answers on."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from evc.outcomes import services as outcomes
from evc.outcomes.evaluating import LEAST_ANSWERS, evaluated, questions_of, years_of
from evc.outcomes.models import EvaluationInvitation, EvaluationQuestion, QuestionKind
from evc.outcomes.rules import terms_of
from evc.roles import Role
from evc.trajectories import states
from evc.trajectories.models import State
from foundation.errors import NotAllowed
from foundation.people.models import Organisation, Person
from foundation.people.rules import require_administrator
from frontend.errors import errors_on
from frontend.forms.afterwards.after import EvaluationForm, QuestionsForm, TermsForm
from frontend.organisation_pages import crumbs
from frontend.pages import person_of, render_page, sent
from frontend.views.candidate.own import crumbs_of, own_trajectory


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def evaluate(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Short, and answered once."""
    own = own_trajectory(request, pk)
    states.require_state(own, State.CLOSED)
    is_answered = EvaluationInvitation.objects.filter(trajectory=own, is_answered=True).exists()
    form = EvaluationForm(sent(request), questions=questions_of(own.provider))
    if form.is_valid():
        with errors_on(form):
            outcomes.answer_evaluation(own.pk, marks=form.marks, words=form.words, by=person_of(request))
            messages.success(request, _("Thank you. What you told helps whoever comes after you."))
            return redirect("trajectory", pk=pk)
    title = _("How was it?")
    context = {
        "title": title,
        "crumbs": crumbs_of(own, title),
        "lead": _("You told this before. Thank you, once is enough.")
        if is_answered
        else _(
            "Nobody sees who answered what: your answers are kept without your name, and shown only when at least "
            "%(least)s people answered. Skip what you like."
        )
        % {"least": LEAST_ANSWERS},
        "form": None if is_answered and not form.is_bound else form,
        "submit_label": _("Send this"),
        "cancel_href": reverse("trajectory", args=[pk]),
    }
    return render_page(request, "professional/form.html", context)


@login_required
@require_safe
def results(request: HttpRequest, slug: str) -> HttpResponse:
    """By year; of fewer than five answers only how many there are."""
    provider = _coordinated(request, slug)
    years = years_of(provider) or [timezone.localdate().year]
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and int(asked) in years else years[0]
    title = _("Evaluations")
    context = {
        "title": title,
        "crumbs": crumbs(provider, title),
        "organisation": provider,
        "years": [{"label": str(each), "href": f"?year={each}", "current": each == year} for each in years],
        "evaluated": evaluated(provider, year),
        "least": LEAST_ANSWERS,
    }
    return render_page(request, "afterwards/evaluations.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def questions(request: HttpRequest, slug: str) -> HttpResponse:
    provider = _coordinated(request, slug)
    asked = questions_of(provider)
    initial = {
        name: "\n".join(question.text for question in asked if question.kind == kind)
        for name, kind in (("marks", QuestionKind.MARK), ("words", QuestionKind.WORDS))
    }
    form = QuestionsForm(sent(request), initial=initial)
    if form.is_valid():
        with errors_on(form):
            outcomes.set_questions(provider, questions=form.questions, by=person_of(request))
            messages.success(request, _("Saved. From now on candidates are asked this."))
            return redirect("organisation-evaluations", slug=slug)
    title = _("What candidates are asked")
    own = EvaluationQuestion.objects.filter(organisation=provider).exists()
    between = {"label": _("Evaluations"), "href": reverse("organisation-evaluations", args=[slug])}
    context = {
        "title": title,
        "crumbs": crumbs(provider, title, between),  # type: ignore[arg-type]
        "lead": _("These are your own questions.")
        if own
        else _("These are the default questions. Change what you like."),
        "form": form,
        "submit_label": _("Save"),
        "cancel_href": reverse("organisation-evaluations", args=[slug]),
    }
    return render_page(request, "professional/form.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def terms(request: HttpRequest, slug: str) -> HttpResponse:
    """How long there is for an appeal or a complaint, and who handles complaints."""
    provider = get_object_or_404(Organisation.objects.visible_to(request.user).filter(is_provider=True), slug=slug)
    person = person_of(request)
    require_administrator(provider, person)
    held = terms_of(provider)
    names = ("appeal_weeks", "appeal_answer_weeks", "complaint_weeks", "complaint_answer_weeks")
    form = TermsForm(
        sent(request),
        people=_who_works_here(provider),
        initial={name: getattr(held, name) for name in names}
        | {"complaints_officer": held.complaints_officer_id or ""},
    )
    if form.is_valid():
        with errors_on(form):
            weeks = {name: form.cleaned_data[name] for name in names}
            outcomes.set_terms(provider, weeks=weeks, complaints_officer=form.officer, by=person)
            messages.success(request, _("Saved. A date that was told to somebody stays that date."))
            return redirect("organisation-terms", slug=slug)
    title = _("Appeals and complaints")
    context = {
        "title": title,
        "crumbs": crumbs(provider, title),
        "lead": _("A term that ends on a weekend or a holiday ends on the next working day."),
        "form": form,
        "submit_label": _("Save"),
        "cancel_href": reverse("organisation", args=[slug]),
    }
    return render_page(request, "professional/form.html", context)


def _coordinated(request: HttpRequest, slug: str) -> Organisation:
    """A provider that the viewer coordinates: 404 for a stranger, NotAllowed for another member."""
    provider = get_object_or_404(Organisation.objects.visible_to(request.user).filter(is_provider=True), slug=slug)
    if not person_of(request).holds(Role.COORDINATOR, provider):
        raise NotAllowed(_("Only an EVC coordinator of the provider can do this."))
    return provider


def _who_works_here(provider: Organisation) -> list[Person]:
    held = provider.memberships.current().exclude(role=Role.CANDIDATE)
    return list(Person.objects.filter(pk__in=held.values("person"), is_active=True).order_by("name", "pk"))
