"""A candidate's pages in a real browser: accessible, narrow enough for a phone, and forgiving of bad reception."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.urls import reverse

from evc.outcomes import services as outcomes
from evc.outcomes.models import Outcome
from evc.trajectories.models import Participant, Trajectory
from foundation.jobs.services import run_due
from foundation.people.models import Person
from portfolio import services as portfolio
from portfolio.models import EvidenceItem, Repetition
from tests.browser.axe import assert_no_violations
from tests.browser.chromium import PHONE
from tests.factories.assessments import assessed, see_identity
from tests.factories.outcomes import check
from tests.factories.people import PersonFactory
from tests.factories.portfolio import document, make_item
from tests.factories.standards import make_standard
from tests.factories.trajectories import TrajectoryFactory, share_evidence, who_is

pytestmark = pytest.mark.django_db(transaction=True)
PAPER = "certificaat-lastige-gesprekken.pdf"


def sign_in(page: Any, person: Person) -> Any:
    """As after signing in: the sign-in page itself has its own tests."""
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    page.goto("/toegankelijkheid")
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session.session_key, "url": page.url}])
    return page


def assert_pages(page: Any, addresses: list[str]) -> None:
    """On a phone each answers, has no axe violation and doesn't scroll sideways; wide they are in the catalogue."""
    page.set_viewport_size(PHONE)
    for address in addresses:
        answer = page.goto(address)
        assert answer.status == 200, f"{address} answers {answer.status}"
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], address
        assert_no_violations(page)


def building(**fields: Any) -> Trajectory:
    """A candidate with one of everything."""
    trajectory = TrajectoryFactory(building=True, standard_version=make_standard(repetitions={"W1": 5}), **fields)
    owner, work_process = trajectory.candidate, trajectory.standard_version.work_processes.get(code="W1")
    share_evidence(trajectory, ["W2"], title="Plan voor de markt")
    make_item(owner, kind="certificate", title="Certificaat", file=PAPER, work_processes=[work_process])
    for day, state in ((1, "confirmed"), (2, "asked"), (3, "refused"), (4, "noted")):
        entry = portfolio.note_repetition(
            owner,
            work_process=work_process,
            day=date(2026, 1, day),
            task="Surveillance",
            count=1,
            role="independent",
            witness_name="Sanne",
            witness_email="sanne@example.org",
            by=owner,
        )
        Repetition.objects.filter(pk=entry.pk).update(state=state)
    return trajectory


def test_the_first_pages_are_accessible(new_page: Any) -> None:
    page = sign_in(new_page(), PersonFactory())
    kinds = [reverse("item-add-kind", args=[kind]) for kind in ("testimony", "diploma", "work_product", "position")]

    names = ("home", "portfolio", "item-add", "item-add-photo", "item-add-files", "practice", "practice-note")
    assert_pages(page, [*(reverse(name) for name in names), reverse("practice-ask"), "/trajectories/new", *kinds])


def test_the_intake_is_accessible(new_page: Any) -> None:
    trajectory = TrajectoryFactory(intake=True)
    page = sign_in(new_page(), trajectory.candidate)

    names = ("trajectory", "intake", "self-scan", "trajectory-units", "agreement", "withdraw")
    assert_pages(page, ["/home", *(reverse(name, args=[trajectory.pk]) for name in names)])


def test_the_pages_of_a_growing_portfolio_are_accessible(new_page: Any) -> None:
    trajectory = building()
    owner, work_process = trajectory.candidate, trajectory.standard_version.work_processes.get(code="W1")
    item = EvidenceItem.objects.get(title="Certificaat")
    story = portfolio.add_item(owner, kind="reflection", title="Ruzie", by=owner, starr={"task": "Bemiddelen"})
    names = ("trajectory", "coverage", "share", "submit", "hours", "badge-contents", "coach-end", "agreement")
    addresses = ["/home", "/portfolio", "/practice", "/practice/ask", "/practice/import"]
    addresses += [reverse(name, args=[trajectory.pk]) for name in names]
    addresses += [reverse(name, args=[item.pk]) for name in ("item", "item-edit", "item-links", "item-file")]
    addresses += [reverse("item", args=[story.pk]), reverse("item-story", args=[story.pk])]
    addresses += [
        reverse("practice-log", args=[work_process.pk]),
        reverse("covered", args=[trajectory.pk, work_process.pk]),
    ]
    addresses += [reverse("practice-entry", args=[entry.pk]) for entry in Repetition.objects.all()[:2]]

    assert_pages(sign_in(new_page(), owner), addresses)


