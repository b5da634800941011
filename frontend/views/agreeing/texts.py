"""A provider's own agreement text: its versions, and writing the next."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from evc.trajectories import services as trajectories
from evc.trajectories.agreement import PLACEHOLDERS, REQUIRED
from evc.trajectories.agreement_words import DEFAULT_TEXT, FIXED_PART
from foundation.people.models import Organisation
from frontend import organisation_pages
from frontend.agreement import paragraphs
from frontend.errors import errors_on
from frontend.forms.agreeing.agreement import AgreementTextForm
from frontend.pages import person_of, render_page, sent


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def texts(request: HttpRequest, slug: str) -> HttpResponse:
    person = person_of(request)
    provider = get_object_or_404(Organisation.objects.visible_to(person), slug=slug)
    if not provider.is_provider or not trajectories.may_write_text(person, provider):
        raise Http404
    written = list(provider.agreement_texts.select_related("client", "written_by"))
    clients = Organisation.objects.filter(client_trajectories__provider=provider).distinct().order_by("name")
    newest = next((row.text for row in written if row.client_id is None), DEFAULT_TEXT["nl"])
    form = AgreementTextForm(sent(request), clients=clients, initial={"text": newest})
    if form.is_valid():
        with errors_on(form):
            made = trajectories.write_agreement_text(provider, by=person, **form.chosen)
            said = _("Saved as version %(number)s. It holds for agreements that are drawn up from now on.")
            messages.success(request, said % {"number": made.number})
            return redirect("agreement-texts", slug=slug)
    title = _("Agreement text")
    context = {
        "title": title,
        "crumbs": organisation_pages.crumbs(provider, title),
        "eyebrow": provider.name,
        "written": [{"row": row, "paragraphs": paragraphs(row.text)} for row in written],
        "placeholders": [
            {"label": f"{{{name}}}", "value": meaning, "required": name in REQUIRED}
            for name, meaning in PLACEHOLDERS.items()
        ],
        "fixed": paragraphs(FIXED_PART["nl"]),
        "form": form,
    }
    return render_page(request, "agreeing/texts.html", context)
