"""A real browser on a real server; nothing it asks may leave this machine, and no script or style may break the policy."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.chromium import CHROMIUM, launch, open_context
from tests.require import require

try:
    from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
except ImportError:
    sync_playwright = None


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
        opened = launch(playwright)
        yield opened
        opened.close()


@pytest.fixture
def new_context(browser: Browser, live_server: Any) -> Iterator[Any]:
    """Make contexts, `new_context(viewport=PHONE, color_scheme="dark", java_script_enabled=False)`; one a person.

    Requests to anywhere but this machine are refused, and afterwards fail the test.
    """
    opened: list[BrowserContext] = []
    refused: list[str] = []

    def make(**options: Any) -> BrowserContext:
        context = open_context(browser, live_server.url, refused=refused, **options)
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
