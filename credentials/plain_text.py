"""What the command line prints: a badge and a verdict as lines of text for a terminal, in English.

A badge is somebody else's text. Nothing of it may steer the terminal, so control characters never get through.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from credentials.core.identity import ADDRESS_TYPES
from credentials.core.report import Report
from credentials.core.summary import OtherResult, Summary
from credentials.plain_words import meaning_of

_VERDICTS = {"recognised": "recognised", "partly": "partly", "not-yet": "not yet"}
_WIDE = 100  # characters of a longer text


def printable(text: str) -> str:
    """One line without characters that a terminal would obey instead of show."""
    return "".join(character if character.isprintable() else " " for character in text).strip()


def table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Rows in columns as wide as their widest cell; the last column may be as long as it likes."""
    cleaned = [[printable(cell) for cell in row] for row in rows]
    widths = [max(len(row[column]) for row in cleaned) for column in range(len(cleaned[0]) - 1)] if cleaned else []
    for row in cleaned:
        padded = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        yield "  ".join([*padded, row[-1]]).rstrip()


def report_lines(report: Report) -> Iterator[str]:
    """The checks as a table, what they are about, and the same for each badge and endorsement inside."""
    yield from table([(check.name, check.finding, meaning_of(check)) for check in report.checks])
    if report.summary is not None:
        about = {
            "title": report.summary.title,
            "issuer": _issuer(report.summary),
            "valid from": _moment(report.summary.valid_from),
        }
        yield ""
        yield from table([(name, text) for name, text in about.items() if text])
    for kind, reports in (("badge", report.inner), ("endorsement", report.endorsements)):
        for number, inner in enumerate(reports, start=1):
            yield ""
            title = printable(_shortened(inner.summary.title)) if inner.summary is not None else ""
            yield f"{kind} {number} inside{f', {title}' if title else ''}: {inner.verdict}"
            yield from (f"  {line}".rstrip() for line in report_lines(inner))


def summary_lines(summary: Summary) -> Iterator[str]:
    """What a badge states, a fact a line. It says nothing about whether that is true."""
    facts = [(name, text) for name, text in _facts(summary) if text]
    yield from table(facts)
    if summary.units:
        yield ""
        yield from table([(unit.code, _VERDICTS.get(unit.verdict, unit.verdict), unit.title) for unit in summary.units])
    if summary.other_results:
        yield ""
        yield from table([(result.name, result.value, _measured_by(result)) for result in summary.other_results])
    for name, rows in (("evidence", _evidence(summary)), ("in line with", _alignments(summary))):
        if rows:
            yield ""
            yield from table([(name, *row) for row in rows])


def _facts(summary: Summary) -> Iterator[tuple[str, str]]:
    yield "title", summary.title
    yield "example", "yes: this badge says of itself that it is an example" if summary.is_example else ""
    yield "description", _shortened(summary.description)
    yield "kind", summary.kind
    yield "issuer", _issuer(summary)
    yield "issuer's site", summary.issuer_url
    yield "holder", summary.holder_name or ""
    yield "bound to", _bound_to(summary)
    yield (
        "standard",
        ", ".join(
            filter(
                None,
                [summary.standard_title, f"version {summary.standard_version}" if summary.standard_version else ""],
            )
        ),
    )
    yield "standard's code", " ".join(filter(None, [summary.standard_code_system, summary.standard_code]))
    yield "standard's owner", summary.standard_owner
    yield "level", ", ".join(f"{level.framework} {level.level}" for level in summary.levels)
    yield "route", ", ".join(filter(None, [summary.route_name or summary.route_label, summary.hours_text]))
    yield "assessed by", ", ".join(instrument.name for instrument in summary.instruments)
    yield "assessed on", _day(summary.assessed_on)
    yield "valid from", _moment(summary.valid_from)
    yield "valid until", _moment(summary.valid_until)
    yield "criteria", _shortened(summary.criteria_narrative)
    yield "says", _shortened(summary.comment)
    yield "also exists as", ", ".join(" ".join(filter(None, [item.language, item.version])) for item in summary.related)
    yield "credential", summary.credential_id


def _measured_by(result: OtherResult) -> str:
    scale = f"{result.lowest} to {result.highest}" if result.lowest and result.highest else result.highest
    facts = {
        "": result.kind,
        "level": result.level if result.level != result.value else "",
        "points": result.points,
        "status": result.status if result.status != result.value else "",
        "scale": scale,
        "needed": result.required,
    }
    return ", ".join(f"{name} {text}".strip() for name, text in facts.items() if text)


def _evidence(summary: Summary) -> list[tuple[str, str]]:
    return [(_shortened(item.name or item.narrative or item.description), item.url) for item in summary.evidence]


def _alignments(summary: Summary) -> list[tuple[str, str]]:
    return [
        (_shortened(" ".join(filter(None, [item.framework, item.code, item.name]))), item.url)
        for item in summary.alignments
    ]


def _issuer(summary: Summary) -> str:
    return " ".join(filter(None, [summary.issuer_name, f"<{summary.issuer_did}>" if summary.issuer_did else ""]))


def _bound_to(summary: Summary) -> str:
    """What the badge is bound to, by the name that the standard has for it; the values are nobody's business."""
    others = [kind for kind in summary.identity_types if kind != "name" and kind not in ADDRESS_TYPES]
    if others:
        return ", ".join(kind for kind in summary.identity_types if kind != "name")
    if summary.identity_count == 0:
        return ""
    return (
        "one address of the holder"
        if summary.identity_count == 1
        else f"{summary.identity_count} addresses of the holder"
    )


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _WIDE else line[: _WIDE - 1].rstrip() + "…"


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _moment(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""
