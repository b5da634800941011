"""Pictures of every page: in each language, on a desk and on a phone.

They stay in screenshots/<language>/<size>/<key>.png. Ends with what did not answer as it should, and then with exit code 1.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from playwright.sync_api import Browser, Page, sync_playwright

from foundation.people.models import Person
from tests.browser.chromium import CHROMIUM, DESKTOP, PHONE, launch, open_context, sign_in
from tests.pages import LOOKS, Look
from tests.scene import Scene, set_scene
from tests.serving import served
from tests.standalone import prepare_database

FOLDER = Path(__file__).resolve().parents[2] / "screenshots"
LOCALES = {"nl": "nl-NL", "en": "en-GB"}
SIZES: dict[str, dict[str, Any]] = {
    "desktop": {"viewport": DESKTOP},
    "phone": {"viewport": PHONE, "has_touch": True, "is_mobile": True, "device_scale_factor": 2},
}


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.screenshots", description=__doc__)
    parser.add_argument("keys", nargs="*", metavar="KEY", help="only these pages; without it all of them")
    parser.add_argument("--language", choices=LOCALES, action="append", help="only this language")
    parser.add_argument("--size", choices=SIZES, action="append", help="only this size")
    chosen = parser.parse_args(arguments)
    looks = [look for look in LOOKS if not chosen.keys or look.key in chosen.keys]
    if unknown := set(chosen.keys) - {look.key for look in looks}:
        print(f"No page has the key {', '.join(sorted(unknown))}. The keys stand in tests/pages/.", file=sys.stderr)
        return 2
    if not CHROMIUM.exists():
        print(f"{CHROMIUM} does not exist. Install chromium, or name another with ERKEND_CHROMIUM.", file=sys.stderr)
        return 2
    wrong = take(looks, languages=chosen.language or list(LOCALES), sizes=chosen.size or list(SIZES))
    print("\n".join(["These did not answer as they should:", *wrong]) if wrong else "Every page answered.")
    return 1 if wrong else 0


def take(looks: Sequence[Look], *, languages: Sequence[str], sizes: Sequence[str]) -> list[str]:
    """Set the scene and take the pictures; gives what was wrong, a line each."""
    started, wrong = time.monotonic(), []
    print("Setting the scene: the demo, and a case in every earlier state …", flush=True)
    prepare_database()
    scene = set_scene()
    with served() as address, sync_playwright() as playwright:
        browser = launch(playwright)
        for language in languages:
            Person.objects.update(language=language)  # everybody of the scene reads this language now
            for size in sizes:
                set_of_pictures = _Set(browser, address, scene, language, size)
                wrong += [line for look in looks if (line := set_of_pictures.take(look))]
                set_of_pictures.close()
                print(f"{time.monotonic() - started:6.1f} s  {language} {size}: {len(looks)} pages", flush=True)
        browser.close()
    print(f"The pictures are in {FOLDER}.")
    return wrong


class _Set:
    """The pictures of one language and one size, with a browser for each person."""

    def __init__(self, browser: Browser, address: str, scene: Scene, language: str, size: str) -> None:
        self.browser, self.address, self.scene = browser, address, scene
        self.language, self.size = language, size
        self.folder = FOLDER / language / size
        self.folder.mkdir(parents=True, exist_ok=True)
        self.pages: dict[str | None, Page] = {}

    def take(self, look: Look) -> str:
        """One picture; gives what was wrong, or nothing."""
        address = look.address(self.scene)
        try:
            answer = self._page_of(look.who).goto(address, wait_until="load")
            picture = self.folder / f"{look.key}.png"
            self._page_of(look.who).screenshot(path=picture, full_page=True, animations="disabled")
        except Exception as error:  # a page that hangs must not cost the pictures of the others
            return f"  {self.language} {self.size} {look.key}: {type(error).__name__} at {address}"
        status = answer.status if answer else 0
        return "" if status == look.status else f"  {self.language} {self.size} {look.key}: {status} at {address}"

    def close(self) -> None:
        for page in self.pages.values():
            page.context.close()

    def _page_of(self, who: str | None) -> Page:
        if who not in self.pages:
            context = open_context(
                self.browser, self.address, refused=[], locale=LOCALES[self.language], **SIZES[self.size]
            )
            cookie = {"name": settings.LANGUAGE_COOKIE_NAME, "value": self.language, "url": self.address}
            context.add_cookies([cookie])
            if who is not None:
                sign_in(context, self.address, self.scene.people[who])
            self.pages[who] = context.new_page()
        return self.pages[who]
