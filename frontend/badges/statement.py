"""What a badge states, composed for a page. Anybody's badge: texts are cut to a length, and nothing is taken for true."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypedDict
from urllib.parse import urlsplit

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from credentials import picture
from credentials import services as credentials
from credentials.core.claim import COURSE, AchievementKind, Verdict
from credentials.core.summary import Summary
from frontend.badges.stated import (
    Mention,
    ResultLine,
    alignment_mentions,
    bound_to,
    evidence_mentions,
    other_versions,
    result_lines,
    web_address,
)

_MOST_UNITS = 200
_MOST_INSTRUMENTS = 50
_LONG, _LONGER = 300, 5000  # characters of a line, and of a text
_SHARE = {Verdict.RECOGNISED: 2, Verdict.PARTLY: 1, Verdict.NOT_YET: 0}  # of 2, for the bar
_WORDS = {
    Verdict.RECOGNISED: gettext_lazy("Recognised"),
    Verdict.PARTLY: gettext_lazy("Partly recognised"),
    Verdict.NOT_YET: gettext_lazy("Not yet recognised"),
}
_WHAT_IT_IS = {
    AchievementKind.EXPERIENCE_CERTIFICATE: gettext_lazy(
        "An ervaringscertificaat (experience certificate): the standard and the provider were recognised for EVC."
    ),
    AchievementKind.EXPERIENCE_PROFILE: gettext_lazy(
        "An ervaringsprofiel (experience profile). It is not an ervaringscertificaat (experience certificate)."
    ),
    AchievementKind.COMPETENCE_REPORT: gettext_lazy(
        "A competentierapport (competence report). It is not an ervaringscertificaat (experience certificate)."
    ),
    COURSE: gettext_lazy("A course that was followed and put into practice. Nobody was assessed for it."),
}


class Fact(TypedDict, total=False):
    label: str
    value: str
    href: str


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One work process with its result as a bar: ``share`` of two."""

    code: str
    title: str
    state: str
    word: str
    share: int


