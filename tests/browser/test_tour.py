"""The README's tour, click by click: from signing in to a badge of one's own that anybody can check."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

from credentials.models import Badge
from evc.demo.playing.stage import PASSWORD, set_stage
from evc.demo.story import example_story
from evc.trajectories.models import State, Trajectory
from foundation.audit.chain import check_all
from foundation.jobs.services import run_due
from tests.browser.axe import assert_no_violations

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.django_db(transaction=True)

PETRA, THIJS = "p.vandongen@debrug.example", "t.wagenaar@waterrijk.example"
YUSUF, INGRID, HANS = "y.demirci@debrug.example", "i.wolters@debrug.example", "h.oudkerk@debrug.example"
DRAWING_MS = 60_000  # the medal is drawn when it is asked for first
WORK = "Helpt een nieuwe collega op weg"
SAW = "Ik las het plan en hoorde hoe hij het deed. Hij deed de taak voor en keek daarna mee, zoals de standaard vraagt."


@pytest.fixture
def sign_in(new_page: Any) -> Callable[[str], Page]:
    """One window a person, signed in by hand the first time."""
    windows: dict[str, Page] = {}

    def window(email: str) -> Page:
        run_due()  # the worker's part: mail, the outcome, the badge
        if email not in windows:
            page = windows[email] = new_page()
            page.goto("/sign-in")
            page.get_by_label("E-mailadres").fill(email)
            page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
            page.get_by_role("button", name="Inloggen").click()
        windows[email].goto("/home")
        return windows[email]

    return window


def test_the_readmes_tour_ends_with_a_badge_that_is_valid_for_whoever_has_the_picture(
    sign_in: Callable[[str], Page], new_page: Any, tmp_path: Path
) -> None:
    set_stage(example_story())

    _propose(sign_in(PETRA))
    _accept_and_tell_why(sign_in(THIJS))
    _advise_and_assign(sign_in(PETRA))
    _agree_and_hand_in(sign_in(THIJS))
    _declare_no_ties(sign_in(INGRID))
    yusuf = sign_in(YUSUF)
    _declare_no_ties(yusuf)
    _see_and_talk(yusuf)
    _assess(yusuf)
    _assess(sign_in(INGRID))
    _release(sign_in(HANS))
    medal = _download(sign_in(THIJS), tmp_path)

    employer = new_page()
    _check(employer, medal, says="Deze badge is echt, geldig en niet ingetrokken.")
    _check(employer, _saved_by_a_paint_program(medal), says="Dit is een plaatje zonder badge erin.")
    assert Badge.objects.get().recipient.email == THIJS
    assert Trajectory.objects.get().state == State.ISSUED
    assert all(finding.is_whole for finding in check_all())


def _propose(page: Page) -> None:
    page.get_by_role("link", name="Overzicht").click()
    page.get_by_role("link", name="Stel een traject voor").click()
    page.get_by_label("Gemeente Waterrijk").check()
    page.get_by_label("Een nieuwe collega op weg helpen (voorbeeld)").check()
    page.get_by_role("button", name="Verder").click()
    page.get_by_label("Voor wie?").select_option(label="Thijs Wagenaar")
    page.get_by_label("EVC Compact").check()
    page.get_by_label("Een nieuwe collega op weg helpen").check()
    page.get_by_label("Gemeente Waterrijk").check()
    page.get_by_role("button", name="Stel dit voor").click()
    page.get_by_role("heading", name="Thijs Wagenaar", exact=True).wait_for()


def _accept_and_tell_why(page: Page) -> None:
    page.get_by_role("link", name="Lees het voorstel").click()
    page.get_by_role("button", name="Ja, dit wil ik").click()
    page.get_by_label("inzicht in wat ik kan").check()
    page.get_by_label("Wat wil je bereiken?").fill("Laten zien dat ik nieuwe mensen kan inwerken.")
    page.get_by_role("button", name="Opslaan en door naar de zelfscan").click()
    page.get_by_label("Ik zou dit een ander kunnen leren").check()
    page.get_by_role("button", name="Opslaan").click()
    page.get_by_role("heading", level=1, name="Een nieuwe collega op weg helpen").wait_for()


def _advise_and_assign(page: Page) -> None:
    page.get_by_role("link", name="Geef Thijs Wagenaar een advies").click()
    page.get_by_role("link", name="Geef een advies").first.click()
    page.get_by_label("EVC Compact").check()
    page.get_by_label("Waarom?").fill("Je deed dit werk al vaak.")
    page.get_by_role("button", name="Geef dit advies").click()
    page.get_by_label("Hoeveel uren in werktijd?").fill("8")
    page.get_by_label("Prijs in euro").fill("0")
    page.get_by_role("button", name="Stel op en ga akkoord namens de aanbieder").click()
    page.get_by_role("link", name="Thijs Wagenaar").first.click()
    page.get_by_role("link", name="Wijs mensen toe of verander ze").click()
    for place, name in {
        "coach": "Marga Hoekstra",
        "assessor-1": "Yusuf Demirci",
        "assessor-2": "Ingrid Wolters",
        "quality_officer": "Hans Oudkerk",
    }.items():
        form = page.locator("form", has=page.locator(f"input[value='{place}']"))
        form.get_by_label(name).check()
        form.get_by_role("button").click()
        page.get_by_text(f"{name} is toegewezen").wait_for()


def _agree_and_hand_in(page: Page) -> None:
    page.get_by_role("link", name="Lees de overeenkomst").click()
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Ik ga akkoord").click()
    page.get_by_role("link", name="Voeg bewijs toe").click()
    page.get_by_role("link", name="Beroepsproduct").click()
    page.get_by_label("Titel").fill("Inwerkplan voor een nieuwe collega")
    page.get_by_role("button", name="Toevoegen").click()
    page.get_by_label(WORK).check()
    page.get_by_role("button", name="Opslaan").click()
    page.get_by_role("button", name="Delen met dit traject").click()
    page.get_by_role("button", name="Niet meer delen").wait_for()
    page.goto("/home")
    page.get_by_role("link", name="Kijk wat sterker kan").click()
    page.get_by_role("link", name="Wat er al bewijs heeft").click()
    page.get_by_role("link", name="Inleveren").click()
    page.get_by_label("Wat ik inlever is waar.").check()
    page.get_by_label("Ik weet dat").check()
    page.get_by_role("button", name="Lever nu in").click()
    page.get_by_text("Ingeleverd. De beoordelaars").wait_for()


def _declare_no_ties(page: Page) -> None:
    page.get_by_role("link", name="Zeg of je banden hebt met Thijs Wagenaar").click()
    page.get_by_role("link", name="Geef antwoord").first.click()
    page.get_by_role("button", name="Ik heb geen banden met de kandidaat").click()
    page.get_by_text("Bedankt. Je vindt het dossier").wait_for()


def _see_and_talk(page: Page) -> None:
    page.get_by_role("link", name="Noteer dat je die zag").click()
    page.get_by_label("rijbewijs").check()
    page.get_by_role("button", name="Ik heb het gezien").click()
    page.get_by_role("link", name="criteriumgericht interview").click()
    page.get_by_label("Wat is er gezegd of gezien?").fill("Vertelde hoe hij twee collega's inwerkte.")
    page.get_by_role("button", name="Schrijf dit op").click()


def _assess(page: Page) -> None:
    """Everything that the desk asks, then final."""
    if page.get_by_role("button", name="Open de beoordeling").count() == 0:
        page.get_by_role("link", name="Beoordeel het dossier van Thijs Wagenaar").click()
    page.get_by_role("button", name="Open de beoordeling").click()
    page.get_by_role("heading", level=1, name=WORK).wait_for()
    assert_no_violations(page)
    names = page.eval_on_selector_all("main input[type=radio]", "all => [...new Set(all.map(one => one.name))]")
    for name in names:
        choices = page.locator(f"input[type=radio][name='{name}']")
        choices.nth(1 if name.startswith("score:") else 0).check(force=True)
    for summary in page.locator("summary", has_text="Waar dit oordeel op rust").all():
        summary.click()
    for support in page.locator("input[type=checkbox][name^='support:']").all():
        support.check(force=True)
    for leg in page.locator("textarea[name^='leg:']").all():
        leg.fill(SAW)
    page.get_by_role("button", name="Opslaan").click()
    page.get_by_text(f"Opgeslagen: {WORK}").wait_for()
    page.get_by_role("link", name="Maak je beoordeling definitief").click()
    page.get_by_role("button", name="Maak definitief").click()
    page.get_by_text("Je beoordeling is definitief").wait_for()


def _release(page: Page) -> None:
    page.get_by_role("link", name="Kwaliteitscontrole").first.click()
    page.get_by_role("link", name="Thijs Wagenaar").click()
    page.get_by_role("link", name="Beantwoord de lijst").click()
    for answer in page.get_by_role("radio", name="Ja", exact=True).all():
        answer.check()
    page.get_by_role("button", name="Antwoorden opslaan").click()
    page.get_by_role("link", name="Lees het dossier of druk het af").click()
    page.wait_for_url("**/dossiers/*")
    page.go_back()
    page.get_by_role("link", name="Lees het dossier of druk het af").wait_for()
    if page.get_by_role("link", name="Ik heb het helemaal gelezen").count():  # by lot: drawn for the sample
        page.get_by_role("link", name="Ik heb het helemaal gelezen").click()
        page.get_by_role("button", name="Ik heb het helemaal gelezen").click()
    page.get_by_role("link", name="Vrijgeven").click()
    page.get_by_role("button", name="Vrijgeven").click()
    page.get_by_text("Vrijgegeven. De kandidaat krijgt een e-mail.").wait_for()


def _download(page: Page, folder: Path) -> Path:
    page.get_by_role("link", name="Bekijk de uitkomst").click()
    assert_no_violations(page)
    with page.expect_download(timeout=DRAWING_MS) as download:
        page.get_by_role("link", name="Download de badge").click(timeout=DRAWING_MS)
    download.value.save_as(folder / "badge.png")
    return folder / "badge.png"


def _check(page: Page, picture: Path, *, says: str) -> None:
    page.goto("/")
    page.get_by_role("link", name="Een badge controleren").first.click()
    page.wait_for_url("**/verify")  # whole, so that choosing a file is heard
    page.get_by_label("Kies de badge").set_input_files(picture)
    page.get_by_role("heading", level=1, name=says).wait_for()
    assert_no_violations(page)


def _saved_by_a_paint_program(picture: Path) -> Path:
    """The same pixels in a fresh file."""
    pixels = Image.open(picture).convert("RGBA")
    painted = Image.new("RGBA", pixels.size, "white")
    painted.alpha_composite(pixels)
    target = picture.with_name("painted.png")
    painted.convert("RGB").save(target)
    return target
