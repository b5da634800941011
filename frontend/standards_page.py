"""What the pages of standards show: rows, settings in words, problems and changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from evc.standards.changes import Change, Changes
from evc.standards.importing.recognising import WORDS, Kind
from evc.standards.models import StandardVersion, SubstantiationDepth, ThresholdRule
from frontend.pages import Crumb

_SETTING_WORDS: Mapping[str, Promise] = {
    "threshold_rule": gettext_lazy("When a work process is recognised"),
    "threshold_percent": gettext_lazy("When a work process is recognised"),
    "substantiation_depth": gettext_lazy("Substantiation"),
    "repetitions_expire_after_years": gettext_lazy("Old repetitions"),
    "repetitions_independent_only": gettext_lazy("Repetitions that count"),
    "repetitions_least_witnesses": gettext_lazy("Witnesses"),
}


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    """One kind of change, with its lines. ``reworded``: the lines show the text before and after."""

    key: str
    title: str
    rows: tuple[Change, ...]


def way_to(title: str, *between: Crumb) -> list[Crumb]:
    return [
        {"label": _("Home"), "href": reverse("home")},
        {"label": _("Standards"), "href": reverse("standards")},
        *between,
        {"label": title},
    ]


def to_version(version: StandardVersion) -> Crumb:
    return {"label": str(version), "href": reverse("standard", args=[version.pk])}


def file_name(version: StandardVersion) -> str:
    return str(get_valid_filename(f"{version.standard.key}-{version.label}"))


def threshold_words(version: StandardVersion) -> str:
    """When a work process of this version is recognised, as a sentence."""
    if version.threshold_rule == ThresholdRule.NAMED:
        return _("when the criteria that are marked “decides” are met; where none is marked, all of them")
    if version.threshold_percent == 100:
        return _("when all criteria are met")
    return _("when %(percent)s%% of its criteria is met") % {"percent": version.threshold_percent}


def settings_facts(version: StandardVersion) -> list[dict[str, str]]:
    """What the version asks, as a list of facts."""
    per_criterion = version.substantiation_depth == SubstantiationDepth.CRITERION
    years, witnesses = version.repetitions_expire_after_years, version.repetitions_least_witnesses
    old = ngettext("count no longer after %(years)s year", "count no longer after %(years)s years", years or 0)
    people = ngettext(
        "at least %(count)s witness for each work process",
        "at least %(count)s different witnesses for each work process",
        witnesses,
    )
    return [
        {"label": _("A work process is recognised"), "value": threshold_words(version)},
        {"label": _("Substantiation"), "value": _("per criterion") if per_criterion else _("per work process")},
        {
            "label": _("Repetitions that count"),
            "value": _("only those done alone") if version.repetitions_independent_only else _("also those with help"),
        },
        {"label": _("Old repetitions"), "value": old % {"years": years} if years else _("are flagged and still count")},
        {"label": _("Witnesses"), "value": people % {"count": witnesses}},
    ]


def standard_facts(version: StandardVersion) -> list[dict[str, str]]:
    """Where it comes from and what it is; a level only where the standard has one."""
    standard = version.standard
    told: Iterable[tuple[str, Any]] = (
        (_("Owner"), standard.owner),
        (_("Code"), f"{standard.code_system} {standard.code}".strip()),
        (_("Level (mbo)"), standard.level_mbo),
        (_("Level (NLQF)"), standard.level_nlqf),
        (_("Level (EQF)"), standard.level_eqf),
        (_("Status"), version.status),
        (_("Source"), version.source),
        (_("Literal"), version.provenance.get("letterlijk")),
        (_("In our own words"), version.provenance.get("parafrase")),
        (_("Made up, as an example"), version.provenance.get("voorbeeld")),
        (_("Remark"), version.provenance.get("opmerking")),
    )
    facts = [{"label": label, "value": str(value)} for label, value in told if value]
    if standard.uri:
        facts.append({"label": _("Address"), "value": standard.uri, "href": standard.uri})
    return facts


def change_groups(found: Changes) -> list[ChangeGroup]:
    """The changes that there are, each kind under its heading."""
    groups = (
        ("reworded", _("Reworded"), found.reworded),
        ("added", _("Added"), found.added),
        ("gone", _("Gone"), found.gone),
        ("moved", _("Moved"), found.moved),
        ("ruled", _("Other repetitions, elective or not, decides or not"), found.ruled),
    )
    return [ChangeGroup(key, title, rows) for key, title, rows in groups if rows]


def changed_settings(found: Changes) -> list[str]:
    return list(dict.fromkeys(str(_SETTING_WORDS[name]) for name in found.settings))


def preview_facts(preview: Mapping[str, Any]) -> list[dict[str, str]]:
    """What a file holds, as it was read."""
    counts = preview["counts"]
    facts = [
        {"label": _("Recognised as"), "value": str(WORDS[Kind(preview["kind"])])},
        {"label": _("Standard"), "value": preview["title"]},
        {"label": _("Version"), "value": preview["label"]},
        {"label": _("Units"), "value": str(counts["units"])},
        {"label": _("Work processes"), "value": str(counts["work_processes"])},
        {"label": _("Criteria"), "value": str(counts["criteria"])},
    ]
    if preview["skipped"]:
        facts.append({"label": _("Not known here, skipped"), "value": ", ".join(preview["skipped"])})
    return facts


def problem_rows(preview: Mapping[str, Any]) -> list[list[str]]:
    return [
        [problem.get("where") or _("The file"), problem.get("field", ""), problem["problem"]]
        for problem in preview.get("problems", ())
    ]
