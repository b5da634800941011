"""Every finding of the verifier has words, and the sentence on top says the thing that matters most."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from django.utils import translation

from credentials.core import report as reports
from credentials.core.primitives import baking
from credentials.core.report import Check, CheckName, Finding, Report
from credentials.models import Badge
from credentials.plain_words import MEANINGS
from frontend.verdicts import answer_on
from frontend.verdicts.checks import CHECKS
from frontend.verdicts.sentences import SENTENCES

CODE = re.compile(r"\b((?:readable|schema|context|proof|issuer|dates|status|holder)\.[a-z][a-z-]*[a-z])\b")
FINE = {"passed", "absent"}


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def codes_of_the_table() -> dict[str, str]:
    """Each code of the report's own table with its finding."""
    found: dict[str, str] = {}
    finding = ""
    for line in (reports.__doc__ or "").splitlines():
        cells = [cell.strip() for cell in line.strip("| ").split("|")]
        if len(cells) == 3:
            finding = cells[1] or finding
        elif len(cells) == 2:
            finding = cells[0] or finding
        for code in CODE.findall(line):
            found.setdefault(code, finding)
    return found


def codes_of_files() -> set[str]:
    return {f"readable.{code}" for code in re.findall(r"^``([a-z-]+)``", baking.__doc__ or "", re.MULTILINE)}


def test_every_code_of_a_report_has_a_line() -> None:
    table = codes_of_the_table()
    assert len(table) > 70

    known_at_the_command_line = {code for code in MEANINGS if code != "readable.no-file"}
    assert (set(table) | codes_of_files() | known_at_the_command_line) - set(CHECKS) == set()


def test_every_code_that_decides_has_a_sentence() -> None:
    wrong = {code for code, finding in codes_of_the_table().items() if finding not in FINE}

    assert (wrong | codes_of_files()) - set(SENTENCES) - {"holder.kind-not-supported"} == set()


@pytest.mark.parametrize("code", sorted(CHECKS))
def test_no_line_stumbles_over_a_missing_fact(code: str) -> None:
    name = CheckName(code.partition(".")[0])
    finding = Finding.NOT_CHECKED if code in SENTENCES else Finding.PASSED
    answer = answer_on(report_with(name, finding, code))

    assert answer.sentence
    assert "%(" not in answer.sentence + answer.more + "".join(line.title + line.text for line in answer.checks)


def report_with(name: CheckName, finding: Finding, code: str, **facts: str) -> Report:
    fine = {
        CheckName.READABLE: "readable.ok",
        CheckName.SCHEMA: "schema.ok",
        CheckName.CONTEXT: "context.ok",
        CheckName.PROOF: "proof.ok",
        CheckName.ISSUER: "issuer.known",
        CheckName.DATES: "dates.ok",
        CheckName.STATUS: "status.ok",
        CheckName.HOLDER: "holder.matches",
    }
    return Report(
        tuple(
            Check(each, finding, code, {key.replace("_", "-"): value for key, value in facts.items()})
            if each is name
            else Check(each, Finding.PASSED, passed)
            for each, passed in fine.items()
        )
    )


def test_a_withdrawn_badge_of_ours_says_when_and_why() -> None:
    badge = Badge(revoked_at=datetime(2027, 3, 3, 12, tzinfo=UTC), revoked_because="Issued by mistake.")

    answer = answer_on(report_with(CheckName.STATUS, Finding.FAILED, "status.revoked"), badge=badge)

    assert "3 March 2027" in answer.sentence
    assert "Issued by mistake." in answer.more
    assert answer.verdict == "invalid"


def test_a_suspended_badge_of_ours_says_since_when_and_why() -> None:
    badge = Badge(suspended_at=datetime(2027, 3, 3, 12, tzinfo=UTC), suspended_because="An appeal is under way.")

    answer = answer_on(report_with(CheckName.STATUS, Finding.FAILED, "status.suspended"), badge=badge)

    assert "3 March 2027" in answer.sentence
    assert "An appeal is under way." in answer.more
    assert answer.verdict == "invalid"


def test_an_expired_badge_says_until_when() -> None:
    report = report_with(CheckName.DATES, Finding.FAILED, "dates.expired", valid_until="2026-11-01T00:00:00+00:00")

    assert "1 November 2026" in answer_on(report).sentence


def test_an_unknown_issuer_is_named_by_where_it_was_looked_up() -> None:
    report = report_with(CheckName.ISSUER, Finding.NOT_CHECKED, "issuer.unknown", did="did:key:z6Mk")

    assert "website" in answer_on(report).more
    assert answer_on(report).verdict == "undecided"


def test_a_changed_badge_is_called_changed_even_when_it_was_withdrawn_as_well() -> None:
    checks = (
        Check(CheckName.READABLE, Finding.PASSED, "readable.ok"),
        Check(CheckName.PROOF, Finding.FAILED, "proof.changed"),
        Check(CheckName.STATUS, Finding.FAILED, "status.revoked"),
    )
    answer = answer_on(Report(checks))

    assert "changed after it was issued" in answer.sentence
    assert not answer.is_intact
