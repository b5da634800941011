"""An interview that is recorded in the browser, with a microphone that chromium itself plays.

Only with the yes of everybody who is heard; a no, or nothing, leaves no recorder and no trace with anybody else. Marks are of
whoever set them, the parts arrive while it is recorded, and when nobody can appeal any more the sound is gone.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.utils import timezone

from evc.assessments import services as assessments
from evc.assessments.models import InterviewRecording, RecordingConsent, RecordingMark
from evc.outcomes.jobs import find_recordings
from evc.outcomes.models import Outcome
from evc.outcomes.rules import appeal_until
from evc.trajectories.models import Participant, State, Trajectory
from foundation.audit.models import AuditEntry
from foundation.files import sniff_file
from foundation.jobs import services as jobs
from foundation.people.models import Person
from tests.browser.axe import assert_no_violations
from tests.browser.chromium import PHONE, launch_with, open_context, sign_in
from tests.browser.test_practice_offline import until
from tests.factories.assessments import instrument_of
from tests.factories.outcomes import released
from tests.factories.trajectories import TrajectoryFactory, who_is

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.django_db(transaction=True)
Part = Participant.Part
PATIENCE_MS = 30_000
# A microphone that beeps, and nobody who has to press "allow".
MICROPHONE = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
NO_MICROPHONE = ["--use-fake-device-for-media-stream", "--deny-permission-prompts"]


@pytest.fixture
def trajectory() -> Trajectory:
    return TrajectoryFactory(assessing=True)


@pytest.fixture
def open_page(browser: Browser, live_server: Any) -> Iterator[Any]:
    """``open_page(person, flags=MICROPHONE)``: a window of theirs, in a browser with these flags."""
    browsers: dict[tuple[str, ...], Browser] = {}
    refused: list[str] = []
    broken: list[str] = []

    def make(person: Person, *, flags: list[str] = MICROPHONE, **options: Any) -> Page:
        key = tuple(flags)
        if key not in browsers:
            browsers[key] = launch_with(browser.browser_type, flags)
        context = open_context(browsers[key], live_server.url, refused=refused, locale="en-GB", **options)
        context.set_default_timeout(PATIENCE_MS)
        sign_in(context, live_server.url, person)
        page = context.new_page()
        page.on("pageerror", lambda error: broken.append(str(error)))
        return page

    yield make
    for each in browsers.values():
        each.close()
    assert not refused
    assert not broken


def assessor(trajectory: Trajectory, seat: int = 1) -> Person:
    return who_is(trajectory, Part.ASSESSOR, seat)


def address(trajectory: Trajectory) -> str:
    return f"/trajectories/{trajectory.pk}/recordings/interview"


def everybody(trajectory: Trajectory) -> list[Person]:
    return [trajectory.candidate, assessor(trajectory, 1), assessor(trajectory, 2)]


def all_agree(trajectory: Trajectory) -> None:
    """Through the services: answering in pages is looked at elsewhere."""
    for person in everybody(trajectory):
        assessments.answer_recording(
            trajectory.pk, instrument=instrument_of(trajectory, "interview"), given=True, by=person
        )


def record(page: Page, *, seconds: int = 4) -> None:
    page.get_by_role("button", name="Start recording").click()
    page.get_by_text("Recording. Each part is kept as it comes.").wait_for()
    page.wait_for_timeout(seconds * 1000)


def keep(page: Page) -> InterviewRecording:
    page.get_by_role("button", name="Stop and keep").click()
    page.locator("audio").wait_for()
    return InterviewRecording.objects.get(state=InterviewRecording.State.KEPT)


def folder(recording: InterviewRecording) -> Path:
    return Path(settings.ERKEND_FILES_DIR) / str(recording.pk)


def test_with_the_yes_of_all_it_is_recorded_with_marks_that_the_other_never_sees(
    trajectory: Trajectory, open_page: Any
) -> None:
    pages = [open_page(person, viewport=PHONE) for person in everybody(trajectory)]
    candidate, first, second = pages
    candidate.goto(f"/trajectories/{trajectory.pk}")
    candidate.get_by_role("link", name="May it be recorded?").click()
    assert_no_violations(candidate)
    for page in pages:
        page.goto(address(trajectory))
        assert not page.get_by_role("button", name="Start recording").count()
        page.get_by_role("button", name="Yes, it may be recorded").click()
        page.get_by_text("You said: yes.").wait_for()

    first.goto(address(trajectory))
    record(first)
    first.get_by_label("Now about").select_option(index=1)
    first.get_by_role("button", name="Mark this moment").click()
    first.get_by_role("button", name="Mark this moment · 0:0").wait_for()
    assert_no_violations(first)
    begun = InterviewRecording.objects.get()
    first.wait_for_timeout(2000)
    kept = keep(first)

    assert kept == begun
    assert kept.seconds >= 5
    assert sniff_file(folder(kept) / kept.sha256).media_type == kept.media_type
    assert kept.media_type.endswith("webm")
    mark = RecordingMark.objects.get()
    assert (mark.by, 3 <= mark.second <= 7) == (assessor(trajectory), True)
    assert first.locator(f"[data-jump='{mark.second}']").is_visible()
    first.locator(f"[data-jump='{mark.second}']").click()
    until(first, lambda: first.evaluate(f"document.querySelector('audio').currentTime >= {mark.second}"))
    second.goto(address(trajectory))
    assert second.locator("audio").is_visible()
    assert not second.locator("[data-jump]").count()
    second.evaluate("document.querySelector('audio').play()")
    until(second, lambda: second.evaluate("document.querySelector('audio').currentTime > 0"))
    candidate.goto(address(trajectory))
    assert candidate.locator("audio").is_visible()
    assert not candidate.locator("[data-jump], [data-interview]").count()
    assert AuditEntry.objects.filter(event="recording.heard").exists()


@pytest.mark.parametrize("answer", ["no", "nothing"])
def test_who_says_no_or_nothing_misses_nothing_and_is_named_nowhere(
    trajectory: Trajectory, open_page: Any, answer: str
) -> None:
    for person in everybody(trajectory)[1:]:
        assessments.answer_recording(
            trajectory.pk, instrument=instrument_of(trajectory, "interview"), given=True, by=person
        )
    if answer == "no":
        candidate = open_page(trajectory.candidate, viewport=PHONE)
        candidate.goto(address(trajectory))
        candidate.get_by_role("button", name="No, rather not").click()
        candidate.get_by_text("You said: no.").wait_for()
        assert_no_violations(candidate)

    first = open_page(assessor(trajectory))
    first.goto(address(trajectory))
    first.get_by_text("Not everybody agreed (yet). Nothing is recorded.").wait_for()
    assert not first.get_by_role("button", name="Start recording").count()
    assert trajectory.candidate.name not in " ".join(first.locator("section, .stack > p").all_inner_texts())
    # The interview goes on as it would have: the assessor writes down what was said.
    first.goto(f"/trajectories/{trajectory.pk}")
    first.get_by_role("link", name="Write down: criterion-based interview").click()
    first.get_by_label("What was said or seen?").fill("Vertelde stap voor stap wat er gebeurde.")
    first.get_by_role("button", name="Write this down").click()
    first.get_by_text("Written down.").wait_for()
    trajectory.refresh_from_db()
    assert trajectory.state == State.ASSESSING
    assert not InterviewRecording.objects.exists()
    assert RecordingConsent.objects.filter(person=trajectory.candidate).count() == (answer == "no")


def test_a_no_while_it_is_recorded_ends_it_and_leaves_nothing(trajectory: Trajectory, open_page: Any) -> None:
    all_agree(trajectory)
    first = open_page(assessor(trajectory))
    first.goto(address(trajectory))
    record(first)
    candidate = open_page(trajectory.candidate, viewport=PHONE)
    candidate.goto(address(trajectory))
    candidate.get_by_role("button", name="No, rather not").click()
    candidate.get_by_text("You said: no.").wait_for()

    first.get_by_text("This recording was ended").wait_for()

    [made] = InterviewRecording.objects.all()
    assert made.state == InterviewRecording.State.ERASED
    assert not folder(made).exists()
    first.reload()
    first.get_by_text("Not everybody agreed (yet). Nothing is recorded.").wait_for()


def test_without_a_connection_the_parts_wait_and_nothing_is_lost(trajectory: Trajectory, open_page: Any) -> None:
    all_agree(trajectory)
    page = open_page(assessor(trajectory))
    page.goto(address(trajectory))
    record(page)
    page.context.set_offline(True)
    page.get_by_text("No connection. The recording goes on and is sent later").wait_for()
    page.wait_for_timeout(3000)
    page.context.set_offline(False)
    page.get_by_text("Recording. Each part is kept as it comes.").wait_for()

    kept = keep(page)

    until(page, lambda: page.evaluate("document.querySelector('audio').readyState >= 1"))
    assert kept.seconds >= 7
    assert kept.size == (folder(kept) / kept.sha256).stat().st_size > 0


def test_what_came_before_the_page_died_is_kept_from_the_next_one(trajectory: Trajectory, open_page: Any) -> None:
    all_agree(trajectory)
    page = open_page(assessor(trajectory))
    page.goto(address(trajectory))
    with page.expect_response("**/pieces"):
        record(page)
    page.close()  # nothing asks whether that is meant: the battery is empty

    again = open_page(assessor(trajectory))
    again.goto(address(trajectory))
    again.get_by_role("heading", name="A recording that was not finished").wait_for()
    assert_no_violations(again)
    again.get_by_role("button", name="Keep it as far as it came").click()
    again.locator("audio").wait_for()

    until(again, lambda: again.evaluate("document.querySelector('audio').readyState >= 1"))
    kept = InterviewRecording.objects.get()
    assert (folder(kept) / kept.sha256).stat().st_size > 1000


def test_a_browser_without_a_microphone_says_so_and_begins_nothing(trajectory: Trajectory, open_page: Any) -> None:
    all_agree(trajectory)
    page = open_page(assessor(trajectory), flags=NO_MICROPHONE)
    page.goto(address(trajectory))
    page.get_by_role("button", name="Start recording").click()

    page.get_by_text("This browser may not use the microphone. Allow it, and try again.").wait_for()

    assert not InterviewRecording.objects.exists()


def test_when_nobody_can_appeal_any_more_the_sound_is_gone_and_its_digest_stays(
    trajectory: Trajectory, open_page: Any
) -> None:
    all_agree(trajectory)
    page = open_page(assessor(trajectory))
    page.goto(address(trajectory))
    record(page)
    kept = keep(page)
    outcome = released(trajectory)
    Outcome.objects.filter(pk=outcome.pk).update(decided_at=timezone.now() - timedelta(days=1))
    outcome.refresh_from_db()
    page.goto(address(trajectory))
    assert page.locator("audio").is_visible()

    find_recordings((appeal_until(outcome) + timedelta(days=1)).isoformat())
    jobs.run_due()

    page.reload()
    page.get_by_text("This recording was erased on").wait_for()
    assert page.get_by_text(kept.sha256).is_visible()
    assert not page.locator("audio").count()
    assert_no_violations(page)
    assert not folder(kept).exists()
    assert not RecordingMark.objects.exists()