def test_the_pages_of_an_outcome_are_accessible(new_page: Any) -> None:
    trajectory = assessed(levels={1: {"W3-C01": "onvoldoende"}, 2: {"W3-C01": "onvoldoende"}})
    see_identity(trajectory)
    run_due()
    outcome = check(Outcome.objects.get(trajectory=trajectory))
    outcomes.release(outcome.pk, by=who_is(trajectory, Participant.Part.QUALITY_OFFICER))
    run_due()
    badge = trajectory.candidate.badges.get()
    addresses = ["/home", *(reverse(name, args=[trajectory.pk]) for name in ("trajectory", "result", "report"))]

    assert_pages(sign_in(new_page(), trajectory.candidate), [*addresses, reverse("badge-page", args=[badge.pk])])


@pytest.mark.parametrize("script", [True, False])
def test_several_files_are_added_with_and_without_script(new_page: Any, script: bool) -> None:
    owner = PersonFactory()
    page = sign_in(new_page(java_script_enabled=script, locale="en-GB"), owner)
    page.goto("/portfolio/add/files")
    page.locator("input[type=file]").set_input_files(
        [
            {"name": PAPER, "mimeType": "application/pdf", "buffer": document(PAPER)},
            {"name": "kapot.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 half"},
        ]
    )
    page.get_by_role("button", name="Add", exact=True).click()

    page.get_by_text("damaged or not complete").first.wait_for()
    if script:  # each file on its own, and the broken one may be the first to be answered
        page.locator("[data-state=done]").get_by_text(PAPER).wait_for()
    assert EvidenceItem.objects.filter(owner=owner).count() == 1


def test_what_is_typed_in_the_intake_survives_a_closed_tab(new_page: Any) -> None:
    trajectory = TrajectoryFactory(intake=True)
    page = sign_in(new_page(locale="en-GB"), trajectory.candidate)
    page.goto(reverse("intake", args=[trajectory.pk]))
    page.get_by_label("What do you want to reach?").fill("Teamleider worden")
    page.get_by_label("promotion").check()
    page.locator("[data-autosave-state][data-state=saved]").wait_for()
    page.wait_for_timeout(1500)
    page.close()

    trajectory.intake.refresh_from_db()
    assert trajectory.intake.goal == "Teamleider worden"
    assert trajectory.intake.reasons == ["promotion"]


def test_each_answer_of_the_self_scan_is_kept_at_once(new_page: Any) -> None:
    trajectory = TrajectoryFactory(intake=True)
    page = sign_in(new_page(locale="en-GB"), trajectory.candidate)
    page.goto(reverse("self-scan", args=[trajectory.pk]))
    page.get_by_label("I do this on my own").first.check()
    page.locator("[data-autosave-state][data-state=saved]").wait_for()

    assert trajectory.intake.self_scan.get().answer == 2


def test_plus_one_and_take_it_back_on_a_phone(new_page: Any) -> None:
    trajectory = building()
    page = sign_in(new_page(viewport=PHONE, locale="en-GB"), trajectory.candidate)
    page.goto("/practice")
    page.get_by_role("button", name="+1").first.click()

    page.get_by_text("Noted: once").wait_for()
    assert Repetition.objects.count() == 5
    page.get_by_role("button", name="Take it back").click()
    page.get_by_text("The entry was removed.").wait_for()
    assert Repetition.objects.count() == 4


def test_the_keyboard_alone_removes_an_item_and_puts_it_back(new_page: Any) -> None:
    item = make_item(PersonFactory(), title="Plan voor de markt")
    page = sign_in(new_page(locale="en-GB"), item.owner)
    page.goto(reverse("item", args=[item.pk]))
    tab_to(page, "Remove from my portfolio")
    page.keyboard.press("Enter")
    page.get_by_text("was removed from your portfolio").wait_for()
    tab_to(page, "Put it back")
    page.keyboard.press("Enter")
    page.get_by_text("is in your portfolio again").wait_for()

    item.refresh_from_db()
    assert item.removed_at is None


def tab_to(page: Any, words: str) -> None:
    """Press Tab until the focus is on the control with these words; where it stands it must be seen."""
    for _press in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.innerText.trim()") == words:
            assert page.evaluate(
                "(() => { const box = document.activeElement.getBoundingClientRect();"
                " return box.bottom > 0 && box.top < innerHeight; })()"
            )
            return
    raise AssertionError(f"no way to “{words}” by keyboard")
