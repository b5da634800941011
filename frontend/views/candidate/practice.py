"""The practice log: a card a task, +1, the entries and their state, and asking the witnesses."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from evc.standards.models import StandardVersion, WorkProcess
from foundation.errors import WrongState
from foundation.people.models import Person
from frontend import coverage
from frontend.courses import cards_of
from frontend.errors import errors_on
from frontend.forms.candidate.practice import AskForm, RepetitionForm, WorkProcessForm
from frontend.pages import Crumb, person_of, render_page, sent
from frontend.practice import EntryLine, can_be_asked, card_of, lines_of, logs_of, versions_of, work_processes_for
from portfolio import services as portfolio
from portfolio.models import Repetition

PAGE_SIZE = 50


@login_required
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    person, today = person_of(request), timezone.localdate()
    context = {
        "title": _("Practice log"),
        "logs": logs_of(person, today=today),
        "courses": [card for card in cards_of(person, today=today) if card.badge is None],
        "noted": _just_noted(request),
    }
    return render_page(request, "candidate/practice.html", context)


@login_required
@require_POST
def plus_one(request: HttpRequest, work_process: UUID) -> HttpResponse:
    """Once more what was done last; the form names that entry, so that a second click adds nothing."""
    person = person_of(request)
    found = _work_process(person, work_process)
    try:
        last = UUID(request.POST.get("last", ""))
    except ValueError:
        return redirect("practice-log", work_process=found.pk)
    try:
        entry = portfolio.repeat_last(person, work_process=found, last=last, by=person)
    except WrongState as error:
        messages.info(request, str(error.message))
        return redirect("practice")
    return redirect(f"{reverse('practice')}?noted={entry.pk}#work-process-{found.pk}")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def note(request: HttpRequest) -> HttpResponse:
    """Something for which there is no card yet: first which work it was, then the form."""
    person = person_of(request)
    known = work_processes_for(person)
    form = WorkProcessForm(sent(request), work_processes=known)
    if request.method == "POST" and form.is_valid():
        return redirect("practice-log", work_process=form.cleaned_data["work_process"])
    title = _("Note something you did")
    context = {
        "title": title,
        "crumbs": _crumbs({"label": title}),
        "form": form,
        "has_choice": bool(known),
        "is_example": any(coverage.is_example(row.version, [row]) for row in known),
    }
    return render_page(request, "candidate/practice_note.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def log(request: HttpRequest, work_process: UUID) -> HttpResponse:
    """All entries of one work process, and the form for a new one."""
    person = person_of(request)
    found = _work_process(person, work_process)
    today = timezone.localdate()
    card = card_of(person, found, today=today)
    last = next((line.entry for line in card.entries if line.entry.pk == card.last), None)
    form = RepetitionForm.after(last, sent(request), today=today)
    if request.method == "POST" and form.is_valid():
        with errors_on(form):
            portfolio.note_repetition(person, work_process=found, by=person, **form.cleaned_data)
            messages.success(request, _("Noted. It counts as soon as a witness confirms it."))
            return redirect("practice-log", work_process=found.pk)
    page = Paginator(card.entries, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "title": found.title,
        "eyebrow": _("Practice log"),
        "crumbs": _crumbs({"label": found.title}),
        "work_process": found,
        "is_example": coverage.is_example(found.version, [found]),
        "card": card,
        "page": page,
        "form": form,
    }
    return render_page(request, "candidate/practice_log.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def entry(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Correct an entry. What was confirmed can only be read."""
    person = person_of(request)
    found = get_object_or_404(
        Repetition.objects.visible_to(person).select_related("log__work_process__core_task"), pk=pk
    )
    form = RepetitionForm.of(found, sent(request))
    if request.method == "POST" and form.is_valid():
        with errors_on(form):
            portfolio.change_repetition(found.pk, by=person, **form.cleaned_data)
            messages.success(request, _("Saved. Ask the witness again to confirm it."))
            return redirect("practice-log", work_process=found.log.work_process_id)
    title = _("An entry of %(day)s") % {"day": date_format(found.day, "j F Y")}
    work_process = found.log.work_process
    address = reverse("practice-log", args=[work_process.pk])
    context = {
        "title": title,
        "crumbs": _crumbs({"label": work_process.title, "href": address}, {"label": title}),
        "work_process": work_process,
        "line": lines_of([found])[0],
        "corrections": lines_of(found.corrections.order_by("created_at")),
        "form": form,
    }
    return render_page(request, "candidate/practice_entry.html", context)


