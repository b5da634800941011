"""What surrounds and draws every page: headers, language, form markup, rings."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.utils import translation

from foundation.errors import NotAllowed
from foundation.people.models import Person
from frontend.languages import LanguageMiddleware
from frontend.middleware import DomainErrorMiddleware, SecurityHeadersMiddleware
from frontend.rings import segments, share


def asked(path: str = "/", *, accepts: str = "", cookie: str = "", chosen: str | None = None) -> HttpRequest:
    headers = {"Accept-Language": accepts} if accepts else {}
    request = RequestFactory().get(path, headers=headers)
    if cookie:
        request.COOKIES["erkend_language"] = cookie
    request.user = (
        AnonymousUser() if chosen is None else Person(email="fatima@example.org", name="Fatima", language=chosen)
    )
    return request


def spoken(request: HttpRequest) -> HttpResponse:
    return LanguageMiddleware(lambda _: HttpResponse(translation.get_language()))(request)


@pytest.mark.parametrize(
    ("request_", "language"),
    [
        (asked(), "nl"),
        (asked(accepts="de, fr;q=0.8"), "nl"),
        (asked(accepts="en-GB, nl;q=0.8"), "en"),
        (asked(accepts="en", cookie="nl"), "nl"),
        (asked(accepts="nl", cookie="nl", chosen="en"), "en"),
        (asked(accepts="en", chosen=""), "en"),
        (asked("/?lang=nl", accepts="en", chosen="en"), "nl"),
        (asked("/?lang=xx", accepts="en"), "en"),
        (asked(cookie="../../etc"), "nl"),
    ],
)
def test_the_address_then_the_person_then_the_cookie_then_the_browser_choose_the_language(
    request_: HttpRequest, language: str
) -> None:
    assert spoken(request_).content.decode() == language


def test_a_page_whose_address_names_the_language_can_be_cached_for_everybody() -> None:
    assert "Vary" not in spoken(asked("/?lang=en", cookie="nl")).headers
    assert spoken(asked()).headers["Vary"] == "Accept-Language, Cookie"


def test_every_answer_forbids_inline_code_and_a_view_may_be_stricter() -> None:
    own = HttpResponse(headers={"Content-Security-Policy": "sandbox"})

    plain = SecurityHeadersMiddleware(lambda _: HttpResponse())(asked())
    stricter = SecurityHeadersMiddleware(lambda _: own)(asked())

    assert "script-src 'self'" in plain.headers["Content-Security-Policy"]
    assert "unsafe" not in plain.headers["Content-Security-Policy"]
    assert plain.headers["X-Content-Type-Options"] == "nosniff"
    assert stricter.headers["Content-Security-Policy"] == "sandbox"


def test_a_domain_error_becomes_a_page_with_its_sentence() -> None:
    middleware = DomainErrorMiddleware(lambda _: HttpResponse())

    answer = middleware.process_exception(asked(), NotAllowed("Only the coach may do this."))

    assert answer is not None
    assert answer.status_code == 403
    assert "Only the coach may do this." in answer.content.decode()
    assert middleware.process_exception(asked(), ValueError()) is None


@pytest.mark.django_db
def test_the_choice_of_language_is_kept_and_returns_to_the_page_never_elsewhere() -> None:
    client = Client()

    back = client.post("/language", {"language": "en", "next": "/verify?x=1"})
    away = client.post("/language", {"language": "xx", "next": "https://elsewhere.example/"})

    assert (back.status_code, back.headers["Location"]) == (302, "/verify?x=1")
    assert client.cookies["erkend_language"].value == "en"
    assert away.headers["Location"] == "/"
    assert client.get("/language").status_code == 405


class Sample(forms.Form):
    goal = forms.CharField(label="Doel", help_text="Eén zin", widget=forms.Textarea)
    score = forms.ChoiceField(label="Oordeel", choices=[("1", "Goed")], widget=forms.RadioSelect)
    token = forms.CharField(widget=forms.HiddenInput, required=False)


def test_a_field_is_tied_to_its_help_and_its_error() -> None:
    html = str(Sample({"goal": "", "score": "1"}))

    assert 'class="utrecht-textarea"' in html
    assert 'aria-describedby="id_goal_helptext id_goal_error"' in html
    assert 'id="id_goal_error"' in html
    assert 'id="id_goal_helptext"' in html
    assert 'aria-invalid="true"' in html
    assert 'for="id_goal"' in html
    assert '<input type="hidden" name="token"' in html


def test_a_group_of_choices_has_a_legend_and_can_be_jumped_to_from_the_summary() -> None:
    form = Sample({"goal": "x", "score": "9"})
    summary = Template('{% include "components/error_summary.html" %}').render(Context({"form": form}))

    assert "<legend" in str(form)
    assert 'id="id_score_0"' in str(form)
    assert 'href="#id_score_0"' in summary


def test_what_people_typed_is_text_in_every_component() -> None:
    html = Template('{% include "components/card.html" with title=bad text=bad only %}').render(
        Context({"bad": "<b>&"})
    )

    assert "<b>" not in html
    assert "&lt;b&gt;&amp;" in html


def test_dates_are_written_out_in_the_language_of_the_page() -> None:
    template = Template("{% load erkend %}{{ day|long_date }} | {{ moment|long_moment }} | {{ none|long_date }}")
    values = {"day": date(2026, 11, 24), "moment": datetime(2026, 11, 24, 23, 30, tzinfo=UTC), "none": None}

    with translation.override("nl"):
        assert template.render(Context(values)) == "24 november 2026 | 25 november 2026 00:30 | "
    with translation.override("en"):
        assert template.render(Context(values)) == "24 November 2026 | 25 November 2026 00:30 | "


def test_a_share_stays_between_nothing_and_all() -> None:
    assert [share(0, 0), share(-1, 4), share(1, 4), share(9, 4)] == [0, 0, 25, 100]


def test_the_segments_of_a_ring_fill_it_once() -> None:
    arcs = segments(["recognised", "partly", "not-yet"])

    assert [arc.state for arc in arcs] == ["recognised", "partly", "not-yet"]
    assert all(arc.length + arc.gap == pytest.approx(100) for arc in arcs)
    assert sum(arc.length for arc in arcs) < 100
    assert segments([]) == []


def test_figures_are_drawn_with_decimal_points_in_dutch_too() -> None:
    with translation.override("nl"):
        html = Template('{% load erkend %}{% progress_ring 1 3 words="1 van 3" %}').render(Context())

    assert 'stroke-dasharray="33.33 100"' in html
