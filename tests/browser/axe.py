"""WCAG checks with axe, in the words of the page: what is wrong, where, and why."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page: Page) -> list[str]:
    """One line a violation: the rule, how many elements, the first of them and what to repair."""
    results = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]})
    if not results.response["passes"]:
        message = f"axe measured nothing on {page.url}"
        raise AssertionError(message)
    return [
        f"{found['id']} ({len(found['nodes'])}x): {found['nodes'][0]['html'][:200]}\n"
        f"    {found['nodes'][0].get('failureSummary', '')}"
        for found in results.response["violations"]
    ]


def assert_no_violations(page: Page) -> None:
    """Fail with the list of what axe found on the page as it is now."""
    found = violations(page)
    assert not found, f"{page.url} has {len(found)} accessibility problems:\n" + "\n".join(found)
