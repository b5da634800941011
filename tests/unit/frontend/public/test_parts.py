"""What is inside a record or a presentation, and what others say: which of it decides, and in which words."""

from __future__ import annotations

import pytest
from django.utils import translation

from credentials.core.report import Check, CheckName, Finding, KnownIssuer, Report
from credentials.core.summary import summarise
from frontend.verdicts import answer_on
from frontend.verdicts.choosing import place_of
from frontend.verdicts.sentences import SENTENCES, VALID, VALID_WITHOUT_STATUS
from tests.unit.frontend.public.test_verdicts import codes_of_the_table, report_with

FINE = report_with(CheckName.READABLE, Finding.PASSED, "readable.ok")
RECORD = report_with(CheckName.SCHEMA, Finding.PASSED, "schema.clr")
REVOKED = report_with(CheckName.STATUS, Finding.FAILED, "status.revoked")
UNKNOWN = report_with(CheckName.ISSUER, Finding.NOT_CHECKED, "issuer.unknown", did="did:web:elders.example")
UNREADABLE = Report((Check(CheckName.READABLE, Finding.FAILED, "readable.too-large"),))
FINDINGS = codes_of_the_table()


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def presentation(*inner: Report, issuer: str = "issuer.holder", own: int = 0, **changes: Finding) -> Report:
    """What somebody shows: signed, unless ``issuer`` says otherwise."""
    is_signed = issuer == "issuer.holder"
    proof = Check(
        CheckName.PROOF, Finding.PASSED if is_signed else Finding.ABSENT, "proof.ok" if is_signed else "proof.none"
    )
    checks = (
        Check(CheckName.READABLE, Finding.PASSED, "readable.ok"),
        Check(CheckName.SCHEMA, Finding.PASSED, "schema.data-model"),
        Check(CheckName.CONTEXT, Finding.PASSED, "context.ok"),
        proof,
        Check(CheckName.ISSUER, proof.finding, issuer, {"did": "did:example:fatima"}),
        Check(CheckName.DATES, Finding.ABSENT, "dates.none"),
        Check(CheckName.STATUS, Finding.ABSENT, "status.none"),
        Check(
            CheckName.HOLDER,
            Finding.ABSENT,
            "holder.presented",
            {"did": "did:example:fatima", "credentials": str(len(inner)), "own": str(own)},
        ),
    )
    return Report(checks, inner=inner, is_presentation=True)


def told(report: Report, **members: object) -> Report:
    """The report with what the badge states."""
    return report._replace(read=lambda: summarise(members))


def without(report: Report, name: CheckName, finding: Finding, code: str) -> Report:
    """The report with another outcome of one check."""
    changed = Check(name, finding, code)
    return report._replace(checks=tuple(changed if check.name is name else check for check in report.checks))


@pytest.mark.parametrize("code", sorted(set(SENTENCES) & set(FINDINGS)))
def test_no_code_that_decides_is_called_real_and_valid(code: str) -> None:
    report = report_with(CheckName(code.partition(".")[0]), Finding(FINDINGS[code]), code)

    answer = answer_on(report)

    assert answer.verdict != "valid"
    assert answer.sentence not in {str(VALID.sentence), str(VALID_WITHOUT_STATUS.sentence)}


@pytest.mark.parametrize(
    ("inner", "verdict", "sentence"),
    [
        pytest.param([FINE, FINE], "valid", "This record is real and valid, and so is each badge in it.", id="fine"),
        pytest.param([FINE, REVOKED], "invalid", "A badge inside this record is not valid.", id="withdrawn"),
        pytest.param([UNREADABLE], "invalid", "A badge inside this record is not valid.", id="unreadable"),
        pytest.param(
            [UNKNOWN, REVOKED], "invalid", "A badge inside this record is not valid.", id="unknown, withdrawn"
        ),
        pytest.param(
            [UNKNOWN],
            "undecided",
            "This record is real, but a badge inside it could not be checked in full.",
            id="unknown",
        ),
    ],
)
def test_a_record_says_so_when_a_badge_inside_decides(inner: list[Report], verdict: str, sentence: str) -> None:
    answer = answer_on(RECORD._replace(inner=tuple(inner)))

    assert (answer.verdict, answer.sentence) == (verdict, sentence)
    assert bool(answer.more) == (verdict != "valid")


