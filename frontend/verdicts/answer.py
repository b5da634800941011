"""From a report to an answer that an employer understands: a sentence, what to do, the checks, and what is inside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from credentials import services as credentials
from credentials.core.report import Check, CheckName, Finding, Report, ReportVerdict
from credentials.models import Badge
from frontend.badges import Statement, statement_of
from frontend.verdicts.choosing import deciding, finding_of, is_intact, kind_of, place_of, sentence_for
from frontend.verdicts.lines import CheckLine, facts_in_words, filled, lines_of
from frontend.verdicts.wholes import Kind

_MOST_PARTS = 100


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said about a badge, or about what holds badges.

    ``is_intact``: the signature fits, so that what it says may be shown as what it says. ``inner``: the badges inside, which
    count in the verdict, and ``more_inner``: how many are not listed. ``is_about_inner``: nothing is wrong with the whole
    itself, so that its own checks may stand folded. ``endorsements``: what others say about it, which
    doesn't count. ``shown_by``: who presents it, a sentence each.
    """

    kind: str
    verdict: str
    sentence: str
    more: str
    checks: tuple[CheckLine, ...]
    is_intact: bool
    inner: tuple[Part, ...] = ()
    more_inner: int = 0
    is_about_inner: bool = False
    endorsements: tuple[Part, ...] = ()
    shown_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """Something inside with an answer of its own.

    ``title`` and ``issuer`` are its own words where it is intact. ``inside``: the title of the part that it stands in, "" for
    what stands directly in the whole. ``says``: the words of an endorsement. ``statement`` is None where what it says can't be
    trusted.
    """

    title: str
    issuer: str
    answer: Answer
    inside: str = ""
    says: str = ""
    statement: Statement | None = field(default=None, repr=False)


def answer_on(report: Report, *, badge: Badge | None = None) -> Answer:
    """The answer in the active language. ``badge`` is our own row of it, which knows when and why it was withdrawn."""
    inner = list(_parts(report))
    return _answer(
        report,
        kind_of(report),
        badge,
        inner=tuple(inner[:_MOST_PARTS]),
        more_inner=len(inner[_MOST_PARTS:]),
        endorsements=tuple(_endorsement(each) for each in report.endorsements[:_MOST_PARTS]),
        shown_by=tuple(_shown_by(report)) if report.is_presentation else (),
    )


def _answer(
    report: Report,
    kind: Kind,
    badge: Badge | None,
    *,
    inner: tuple[Part, ...] = (),
    more_inner: int = 0,
    endorsements: tuple[Part, ...] = (),
    shown_by: tuple[str, ...] = (),
    is_whole: bool = True,
) -> Answer:
    chosen, check = sentence_for(report, kind, badge), deciding(report)
    facts = facts_in_words(check or _saying(report), badge)
    facts["place"] = place_of(report.summary.issuer_did) if report.summary else ""
    return Answer(
        kind=str(kind),
        verdict=str(report.verdict),
        sentence=filled(chosen.sentence, facts),
        more=filled(chosen.advice, facts) or (_issued_by(report) if is_whole else ""),
        checks=tuple(lines_of(report, badge, can_compare=is_whole)),
        is_intact=is_intact(report),
        inner=inner,
        more_inner=more_inner,
        is_about_inner=bool(inner) and check is None,
        endorsements=endorsements,
        shown_by=shown_by,
    )


def _saying(report: Report) -> Check:
    """The check whose facts are told when nothing is wrong."""
    return next((check for check in report.checks if check.code == "proof.sealed"), report.checks[0])


def _issued_by(report: Report) -> str:
    if report.summary is None or report.verdict is not ReportVerdict.VALID or not report.summary.issuer_name:
        return ""
    if report.known_issuer is not None and report.known_issuer.is_domain_proven:
        return _("Issued by %(name)s.") % {"name": _issuer_name(report)}
    return _("Issued by an organisation that calls itself “%(name)s”.") % {"name": _issuer_name(report)}


def _issuer_name(report: Report) -> str:
    if report.known_issuer is not None and report.known_issuer.name:
        return report.known_issuer.name
    return report.summary.issuer_name[:300] if report.summary is not None else ""


def _parts(report: Report, inside: str = "") -> Iterator[Part]:
    """The badges inside, and those inside them, in the order in which they stand."""
    for number, inner in enumerate(report.inner, start=1):
        intact = inner.summary if is_intact(inner) else None
        title = (intact.title[:300] if intact else "") or _("Badge %(number)s") % {"number": number}
        yield Part(
            title=title,
            issuer=_issuer_name(inner) if intact else "",
            answer=_answer(inner, kind_of(inner), _own_row(inner), is_whole=False),
            inside=inside,
            statement=statement_of(intact) if intact else None,
        )
        yield from _parts(inner, inside=title)


def _own_row(report: Report) -> Badge | None:
    """Our row of a badge that fell, which knows when and why. Of others nothing more is known than the report says."""
    return credentials.badge_in(report) if finding_of(report, CheckName.STATUS) is Finding.FAILED else None


def _endorsement(report: Report) -> Part:
    intact = report.summary if is_intact(report) else None
    return Part(
        title=(intact.title[:300] if intact else "") or _("An endorsement"),
        issuer=_issuer_name(report) if intact else "",
        answer=_answer(report, Kind.ENDORSEMENT, None, is_whole=False),
        says=intact.comment[:5000] if intact else "",
    )


def _shown_by(report: Report) -> Iterator[str]:
    """Who presents the badges, and whether they are about that person."""
    by_name = {check.name: check for check in report.checks}
    signed, about = by_name[CheckName.ISSUER], by_name[CheckName.HOLDER]
    if signed.code == "issuer.holder":
        yield _("Whoever shows these badges signed that with the key of %(did)s.") % {
            "did": signed.facts.get("did", "")
        }
        yield _(
            "It does not prove that whoever sent it to you is that person: a file can be passed on. Ask that person when you "
            "are in doubt."
        )
    elif signed.code == "issuer.not-signed":
        yield _(
            "It is not signed by whoever shows these badges. Anybody can have put them together: it is not proven whose they "
            "are."
        )
    else:
        return
    if about.code == "holder.presented" and int(about.facts["own"]):
        yield _("%(own)s of the %(credentials)s badges say that they are about the one who shows them.") % about.facts
