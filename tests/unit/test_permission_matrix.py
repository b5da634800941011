"""Who may do what, as one table: every named address, by every role, a stranger and a visitor included."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse

from foundation.audit.models import AuditEntry
from tests.permissions.afterwards import AFTERWARDS, CONFIDENTIAL_AFTERWARDS
from tests.permissions.agreeing import AGREEING
from tests.permissions.api_afterwards import API_AFTERWARDS
from tests.permissions.api_agreeing import API_AGREEING
from tests.permissions.api_further import API_FURTHER
from tests.permissions.api_planning import API_PLANNING
from tests.permissions.api_quality import API_QUALITY
from tests.permissions.calibration import CALIBRATION
from tests.permissions.confidential import CONFIDENTIAL as CONFIDENTIAL_BEFORE
from tests.permissions.confidential import Confidential
from tests.permissions.interviews import INTERVIEWS
from tests.permissions.keeping import CONFIDENTIAL_OF_TALKS, KEEPING
from tests.permissions.machines import API
from tests.permissions.moments import ROLES, Moments, make_moments
from tests.permissions.open import OPEN
from tests.permissions.pages import PAGES
from tests.permissions.planning import PLANNING
from tests.permissions.quality import QUALITY
from tests.permissions.rows import Answer, Row, rows
from tests.permissions.standards import STANDARDS

pytestmark = pytest.mark.django_db

CONFIDENTIAL = (*CONFIDENTIAL_BEFORE, *CONFIDENTIAL_AFTERWARDS, *CONFIDENTIAL_OF_TALKS)
MATRIX: list[Row] = [
    *PAGES,
    *AFTERWARDS,
    *AGREEING,
    *INTERVIEWS,
    *KEEPING,
    *PLANNING,
    *STANDARDS,
    *QUALITY,
    *CALIBRATION,
    *API,
    *API_PLANNING,
    *API_AFTERWARDS,
    *API_AGREEING,
    *API_QUALITY,
    *API_FURTHER,
]
_REFUSED = frozenset({Answer.GONE, Answer.NOT, Answer.SIGN_IN})


class Doors:
    """The world of the matrix, and a way to knock as anybody without leaving a trace."""

    def __init__(self) -> None:
        self.moments: Moments = make_moments()
        self.sessions: dict[str, str] = {}
        for role, person in self.moments.people.items():
            if person is not None:
                client = Client()
                client.force_login(person)
                self.sessions[role] = client.cookies[settings.SESSION_COOKIE_NAME].value

    def knock(self, row: Row, role: str, *, method: str = "") -> tuple[Any, bool]:
        """The answer, and whether anything was written to the audit log. All of it is rolled back."""
        client = Client(raise_request_exception=False)
        if role in self.sessions:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[role]
        with transaction.atomic():
            before = AuditEntry.objects.count()
            response = getattr(client, method or row.method)(self.address(row), **self._body(row, method))
            if response.streaming:
                b"".join(response.streaming_content)  # the client closes the file at its end
            changed = AuditEntry.objects.count() != before
            transaction.set_rollback(True)
        return response, changed

    def address(self, row: Row) -> str:
        query = row.query(self.moments) if row.query else None
        return reverse(row.route, kwargs=dict(row.at(self.moments)), query=query)

    def _body(self, row: Row, method: str) -> dict[str, Any]:
        if (method or row.method) == "get":
            return {}
        body = dict(row.body(self.moments)) if row.body else {}
        if not row.route.startswith("api-") or hasattr(body.get("file"), "read"):
            return {"data": body}
        return {"data": body, "content_type": "application/json"}


@pytest.fixture(scope="module")
def doors(django_db_setup: None, django_db_blocker: Any) -> Iterator[Doors]:
    """Made once: every request is rolled back by itself."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield Doors()
        transaction.set_rollback(True)


def text_of(response: Any) -> str:
    """What is read in an answer; nothing of a file."""
    return "" if response.streaming else response.content.decode(errors="replace")


def answer_of(method: str, response: Any) -> Answer:
    status = response.status_code
    if status == 401 or (status == 302 and response["Location"].startswith(reverse("sign-in"))):
        return Answer.SIGN_IN
    if status in {403, 404}:
        return Answer.NOT if status == 403 else Answer.GONE
    if status < 400:
        return Answer.SEES if method == "get" else Answer.MAY
    if method != "get" and status in {400, 409, 412, 413, 415, 422}:
        return Answer.MAY
    return Answer.BROKEN


@pytest.mark.parametrize("row", [pytest.param(row, id=f"{number}-{row}") for number, row in enumerate(MATRIX)])
def test_each_role_gets_the_answer_of_the_table(doors: Doors, row: Row) -> None:
    wrong = {}
    for role in ROLES:
        response, changed = doors.knock(row, role)
        told = sorted(one.text for one in CONFIDENTIAL if role not in one.readers and one.text in text_of(response))
        found, expected = answer_of(row.method, response), row.expected[role]
        if expected == Answer.NOTHING and found == Answer.MAY and not changed:
            found = Answer.NOTHING
        if found != expected or (changed and expected in _REFUSED):
            wrong[role] = f"{found} ({response.status_code}{', written' if changed else ''}), not {expected}"
        if told:
            wrong[role] = f"reads {told}"
    assert not wrong, f"{row} {doors.address(row)}: {wrong}"


@pytest.mark.parametrize("one", CONFIDENTIAL, ids=lambda one: one.text)
def test_what_is_confidential_is_read_by_those_it_is_for(doors: Doors, one: Confidential) -> None:
    """Else the sentence might not be there at all, and that nobody else reads it would prove nothing."""
    (row,) = rows(one.shown, "get", one.at)

    assert any(one.text in text_of(doors.knock(row, role)[0]) for role in one.readers)


def test_every_named_address_stands_in_the_table() -> None:
    """Whoever adds an address says here who may use it."""
    named = set(_names(get_resolver()))
    in_table = {row.route for row in MATRIX}

    assert named - in_table - OPEN.keys() == set()
    assert (in_table | OPEN.keys()) - named == set()
    assert in_table & OPEN.keys() == set()


def test_an_address_takes_no_method_that_the_table_does_not_name(doors: Doors) -> None:
    named: dict[str, set[str]] = {}
    for row in MATRIX:
        named.setdefault(row.route, set()).add(row.method)
    forgotten = []
    for row in {row.route: row for row in MATRIX}.values():
        for method in _methods(doors.address(row)) - named[row.route]:
            response, _changed = doors.knock(row, "candidate", method=method)
            if response.status_code != 405:
                forgotten.append((row.route, method, response.status_code))
    assert not forgotten


def _methods(address: str) -> set[str]:
    view = getattr(resolve(address.partition("?")[0]).func, "cls", None)
    every = ("get", "post", "put", "patch", "delete")
    return {method for method in every if hasattr(view, method)} if view is not None else {"get", "post"}


def _names(resolver: URLResolver) -> Iterator[str]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            assert entry.name, f"{entry.pattern} has no name"
            yield entry.name
        else:
            yield from _names(entry)
