"""A real browser on a real server; nothing it asks may leave this machine, and no script or style may break the policy."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.require import require

try:
    from playwright.sync_api import Browser, BrowserContext, Page, Route, sync_playwright
except ImportError:
    sync_playwright = None

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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if sync_playwright is None:
        require("browser", "the package playwright is not installed")
    if not CHROMIUM.exists():
        require("browser", f"{CHROMIUM} does not exist (ERKEND_CHROMIUM names another)")
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright's loop runs in this thread, which makes Django refuse its database without this.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        opened = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def new_context(browser: Browser, live_server: Any) -> Iterator[Any]:
    """Make contexts, `new_context(viewport=PHONE, color_scheme="dark", java_script_enabled=False)`; one a person.

    Requests to anywhere but this machine are refused, and afterwards fail the test.
    """
    opened: list[BrowserContext] = []
    refused: list[str] = []

    def guard(route: Route) -> None:
        if urlsplit(route.request.url).hostname in LOOPBACK:
            route.continue_()
        else:
            refused.append(route.request.url)
            route.abort()

    def make(**options: Any) -> BrowserContext:
        defaults = {
            "base_url": live_server.url,
            "viewport": DESKTOP,
            "locale": "nl-NL",
            "timezone_id": "Europe/Amsterdam",
        }
        context = browser.new_context(**(defaults | options))
        context.set_default_timeout(10_000)
        context.route(lambda url: not url.startswith(("data:", "blob:")), guard)
        opened.append(context)
        return context

    yield make
    for context in opened:
        context.close()
    assert not refused, f"the page asked for something from elsewhere: {refused}"


@pytest.fixture
def new_page(new_context: Any) -> Iterator[Any]:
    """Make a page in a context of its own; an error in a script or a breach of the policy fails the test afterwards."""
    broken: list[str] = []

    def make(**options: Any) -> Page:
        page = new_context(**options).new_page()
        page.on("pageerror", lambda error: broken.append(str(error)))
        page.on("console", lambda said: broken.append(said.text) if "Content Security Policy" in said.text else None)
        return page

    yield make
    assert not broken, f"the page broke: {broken}"


@pytest.fixture
def page(new_page: Any) -> Page:
    return new_page()