def test_a_badge_inside_that_is_not_valid_comes_before_an_issuer_that_is_not_known() -> None:
    report = without(RECORD._replace(inner=(REVOKED,)), CheckName.ISSUER, Finding.NOT_CHECKED, "issuer.unknown")

    assert answer_on(report).sentence == "A badge inside this record is not valid."


def test_what_is_wrong_with_the_record_itself_comes_first_of_all() -> None:
    report = without(RECORD._replace(inner=(REVOKED,)), CheckName.PROOF, Finding.FAILED, "proof.changed")

    assert "changed after it was issued" in answer_on(report).sentence


@pytest.mark.parametrize(
    ("inner", "sentence"),
    [
        pytest.param([FINE], "The badges that are shown here are real and valid.", id="fine"),
        pytest.param([FINE, REVOKED], "A badge that is shown here is not valid.", id="withdrawn"),
        pytest.param([UNKNOWN], "A badge that is shown here could not be checked in full.", id="unknown"),
        pytest.param([], "There is no badge in what is shown here.", id="none"),
    ],
)
def test_a_presentation_says_so_when_a_badge_in_it_decides(inner: list[Report], sentence: str) -> None:
    assert answer_on(presentation(*inner)).sentence == sentence


@pytest.mark.parametrize(
    ("check", "sentence"),
    [
        (Check(CheckName.PROOF, Finding.FAILED, "proof.changed"), "What is shown here was changed after it was signed"),
        (Check(CheckName.ISSUER, Finding.FAILED, "issuer.other-controller"), "It is not proven who shows you"),
        (Check(CheckName.SCHEMA, Finding.FAILED, "schema.malformed"), "What is shown here is not made as it should be"),
        (Check(CheckName.PROOF, Finding.NOT_CHECKED, "proof.key-unavailable"), "We can't check who shows you"),
    ],
)
def test_what_is_wrong_with_a_presentation_is_not_said_of_a_badge(check: Check, sentence: str) -> None:
    answer = answer_on(without(presentation(FINE), check.name, check.finding, check.code))

    assert answer.sentence.startswith(sentence)


def test_who_presents_is_named_and_that_a_file_can_be_passed_on() -> None:
    signed = answer_on(presentation(FINE, FINE, own=1)).shown_by

    assert "did:example:fatima" in signed[0]
    assert "passed on" in signed[1]
    assert signed[2].startswith("1 of the 2 badges")


def test_nobody_is_named_as_presenting_what_is_not_signed() -> None:
    shown_by = answer_on(presentation(FINE, issuer="issuer.not-signed")).shown_by

    assert "not proven" in shown_by[0]
    assert "fatima" not in "".join(shown_by)


def test_what_does_not_apply_to_a_presentation_is_not_listed() -> None:
    titles = {line.title for line in answer_on(presentation(FINE)).checks}

    assert titles == {"Readable", "Not changed", "Signed by the owner", "Clear"}


def test_each_badge_inside_has_its_title_issuer_and_verdict() -> None:
    known = told(FINE, name="Handhaver", issuer={"id": "did:x", "name": "School"})
    record = RECORD._replace(inner=(known._replace(known_issuer=KnownIssuer("did:x", "De school")), REVOKED))

    first, second = answer_on(record).inner

    assert (first.title, first.issuer, first.answer.verdict) == ("Handhaver", "De school", "valid")
    assert (second.title, second.answer.verdict) == ("Badge 2", "invalid")
    assert first.statement is not None
    assert first.answer.checks


def test_what_a_changed_badge_inside_says_is_not_shown() -> None:
    changed = told(report_with(CheckName.PROOF, Finding.FAILED, "proof.changed"), name="Directeur")

    (part,) = answer_on(RECORD._replace(inner=(changed,))).inner

    assert (part.title, part.issuer, part.statement) == ("Badge 1", "", None)


