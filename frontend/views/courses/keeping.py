"""Courses of one's organisation, for its coordinators and administrators."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from evc.programmes import services as programmes
from evc.programmes.models import Enrolment, Module, ModuleVersion
from evc.programmes.querysets import KEEPERS
from evc.programmes.selectors import newest_versions, practice_of, waiting_for_yes
from evc.roles import Role
from evc.standards.models import StandardVersion
from evc.standards.selectors import is_example, standards_list
from foundation.people.models import Organisation
from frontend import coverage
from frontend.errors import errors_on
from frontend.forms.courses import FollowedForm, ModuleForm, TurnedDownForm
from frontend.pages import Crumb, person_of, render_page, sent

PAGE_SIZE = 50


@login_required
@require_safe
def show_all(request: HttpRequest) -> HttpResponse:
    """The courses of the organisations that one keeps them for, and the certificates that wait."""
    person = person_of(request)
    kept = person.organisations_as(*KEEPERS)
    if not kept:
        raise Http404
    context = {
        "title": _("Courses"),
        "may_add": any(organisation.is_provider for organisation in kept),
        "versions": newest_versions(Module.objects.kept_by(person)),
        "waiting": waiting_for_yes(person),
    }
    return render_page(request, "courses/kept.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """First for which organisation and standard, then the course itself."""
    providers = _providers(request)
    title = _("A new course")
    organisation = _chosen(request, providers)
    standard = _standard(request)
    if organisation is None or standard is None:
        return _ask_standard(request, title, providers, organisation)
    today = timezone.localdate()
    begin = {"active_from": today, "least_witnesses": 1, "independent_only": True, "language": "nl"}
    form = ModuleForm(sent(request), version=standard, initial=begin)
    if request.method == "POST" and form.is_valid():
        with errors_on(form):
            made = programmes.make_module(organisation, form.content(), by=person_of(request))
            messages.success(request, _("The course is there. People can find it from the day that you chose."))
            return redirect("module", pk=made.module_id)
    context = {
        "title": title,
        "crumbs": _crumbs({"label": title}),
        "eyebrow": organisation.name,
        "lead": standard.standard.title,
        "form": form,
        "submit_label": _("Add the course"),
        "cancel_href": reverse("modules"),
    }
    return render_page(request, "professional/form.html", context)


@login_required
@require_safe
def show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What a course says now, and who follows it."""
    version = _version(request, pk)
    followers = Enrolment.objects.visible_to(request.user).filter(module=pk).select_related("person", "version")
    page = Paginator(followers, PAGE_SIZE).get_page(request.GET.get("page"))
    counts = practice_of(page.object_list, on=timezone.localdate())
    context = {
        "title": version.title,
        "eyebrow": version.module.organisation.name,
        "crumbs": _crumbs({"label": version.title}),
        "version": version,
        "work_processes": version.work_processes.select_related("version__standard"),
        "is_example": is_example(version.practised.version),
        "sees_followers": person_of(request).holds(Role.COORDINATOR, version.module.organisation),
        "page": page,
        "followers": [(row, coverage.practice_words(counts[row.pk])) for row in page.object_list],
    }
    return render_page(request, "courses/module.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change a course; once somebody began that makes its next version, and the page says so."""
    version = _version(request, pk)
    standard = _standard(request) or version.practised.version
    form = ModuleForm(sent(request), version=standard, initial=ModuleForm.values_of(version))
    if request.method == "POST" and form.is_valid():
        with errors_on(form):
            besides = version.work_processes.exclude(version=standard)
            programmes.change_module(version.module_id, form.content(besides=list(besides)), by=person_of(request))
            messages.success(request, _("Saved. Whoever begins from now on does it this way."))
            return redirect("module", pk=pk)
    title = _("Change this course")
    used = _("People follow this course already. They keep what they began with: this becomes its next version.")
    context = {
        "title": title,
        "crumbs": _crumbs({"label": version.title, "href": reverse("module", args=[pk])}, {"label": title}),
        "lead": used if version.enrolments.exists() else _("Nobody began yet: you can change everything."),
        "form": form,
        "cancel_href": reverse("module", args=[pk]),
    }
    return render_page(request, "professional/form.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def retire(request: HttpRequest, pk: UUID) -> HttpResponse:
    version = _version(request, pk)
    if request.method == "POST":
        programmes.retire_module(version.module_id, by=person_of(request))
        messages.success(request, _("The course is no longer offered. Whoever began can finish it."))
        return redirect("module", pk=pk)
    context = {
        "title": _("Stop offering this course?"),
        "lead": _("Nobody can begin it any more. Whoever began can finish it, and badges stay valid."),
        "facts": [{"label": _("Course"), "value": version.title}],
        "submit_label": _("Stop offering it"),
        "cancel_href": reverse("module", args=[pk]),
    }
    return render_page(request, "components/confirm_page.html", context)


@login_required
@require_POST
def offer(request: HttpRequest, pk: UUID) -> HttpResponse:
    version = _version(request, pk)
    programmes.offer_module_again(version.module_id, by=person_of(request))
    messages.success(request, _("The course is offered again."))
    return redirect("module", pk=pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def follower(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say that somebody followed the course, or that their certificate is not of it."""
    person = person_of(request)
    kept = Enrolment.objects.filter(module__in=Module.objects.kept_by(person)).visible_to(person)
    found = get_object_or_404(
        kept.select_related("person", "version", "module__organisation", "certificate", "followed_said_by"), pk=pk
    )
    turns_down = "because" in request.POST
    shown = found.certificate.issued_on if found.certificate else None
    said = FollowedForm(None if turns_down else sent(request), initial={"on": shown})
    turned = TurnedDownForm(sent(request) if turns_down else None)
    if turns_down and turned.is_valid():
        with errors_on(turned):
            programmes.turn_down_certificate(found.pk, because=turned.cleaned_data["because"], by=person)
            messages.success(request, _("Sent. The person can show another certificate."))
            return redirect("module", pk=found.module_id)
    if not turns_down and said.is_valid():
        with errors_on(said):
            programmes.say_followed(found.pk, on=said.cleaned_data["on"], by=person)
            messages.success(request, _("Noted. The badge follows once the practice is confirmed often enough."))
            return redirect("module", pk=found.module_id)
    title = found.person.name
    context = {
        "title": title,
        "eyebrow": found.version.title,
        "crumbs": _crumbs(
            {"label": found.version.title, "href": reverse("module", args=[found.module_id])}, {"label": title}
        ),
        "enrolment": found,
        "facts": _certificate_facts(found),
        "practice": coverage.practice_words(practice_of([found], on=timezone.localdate())[found.pk]),
        "form": said,
        "turned": turned,
        "is_self": found.person_id == person.pk,
    }
    return render_page(request, "courses/follower.html", context)


def _certificate_facts(found: Enrolment) -> list[dict[str, str]]:
    item = found.certificate
    if item is None:
        return []
    day = date_format(item.issued_on, "j F Y") if item.issued_on else ""
    facts = (
        (_("Title"), item.title),
        (_("Issued by"), item.organisation),
        (_("Date"), day),
        (_("Holder"), item.holder),
    )
    return [{"label": label, "value": value or _("Not filled in")} for label, value in facts]


def _providers(request: HttpRequest) -> list[Organisation]:
    """The providers whose courses one keeps; 404 for whoever keeps none."""
    found = list(person_of(request).organisations_as(*KEEPERS).filter(is_provider=True).order_by("name"))
    if not found:
        raise Http404
    return found


def _chosen(request: HttpRequest, providers: list[Organisation]) -> Organisation | None:
    if len(providers) == 1:
        return providers[0]
    return next((each for each in providers if str(each.pk) == request.GET.get("organisation")), None)


def _standard(request: HttpRequest) -> StandardVersion | None:
    try:
        wanted = UUID(request.GET.get("standard", ""))
    except ValueError:
        return None
    return StandardVersion.objects.select_related("standard").filter(pk=wanted).first()


def _ask_standard(
    request: HttpRequest, title: str, providers: list[Organisation], organisation: Organisation | None
) -> HttpResponse:
    context = {
        "title": title,
        "crumbs": _crumbs({"label": title}),
        "providers": providers,
        "organisation": organisation,
        "standards": [{"version": version, "is_example": is_example(version)} for version in standards_list()],
    }
    return render_page(request, "courses/standard.html", context)


def _version(request: HttpRequest, pk: UUID) -> ModuleVersion:
    """What a module that one keeps says now; 404 for any other."""
    kept = Module.objects.kept_by(request.user).filter(pk=pk)
    return get_object_or_404(newest_versions(kept))


def _crumbs(*deeper: Crumb) -> list[Crumb]:
    return [{"label": _("Courses"), "href": reverse("modules")}, *deeper]
