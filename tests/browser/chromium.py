"""Debian's chromium, shut off from the rest of the world: what it asks of another machine is refused and remembered."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.conf import settings
from django.test import Client

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, BrowserType, Playwright, Route

    from foundation.people.models import Person

CHROMIUM = Path(os.environ.get("ERKEND_CHROMIUM", "/usr/bin/chromium"))
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
LOOPBACK = {"localhost", "127.0.0.1", "::1"}
# A phone, a small laptop: narrower than 320 px nothing has to work.
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}


def launch(playwright: Playwright) -> Browser:
    return launch_with(playwright.chromium)


def launch_with(chromium: BrowserType, flags: Sequence[str] = ()) -> Browser:
    """``flags`` besides ours, for a device that there has to be."""
    return chromium.launch(executable_path=str(CHROMIUM), args=[*FLAGS, *flags])


def open_context(browser: Browser, address: str, *, refused: list[str], **options: Any) -> BrowserContext:
    """A browser of its own, as for one person: Dutch, at a small laptop unless ``options`` say otherwise.

    ``refused`` collects what was asked of another machine.
    """

    def guard(route: Route) -> None:
        if urlsplit(route.request.url).hostname in LOOPBACK:
            route.continue_()
        else:
            refused.append(route.request.url)
            route.abort()

    defaults = {"base_url": address, "viewport": DESKTOP, "locale": "nl-NL", "timezone_id": "Europe/Amsterdam"}
    context = browser.new_context(**(defaults | options))
    context.set_default_timeout(10_000)
    context.route(lambda url: not url.startswith(("data:", "blob:")), guard)
    return context


def sign_in(context: BrowserContext, address: str, person: Person) -> None:
    """Give the browser a session of this person, for where signing in is not what is looked at."""
    client = Client()
    client.force_login(person)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie.value, "url": address}])
