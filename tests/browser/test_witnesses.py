"""A witness beside the candidate scans a code on a phone of their own; a referee writes in two sittings and signs."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache

from foundation.jobs.models import OutgoingMail
from portfolio import services as portfolio
from portfolio.models import Repetition, Testimony, TestimonyRequest, WitnessCode
from tests.browser.axe import assert_no_violations
from tests.browser.chromium import PHONE, sign_in
from tests.factories.people import PersonFactory
from tests.factories.standards import make_standard

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _nobody_asked_yet(db: None) -> None:
    cache.clear()


def mailed(part: str) -> str:
    text = OutgoingMail.objects.filter(text__contains=part).latest("created_at").text
    return part + text.split(part)[1].split()[0].partition("?")[0] + "?lang=en"


def test_a_witness_beside_the_candidate_confirms_on_a_phone_of_their_own(new_page: Any, live_server: Any) -> None:
    candidate = PersonFactory(name="Noor Bos", language="en")
    work_process = make_standard().work_processes.first()
    for number in (1, 2):
        portfolio.note_repetition(
            candidate,
            work_process=work_process,
            day=date(2026, 3, 2),
            task=f"Ronde {number}",
            count=1,
            role="independent",
            by=candidate,
        )
    own = new_page(viewport=PHONE)
    sign_in(own.context, live_server.url, candidate)
    own.goto("/practice/code")
    own.get_by_role("button", name="Show the code").click()
    own.get_by_role("img", name="QR code for your witness").wait_for()
    assert_no_violations(own)

    secret = _secret_on(own)
    handed_over = own.goto(f"/confirm/code/{secret}?lang=en")
    assert handed_over.status == 403
    own.get_by_role("heading", name="Use your own device").wait_for()

    theirs = new_page(viewport=PHONE)
    theirs.goto(f"/confirm/code/{secret}?lang=en")
    theirs.get_by_label("Your name").fill("Wim Kok")
    theirs.get_by_label("Your own e-mail address").fill("wim@brug.example")
    theirs.get_by_role("button", name="Mail me the link").click()
    theirs.get_by_role("heading", name="Look in your mail").wait_for()
    assert_no_violations(theirs)
    assert set(Repetition.objects.values_list("state", flat=True)) == {"asked"}

    theirs.goto(mailed("/confirm/"))
    theirs.get_by_label("Your work").fill("Team leader")
    theirs.get_by_label("How do you know this work?").fill("I do it myself.")
    theirs.get_by_label("Yes", exact=True).check()
    theirs.get_by_label("If yes: which one?").fill("We are cousins")
    theirs.get_by_role("button", name="Save and go on").click()
    theirs.get_by_role("button", name="All 2 are right").click()
    theirs.get_by_role("heading", level=1, name="Thank you").wait_for()
    assert set(Repetition.objects.values_list("state", flat=True)) == {"confirmed"}

    own.goto("/practice/witnesses")
    own.get_by_text("Tie with the candidate: We are cousins").wait_for()


def test_a_referee_goes_on_later_on_another_device_and_signs(new_page: Any) -> None:
    candidate = PersonFactory(name="Noor Bos", language="en")
    portfolio.ask_testimony(
        candidate,
        name="Trees Vonk",
        email="trees@markt.example",
        function="Market master",
        question="The day the power went?",
        by=candidate,
    )
    link = mailed("/testimony/")
    first = new_page(viewport=PHONE)
    first.goto(link)
    first.get_by_label("What did you see this person do?").fill("She led the people around.")
    first.get_by_label("No", exact=True).check()
    first.get_by_text("Saved at").wait_for()
    first.wait_for_timeout(200)
    assert not Testimony.objects.exists()

    second = new_page()
    second.goto(link)
    assert second.get_by_label("What did you see this person do?").input_value() == "She led the people around."
    second.get_by_label("When was that?").fill("October")
    second.get_by_label("How often did you see them do this work?").fill("Every week")
    second.get_by_label("How well did it go?").fill("Well: nobody was hurt.")
    second.get_by_role("button", name="Sign and send").click()
    second.get_by_role("heading", name="Something is not right yet").wait_for()
    assert_no_violations(second)
    second.get_by_label("How do you know this person?").fill("She works on my market.")
    second.get_by_role("button", name="Sign and send").click()
    second.get_by_role("heading", name="This is what you signed").wait_for()
    assert_no_violations(second)

    assert Testimony.objects.get().said.answers["what"] == "She led the people around."
    assert TestimonyRequest.objects.get().draft == {}


def _secret_on(page: Any) -> str:
    """What the QR says. A browser can't scan its own screen: the session that made the code knows the same."""
    key = next(each["value"] for each in page.context.cookies() if each["name"] == settings.SESSION_COOKIE_NAME)
    session = import_module(settings.SESSION_ENGINE).SessionStore(session_key=key)
    return str(session["witness-codes"][str(WitnessCode.objects.get().pk)])
