"""Bringing in a standard in the browser: the page shows by itself what was read, and nothing is kept before somebody says so."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from evc.standards.models import QualificationStandard, StandardVersion
from foundation.jobs import services as jobs
from foundation.people.models import Person
from tests.browser.axe import assert_no_violations
from tests.browser.chromium import PHONE, sign_in
from tests.factories.people import OrganisationFactory
from tests.factories.trajectories import coordinator_at
from tests.unit.evc.standards.sheets import as_csv, as_json, package, rows

pytestmark = [pytest.mark.django_db(transaction=True)]


@pytest.fixture
def coordinator() -> Person:
    return coordinator_at(OrganisationFactory(provider=True))


def test_a_standard_comes_in_while_the_page_keeps_up(new_context: Any, live_server: Any, coordinator: Person) -> None:
    context = new_context(viewport=PHONE)
    sign_in(context, live_server.url, coordinator)
    page = context.new_page()
    page.goto(f"{live_server.url}/standards/import")
    assert_no_violations(page)
    page.locator("input[type=file]").set_input_files(
        {"name": "tuin.csv", "mimeType": "text/csv", "buffer": as_csv(rows())}
    )
    page.get_by_role("button", name="Lees het bestand").click()
    jobs.run_due()

    expect(page.locator("#import [role=status]")).to_contain_text("Er is nog niets bewaard", timeout=30_000)
    assert not QualificationStandard.objects.exists()
    assert_no_violations(page)
    page.get_by_role("button", name="Bewaar deze standaard").click()
    jobs.run_due()

    expect(page.locator("#import [role=status]")).to_contain_text("De standaard staat erin", timeout=30_000)
    page.goto(f"{live_server.url}/standards/{StandardVersion.objects.get().pk}")
    assert_no_violations(page)
    page.goto(f"{live_server.url}/standards/{StandardVersion.objects.get().pk}/settings")
    assert_no_violations(page)


def test_without_script_the_page_is_loaded_again(new_context: Any, live_server: Any, coordinator: Person) -> None:
    context = new_context(java_script_enabled=False)
    sign_in(context, live_server.url, coordinator)
    page = context.new_page()
    page.goto(f"{live_server.url}/standards/import")
    page.locator("input[type=file]").set_input_files(
        {"name": "x", "mimeType": "text/plain", "buffer": as_json(package({"A": {"A.1": {"A.1.1": {}}}}))}
    )
    page.get_by_role("button", name="Lees het bestand").click()
    jobs.run_due()
    page.get_by_role("link", name="Laad deze pagina opnieuw").click()

    expect(page.get_by_role("button", name="Bewaar deze standaard")).to_be_visible()
