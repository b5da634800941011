"""Nobody sees what an assessor gave before every one is final: not by page, API, count, order or time (design.md, Assessment).

The same world twice over: once with one set of scores, reasons and marks of the first assessor, once with another. Whatever
anybody else is shown must be the same to the byte, in as many queries.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from evc.assessments import services as assessments
from evc.assessments.models import Assessment, ItemJudgement, Score, Substantiation, WorkProcessJudgement
from evc.routes.models import RubricLevel
from evc.trajectories.models import State
from foundation.jobs.models import OutgoingMail
from tests.factories.assessments import filled_in
from tests.permissions.moments import ROLES, Moments, make_moments
from tests.permissions.rows import Answer
from tests.unit.test_permission_matrix import MATRIX

pytestmark = pytest.mark.django_db

# What differs between any two answers, whatever is in them.
_FRESH = re.compile(
    r'(csrfmiddlewaretoken" value="|"token": "|nonce=")[^"]+|("X-CSRFToken": ")[^"]+|\d+ (?:seconde|minuut|minuten)\b'
)
# Changes something, or answers with a file, a moment or a code of its own each time.
_LEFT_OUT = frozenset(
    {"file", "desk-file", "desk-page-picture", "desk-page-text", "recording-listen", "take-along-file"}
    | {"report-draft", "api-report-file", "audit-pack-file", "audit-own-pack-file", "dossier-print-file"}
)


class World:
    """The matrix's world, in which the first assessor filled in everything; final or not."""

    def __init__(self) -> None:
        self.moments: Moments = make_moments()
        self.first = self.moments.assessment("assessing")
        filled_in(self.first, default="goed")
        self.sessions: dict[str, str] = {}
        for role in ROLES:
            person = self.moments.people[role]
            if person is not None:
                client = Client()
                client.force_login(person)
                self.sessions[role] = client.cookies[settings.SESSION_COOKIE_NAME].value

    def change_scores(self) -> None:
        """Everything that the first assessor gave, otherwise: levels, marks and reasons."""
        levels = RubricLevel.objects.filter(rubric=self.first.trajectory.route.rubric_id)
        Score.objects.filter(assessment=self.first).update(level=levels.get(key="onvoldoende"), remark="anders")
        Substantiation.objects.filter(assessment=self.first).update(
            seen_or_heard="Iets heel anders, en veel langer dan eerst."
        )
        ItemJudgement.objects.filter(assessment=self.first).update(authentic="no", current="no", remark="anders")
        WorkProcessJudgement.objects.filter(assessment=self.first).update(varied="no", enough="no", remark="anders")

    def looks_with_other_scores(self, keys: list[tuple[str, int]]) -> list[tuple[int, str, int]]:
        """As ``look``, with everything changed for as long as it takes."""
        with transaction.atomic():
            self.change_scores()
            found = [self.look(LOOKS[number], role) for role, number in keys]
            transaction.set_rollback(True)
        return found

    def look(self, row: Any, role: str) -> tuple[int, str, int]:
        """Status, text and number of queries."""
        client = Client(raise_request_exception=False)
        if role in self.sessions:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[role]
        query = row.query(self.moments) if row.query else None
        address = reverse(row.route, kwargs=dict(row.at(self.moments)), query=query)
        connection.queries_log.clear()  # it holds no more than some thousands, and says so with a warning
        with transaction.atomic(), CaptureQueriesContext(connection) as caught:
            answer = client.get(address)
            content = b"".join(answer.streaming_content) if answer.streaming else answer.content
            transaction.set_rollback(True)
        return answer.status_code, _FRESH.sub("", _text_of(content)), len(caught)


def _text_of(content: bytes) -> str:
    """What an answer says; of a spreadsheet what is in it, but for the moment at which it was packed."""
    if not content.startswith(b"PK"):
        return content.decode(errors="replace")
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return "\n".join(
            name + packed.read(name).decode(errors="replace")
            for name in packed.namelist()
            if name != "docProps/core.xml"
        )


LOOKS = [row for row in MATRIX if row.method == "get" and row.route not in _LEFT_OUT]
# What each of the others is shown; the other assessor also knocks where the table says that nothing is shown.
SHOWN = [
    (role, number)
    for role in ROLES
    if role != "first"
    for number, row in enumerate(LOOKS)
    if row.expected[role] == Answer.SEES or role == "second"
]


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield World()
        transaction.set_rollback(True)


@pytest.mark.parametrize("is_final", [False, True], ids=["while-the-first-scores", "when-the-first-is-final"])
def test_nothing_that_anybody_else_is_shown_depends_on_the_scores(world: World, is_final: bool) -> None:
    with transaction.atomic():
        if is_final:
            assessments.finalise(world.first.pk, by=world.first.assessor)
        world.first.trajectory.refresh_from_db()
        assert world.first.trajectory.state == State.ASSESSING
        keys = list(SHOWN)
        told = [world.look(LOOKS[number], role) for role, number in keys]
        changed = world.looks_with_other_scores(keys)
        # What differs once may have been kept ready, or told the time: what shows the scores differs again.
        suspects = [key for key, one, other in zip(keys, told, changed, strict=True) if one != other]
        told = [world.look(LOOKS[number], role) for role, number in suspects]
        changed = world.looks_with_other_scores(suspects)
        differing = [
            f"{role}: {LOOKS[number]}"
            for (role, number), one, other in zip(suspects, told, changed, strict=True)
            if one != other
        ]
        transaction.set_rollback(True)
    assert not differing


def test_no_mail_tells_that_somebody_is_final(world: World) -> None:
    with transaction.atomic():
        before = OutgoingMail.objects.count()
        assessments.finalise(world.first.pk, by=world.first.assessor)
        assert OutgoingMail.objects.count() == before
        transaction.set_rollback(True)


@pytest.mark.parametrize("role", ["second", "candidate", "officer"])
def test_nothing_tells_that_the_first_is_final(world: World, role: str) -> None:
    """“1 of 2 final” colours as well: only whoever plans sees how far an assessor is, and the log says who did what."""
    with transaction.atomic():
        before = {number: world.look(LOOKS[number], role) for who, number in SHOWN if who == role}
        Assessment.objects.filter(pk=world.first.pk).update(final_at=world.first.opened_at)
        differing = [str(LOOKS[number]) for number, seen in before.items() if world.look(LOOKS[number], role) != seen]
        transaction.set_rollback(True)
    assert not differing