def test_a_badge_in_a_record_in_a_presentation_says_where_it_stands() -> None:
    record = told(RECORD, name="Overzicht")._replace(inner=(told(FINE, name="Handhaver"),))

    answer = answer_on(presentation(record))

    assert [(part.title, part.inside) for part in answer.inner] == [("Overzicht", ""), ("Handhaver", "Overzicht")]


def test_a_page_has_an_end_however_many_badges_are_inside() -> None:
    answer = answer_on(RECORD._replace(inner=(FINE,) * 130))

    assert (len(answer.inner), answer.more_inner) == (100, 30)


@pytest.mark.parametrize(
    ("report", "sentence"),
    [
        (FINE, "This endorsement is real and valid."),
        (UNKNOWN, "This was not changed since it was said, but we do not know who says it."),
        (REVOKED, "Whoever said this has taken it back."),
        (
            report_with(CheckName.SCHEMA, Finding.FAILED, "schema.malformed"),
            "This is about something else, or not made as an endorsement should be. Do not count it.",
        ),
        (
            report_with(CheckName.ISSUER, Finding.FAILED, "issuer.key-not-listed"),
            "It is not proven who says this. Do not count it.",
        ),
        (
            report_with(CheckName.STATUS, Finding.NOT_CHECKED, "status.unreachable"),
            "This endorsement could not be checked in full.",
        ),
        (UNREADABLE, "It is not proven who says this. Do not count it."),
        (FINE._replace(inner=(REVOKED,)), "It is not proven who says this. Do not count it."),
    ],
)
def test_an_endorsement_has_sentences_of_its_own_and_does_not_decide(report: Report, sentence: str) -> None:
    answer = answer_on(FINE._replace(endorsements=(report,)))

    assert answer.verdict == "valid"
    assert answer.endorsements[0].answer.sentence == sentence


def test_what_an_endorsement_says_is_shown_only_while_it_is_as_it_was_said() -> None:
    words = {"credentialSubject": {"endorsementComment": "Sterk."}, "name": "Aanbeveling"}
    changed = report_with(CheckName.PROOF, Finding.FAILED, "proof.changed")

    fine, bad = answer_on(FINE._replace(endorsements=(told(FINE, **words), told(changed, **words)))).endorsements

    assert (fine.says, fine.title) == ("Sterk.", "Aanbeveling")
    assert (bad.says, bad.title) == ("", "An endorsement")


@pytest.mark.parametrize(
    ("issuer", "place"),
    [
        ("did:web:voorbeeld.nl", "voorbeeld.nl"),
        ("did:web:voorbeeld.nl%3A8443:organisaties:a", "voorbeeld.nl:8443"),
        ("https://badges.voorbeeld.nl/issuer/1", "badges.voorbeeld.nl"),
        ("http://badges.voorbeeld.nl/issuer/1", ""),
        ("https://[", ""),
        ("did:key:z6Mk", ""),
        ("", ""),
    ],
)
def test_an_issuer_is_placed_by_where_it_was_looked_up(issuer: str, place: str) -> None:
    assert place_of(issuer) == place


def test_why_there_is_no_key_is_said_by_what_is_known_of_the_issuer() -> None:
    report = without(FINE, CheckName.PROOF, Finding.NOT_CHECKED, "proof.key-unavailable")
    report = without(report, CheckName.ISSUER, Finding.NOT_CHECKED, "issuer.kind-not-supported")

    assert answer_on(report).sentence.startswith("We can't look up this kind of issuer")


def test_comparing_an_address_is_only_promised_where_there_is_one() -> None:
    asked = without(FINE, CheckName.HOLDER, Finding.ABSENT, "holder.not-asked")
    address = {"credentialSubject": {"identifier": [{"identityType": "emailAddress"}]}}

    assert "To whom" in {line.title for line in answer_on(told(asked, **address)).checks}
    assert "To whom" not in {line.title for line in answer_on(told(asked)).checks}