@login_required
@require_POST
def remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    person = person_of(request)
    found = Repetition.objects.visible_to(person).select_related("log").filter(pk=pk).first()
    if found is None:  # removed before, in another tab or by a second click
        messages.info(request, _("This entry was removed already."))
        return redirect("practice")
    portfolio.remove_repetition(found.pk, by=person)
    messages.success(request, _("The entry was removed."))
    return redirect("practice-log", work_process=found.log.work_process_id)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Mail each witness one link for the entries that are ticked."""
    person = person_of(request)
    groups, without = can_be_asked(person)
    form = AskForm(sent(request), groups=groups, label=_entry_label)
    if request.method == "POST" and form.is_valid():
        with errors_on(form):
            language = form.cleaned_data["language"]
            asked = portfolio.ask_confirmation(person, repetitions=form.chosen, language=language, by=person)
            sentence = ngettext(
                "%(count)s witness gets a mail with a link.", "%(count)s witnesses get a mail with a link.", len(asked)
            )
            messages.success(request, sentence % {"count": len(asked)})
            return redirect("practice")
    title = _("Ask for confirmation")
    context = {
        "title": title,
        "crumbs": _crumbs({"label": title}),
        "form": form,
        "groups": groups,
        "without": without,
    }
    return render_page(request, "candidate/practice_ask.html", context)


@login_required
@require_POST
def as_evidence(request: HttpRequest, version: UUID) -> HttpResponse:
    """Make the log an item of the portfolio, that can be shared; again: bring it up to date."""
    person = person_of(request)
    found = get_object_or_404(StandardVersion, pk=version, pk__in=[known.pk for known in versions_of(person)])
    title = _("Practice log: %(standard)s") % {"standard": found.standard.title}
    item = portfolio.put_log_in_portfolio(person, version=found, title=title[:300], by=person)
    messages.success(request, _("Your practice log is in your portfolio. Share it with your trajectory below."))
    return redirect("item", pk=item.pk)


def _work_process(person: Person, pk: UUID) -> WorkProcess:
    """One of the person's own standards; 404 for any other."""
    return get_object_or_404(
        WorkProcess.objects.select_related("core_task", "version__standard").filter(version__in=versions_of(person)),
        pk=pk,
    )


def _just_noted(request: HttpRequest) -> Repetition | None:
    """What +1 added a moment ago, so that it can be taken back."""
    try:
        noted = UUID(request.GET.get("noted", ""))
    except ValueError:
        return None
    return (
        Repetition.objects.visible_to(request.user)
        .select_related("log__work_process")
        .filter(pk=noted, state=Repetition.State.NOTED)
        .first()
    )


def _entry_label(line: EntryLine) -> SafeString:
    """“24 november 2026 – 3× Surveillance”, below it the work process and, when asked before, that."""
    entry = line.entry
    return format_html(
        '{} – {}× {}<span class="choice__hint">{}{}</span>',
        date_format(entry.day, "j F Y"),
        entry.count,
        entry.task,
        entry.log.work_process.title,
        f" · {_('asked before')}" if entry.state == Repetition.State.ASKED else "",
    )


def _crumbs(*deeper: Crumb) -> list[Crumb]:
    return [{"label": _("Practice log"), "href": reverse("practice")}, *deeper]
