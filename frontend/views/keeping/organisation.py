"""What an organisation keeps how long and why, what goes next and what went; and setting a term."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from evc.outcomes.rules import terms_of as procedure_terms
from evc.retention.cases import terms_of
from evc.retention.classes import CLASSES
from evc.retention.selectors import classes_of, erased_of, not_closed_of
from evc.retention.services import set_term
from evc.roles import Role
from evc.trajectories.models import Kept
from foundation.errors import NotAllowed
from foundation.people.models import Organisation
from foundation.people.roles import ADMINISTRATOR
from foundation.people.rules import require_administrator
from frontend.errors import errors_on
from frontend.forms.retention import TermForm
from frontend.organisation_pages import crumbs
from frontend.pages import person_of, render_page, sent
from frontend.retention import class_facts, erased_rows

_READS = (Role.COORDINATOR, Role.QUALITY_OFFICER, ADMINISTRATOR)


@login_required
@require_safe
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """By class; no case is named here."""
    provider, person = _provider(request, slug), person_of(request)
    if not any(person.holds(role, provider) for role in _READS):
        raise NotAllowed(_("Only a coordinator, a quality officer or an administrator can see this."))
    now, title = timezone.now(), _("What is kept, and how long")
    context = {
        "title": title,
        "crumbs": crumbs(provider, title),
        "eyebrow": provider.name,
        "organisation": provider,
        "may_set": person.holds(ADMINISTRATOR, provider),
        "classes": [
            {"data": line.data, "facts": class_facts(line)} for line in classes_of(provider, timezone.localdate(now))
        ],
        "appeal_weeks": procedure_terms(provider).appeal_weeks,
        "not_closed": not_closed_of(provider, now),
        "erased": erased_rows(erased_of(provider, now)),
        "erased_columns": [{"label": _("Day")}, {"label": _("What")}, {"label": _("Cases"), "numeric": True}],
    }
    return render_page(request, "keeping/organisation.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def term(request: HttpRequest, slug: str, kept: str) -> HttpResponse:
    """How long one class is kept, for an administrator."""
    provider, person = _provider(request, slug), person_of(request)
    require_administrator(provider, person)
    if kept not in Kept.values:
        raise Http404
    held, data = terms_of(provider)[Kept(kept)], CLASSES[Kept(kept)]
    form = TermForm(sent(request), initial={"months": held.months, "because": held.because})
    if form.is_valid():
        with errors_on(form):
            set_term(provider, kept=kept, by=person, **form.cleaned_data)
            messages.success(request, _("Saved. Whoever was told of a day keeps at least that day."))
            return redirect("organisation-retention", slug=slug)
    title = str(data.kept.label)
    between = {"label": _("What is kept, and how long"), "href": reverse("organisation-retention", args=[slug])}
    context = {
        "title": title,
        "crumbs": crumbs(provider, title, between),  # type: ignore[arg-type]
        "eyebrow": provider.name,
        "lead": data.holds,
        "bullets": [
            _("The candidate is told 30 days before, with the offer to take everything along."),
            _("Nothing goes as long as a trajectory, an appeal, a complaint, a correction or an audit is going on."),
        ],
        "form": form,
        "submit_label": _("Save"),
        "cancel_href": reverse("organisation-retention", args=[slug]),
    }
    return render_page(request, "professional/form.html", context)


def _provider(request: HttpRequest, slug: str) -> Organisation:
    return get_object_or_404(Organisation.objects.visible_to(request.user).filter(is_provider=True), slug=slug)
