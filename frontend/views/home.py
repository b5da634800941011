"""After signing in: what is mine to do now."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from frontend.after_links import complaint_lines
from frontend.asked_of import asked_of
from frontend.home import home_of
from frontend.pages import person_of, render_page
from frontend.quality_lines import quality_lines
from frontend.witnessing import tasks_of


@login_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    person.read_roles()
    today = timezone.localdate()
    asked = asked_of(person)
    context = {
        "home": home_of(person, asked, today=today),
        "confirmations": [
            *(tasks_of(person) if asked.confirmations else []),
            *(complaint_lines(person, today=today) if asked.complaints else []),
            *quality_lines(person, asked, today=today),
        ],
        "person": person,
    }
    return render_page(request, "home.html", context)