@dataclass(frozen=True, slots=True)
class Group:
    """A core task with its work processes."""

    title: str
    units: tuple[UnitLine, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """``groups`` and ``others`` are empty where the holder chose not to show results."""

    summary: Summary
    facts: tuple[Fact, ...]
    what_it_is: str
    groups: tuple[Group, ...]
    others: tuple[ResultLine, ...]
    limits: tuple[str, ...]  # what it does not prove, a sentence each
    levels: tuple[str, ...]  # "Assessed against …", a sentence each
    evidence: tuple[Mention, ...] = ()
    aligned_with: tuple[Mention, ...] = ()
    criteria: Mention | None = None
    narrative: str = ""  # of a badge whose results don't say it already

    @property
    def words(self) -> str:
        """How the work processes came out, in one line."""
        units = [unit for group in self.groups for unit in group.units]
        recognised = sum(unit.state == Verdict.RECOGNISED for unit in units)
        return _("%(count)s of %(total)s work processes recognised") % {"count": recognised, "total": len(units)}

    @property
    def kind_word(self) -> str:
        """Kinds of recognition are terms of law, the same in every language; a course has a word in each."""
        return kind_word(self.summary.kind)

    @property
    def is_course(self) -> bool:
        return self.summary.kind == COURSE

    @property
    def has_units(self) -> bool:
        return bool(self.groups)


def statement_of(
    summary: Summary, *, shows_results: bool = True, shows_name: bool = True, was_sent: bool = False
) -> Statement:
    """What the badge says of itself, in the active language where the words are ours.

    ``was_sent``: somebody got it from somebody, and can compare an address on the same page.
    """
    short = _shortened(summary)
    if short.kind == COURSE and not shows_results:
        short = short._replace(instruments=())  # of a course they say how often and confirmed by how many
    return Statement(
        summary=short,
        facts=tuple(_facts(short, shows_name=shows_name)),
        what_it_is=str(_WHAT_IT_IS.get(short.kind, "")) if short.kind != COURSE or _is_our_course(summary) else "",
        groups=tuple(_groups(short)) if shows_results else (),
        others=result_lines(short.other_results) if shows_results else (),
        limits=tuple(_limits(short, was_sent=was_sent)),
        levels=tuple(
            _(
                "Assessed against the description of %(framework)s level %(level)s. The level belongs to the standard, not "
                "to the person."
            )
            % {"framework": level.framework, "level": level.level}
            for level in short.levels
        ),
        evidence=evidence_mentions(short) if shows_results else (),
        aligned_with=alignment_mentions(short.alignments),
        criteria=_criteria(short),
        narrative=short.narrative if shows_results and not short.units else "",
    )


def kind_word(kind: str) -> str:
    return _("Course") if kind == COURSE else kind


def _is_our_course(summary: Summary) -> bool:
    """Others use the same kind for what may be something else; only ours says that it was put into practice."""
    return summary.kind == COURSE and any(instrument.key == "practice" for instrument in summary.instruments)


def medal_uri(summary: Summary) -> tuple[str, str]:
    """The medal drawn anew from the signed data as a ``data:`` address, and what stands on it in words."""
    medal = credentials.medal_of(_shortened(summary))
    encoded = base64.b64encode(picture.draw_svg(medal)).decode("ascii")
    return f"data:image/svg+xml;base64,{encoded}", picture.describe(medal)


def _shortened(summary: Summary) -> Summary:
    """A page and a medal have an end, whatever somebody puts in a badge."""
    return summary._replace(
        title=summary.title[:_LONG],
        description=summary.description[:_LONGER],
        issuer_name=summary.issuer_name[:_LONG],
        standard_title=summary.standard_title[:_LONG],
        criteria_narrative=summary.criteria_narrative[:_LONGER],
        narrative=summary.narrative[:_LONGER],
        route_label=summary.route_label[:40],
        units=summary.units[:_MOST_UNITS],
        instruments=summary.instruments[:_MOST_INSTRUMENTS],
        levels=summary.levels[:2],
    )


def _facts(summary: Summary, *, shows_name: bool) -> Iterator[Fact]:
    if shows_name and summary.holder_name:
        yield {"label": _("Name in the badge"), "value": summary.holder_name}
    if summary.issuer_name:
        yield {"label": _("Issuer calls itself"), "value": summary.issuer_name}
    if summary.kind:
        yield {"label": _("Kind"), "value": kind_word(summary.kind)}
    if summary.standard_title:
        yield {"label": _("Assessed against"), "value": _standard(summary)}
    for level in summary.levels:
        yield {"label": _("Level of the standard"), "value": f"{level.framework} {level.level}"}
    if route := " · ".join(filter(None, [summary.route_name or summary.route_label, summary.hours_text])):
        yield {"label": _("Route"), "value": route}
    if summary.assessed_on:
        label = _("Completed on") if summary.kind == COURSE else _("Assessed on")
        yield {"label": label, "value": date_format(summary.assessed_on, "j F Y")}
    if summary.valid_from:
        yield {"label": _("Issued on"), "value": date_format(timezone.localdate(summary.valid_from), "j F Y")}
    if summary.valid_until:
        yield {"label": _("Valid until"), "value": date_format(timezone.localdate(summary.valid_until), "j F Y")}
    if shows_name and (bound := bound_to(summary.identity_types)):
        yield {"label": _("Bound to"), "value": bound}
    if versions := other_versions(summary.related):
        yield {"label": _("There is also"), "value": versions}


def _criteria(summary: Summary) -> Mention | None:
    """The criteria as a text, or as the page where they stand (Open Badges 2.0); None where there are none."""
    text = summary.criteria_narrative
    if href := web_address(text):
        return Mention(name=_("What had to be shown"), href=href, host=urlsplit(href).hostname or "")
    return Mention(name="", text=text) if text else None


def _standard(summary: Summary) -> str:
    code = " ".join(filter(None, [summary.standard_code_system, summary.standard_code]))
    version = _("version %(version)s") % {"version": summary.standard_version} if summary.standard_version else ""
    return ", ".join(filter(None, [summary.standard_title, code, version]))


def _groups(summary: Summary) -> Iterator[Group]:
    lines: dict[tuple[str, str], list[UnitLine]] = {}
    for unit in summary.units:
        line = UnitLine(
            code=unit.code,
            title=unit.title,
            state=str(unit.verdict),
            word=str(_WORDS[unit.verdict]),
            share=_SHARE[unit.verdict],
        )
        lines.setdefault((unit.group_code, unit.group_title), []).append(line)
    for (code, title), units in lines.items():
        yield Group(title=title or code, units=tuple(units))


def _limits(summary: Summary, *, was_sent: bool) -> Iterator[str]:
    yield _("It is not a diploma. An exam board decides for itself whether somebody gets an exemption.")
    if summary.kind in {AchievementKind.EXPERIENCE_PROFILE, AchievementKind.COMPETENCE_REPORT}:
        yield _("It is not an ervaringscertificaat (experience certificate).")
    if day := summary.assessed_on:
        yield _("It says nothing about what somebody can do after %(day)s.") % {"day": date_format(day, "j F Y")}
    if summary.levels:
        yield _("Somebody was assessed against a level. That is not the same as having that level of education.")
    yield _(
        "The signature proves who issued the badge and that nothing was changed. Whether the assessment was good is for "
        "the issuer to answer."
    )
    if was_sent and summary.names_an_address:
        yield _(
            "It does not prove that whoever sent it to you is the person it was issued to. Compare the address below."
        )
    elif was_sent:
        yield _("It does not prove that whoever sent it to you is the person it was issued to. Ask that person.")
