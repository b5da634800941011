"""The page with the API's documentation, in a real browser under the policy of every page."""

from __future__ import annotations

import pytest


@pytest.mark.django_db(transaction=True)
def test_the_documentation_shows_every_group_without_breaking_the_policy(page, live_server):
    page.goto("/api/docs/")

    for group in ("trajectories", "portfolio", "verify"):
        page.locator(f'.opblock-tag[data-tag="{group}"]').wait_for()
    page.locator('.opblock-tag[data-tag="verify"]').click()
    page.locator("#operations-verify-verify_post .opblock-summary-control").click()
    page.locator("#operations-verify-verify_post .opblock-body").wait_for()
