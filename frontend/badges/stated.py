"""What a badge states beside its results by work process, in words: grades, evidence, frameworks, whom it is bound to.

A stranger's badge, so everything is cut to a length, and only an address of the web becomes a link.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import urlsplit

from django.utils.functional import Promise
from django.utils.translation import get_language_info, gettext_lazy
from django.utils.translation import gettext as _

from credentials.core.identity import ADDRESS_TYPES
from credentials.core.summary import AlignmentClaim, EvidenceClaim, OtherResult, RelatedClaim, Summary

_MOST = 50
_LONG, _LONGER = 300, 2000  # characters of a line, and of a text
_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)?")
_PERCENT = "Percent"

# ResultType of Open Badges 3.0.
_KINDS: Mapping[str, str | Promise] = MappingProxyType(
    {
        "GradePointAverage": gettext_lazy("Average grade"),
        "LetterGrade": gettext_lazy("Grade in letters"),
        "Percent": gettext_lazy("Percentage"),
        "PerformanceLevel": gettext_lazy("Level"),
        "PredictedScore": gettext_lazy("Expected score"),
        "RawScore": gettext_lazy("Score"),
        "Result": gettext_lazy("Result"),
        "RubricCriterion": gettext_lazy("Criterion"),
        "RubricCriterionLevel": gettext_lazy("Level"),
        "RubricScore": gettext_lazy("Score"),
        "ScaledScore": gettext_lazy("Score on a scale"),
        "Status": gettext_lazy("State"),
    }
)
# ResultStatusType.
_STATUSES: Mapping[str, str | Promise] = MappingProxyType(
    {
        "Completed": gettext_lazy("Completed"),
        "Enrolled": gettext_lazy("Enrolled"),
        "Failed": gettext_lazy("Not passed"),
        "InProgress": gettext_lazy("Busy with it"),
        "OnHold": gettext_lazy("On hold"),
        "Provisional": gettext_lazy("Provisional"),
        "Withdrew": gettext_lazy("Stopped"),
    }
)
# IdentifierTypeEnum, and the types of Open Badges 2.0. The others are numbers in some system.
_BOUND_TO: Mapping[str, str | Promise] = MappingProxyType(
    {
        "telephone": gettext_lazy("a telephone number"),
        "url": gettext_lazy("a web address"),
        "userName": gettext_lazy("a user name"),
        "accountId": gettext_lazy("an account"),
        "nationalIdentityNumber": gettext_lazy("a national identity number"),
    }
)


@dataclass(frozen=True, slots=True)
class ResultLine:
    """A grade or a level; ``notes``: what it is measured by, a few words each."""

    name: str
    value: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """Something that the badge points at. ``href`` is an address of the web, or ""; ``host`` says where that leads."""

    name: str
    text: str = ""
    href: str = ""
    host: str = ""


def result_lines(results: tuple[OtherResult, ...]) -> tuple[ResultLine, ...]:
    """Results of another kind than our three verdicts."""
    return tuple(_result_line(result) for result in results[:_MOST])


def evidence_mentions(summary: Summary) -> tuple[Mention, ...]:
    """Evidence that can be looked at or that says something; what is named as a way of assessing stands there already."""
    told = {instrument.name for instrument in summary.instruments}
    own = f"{summary.credential_id}#"  # a place in the badge itself, where nothing more stands
    return tuple(
        _evidence(item, is_told=item.name in told)
        for item in summary.evidence[:_MOST]
        if _is_shown(item) and not item.url.startswith(own)
    )


def alignment_mentions(alignments: tuple[AlignmentClaim, ...]) -> tuple[Mention, ...]:
    """What the achievement is said to be in line with."""
    return tuple(_alignment(item) for item in alignments[:_MOST] if item.name or web_address(item.url))


def other_versions(related: tuple[RelatedClaim, ...]) -> str:
    """The languages and versions that the same achievement also has, in one line; "" where it names none."""
    names = [" ".join(_version(item)) for item in related[:_MOST]]
    return ", ".join(dict.fromkeys(filter(None, names)))


def bound_to(identity_types: tuple[str, ...]) -> str:
    """To what the badge is bound beside a name and an e-mail address, in one line; "" for nothing."""
    kinds = [kind for kind in identity_types if kind != "name" and kind not in ADDRESS_TYPES]
    words = [str(_BOUND_TO.get(kind) or _("a number in a system of the issuer")) for kind in kinds]
    return ", ".join(dict.fromkeys(words))


def web_address(text: str) -> str:
    """The text where it is a whole address of the web, so that it may become a link; else ""."""
    try:
        parts = urlsplit(text)
    except ValueError:  # "http://["
        return ""
    return text if parts.scheme in ("https", "http") and parts.hostname and len(text) <= _LONGER else ""


def _result_line(result: OtherResult) -> ResultLine:
    kind = str(_KINDS.get(result.kind, result.kind))[:_LONG]
    value = str(_STATUSES.get(result.value, result.value))
    if result.kind == _PERCENT and _NUMBER.fullmatch(value):
        value = f"{value}%"
    name = result.name[:_LONG]
    notes = [kind] if name and kind and kind != name else []
    return ResultLine(name or kind or _("Result"), value[:_LONG], (*notes, *_measures(result)))


def _measures(result: OtherResult) -> Iterator[str]:
    if result.level and result.level != result.value:
        yield _("level: %(level)s") % {"level": result.level[:_LONG]}
    if result.points:
        yield _("points: %(points)s") % {"points": result.points[:_LONG]}
    if result.status and result.status != result.value:
        yield str(_STATUSES.get(result.status, result.status))[:_LONG]
    if result.lowest and result.highest:
        yield _("from %(lowest)s to %(highest)s") % {
            "lowest": result.lowest[:_LONG],
            "highest": result.highest[:_LONG],
        }
    elif result.highest:
        yield _("at most %(highest)s") % {"highest": result.highest[:_LONG]}
    if result.required:
        yield _("needed: %(required)s") % {"required": result.required[:_LONG]}


def _is_shown(item: EvidenceClaim) -> bool:
    return bool(web_address(item.url) or (not item.name and (item.narrative or item.description)))


def _evidence(item: EvidenceClaim, *, is_told: bool) -> Mention:
    text = "" if is_told else item.narrative or item.description
    return _mention(item.name, text, item.url) if item.name or item.url else _mention("", text, "")


def _alignment(item: AlignmentClaim) -> Mention:
    framework = " ".join(filter(None, [item.framework, item.code]))
    return _mention(item.name, framework or item.description, item.url)


def _mention(name: str, text: str, url: str) -> Mention:
    href = web_address(url)
    host = urlsplit(href).hostname or ""
    return Mention(name=(name or host)[:_LONG], text=text[:_LONGER], href=href, host=host)


def _version(item: RelatedClaim) -> Iterator[str]:
    if item.language:
        yield _language(item.language)
    if item.version:
        yield _("version %(version)s") % {"version": item.version[:_LONG]}


def _language(code: str) -> str:
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code[:20]
