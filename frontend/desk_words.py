"""What is left and what to look at once more, in words, with where on the desk it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from evc.assessments.cautions import Caution, CautionKind
from evc.assessments.gaps import Gap, GapKind
from evc.assessments.selectors import Desk

MOST_LINES = 12  # what is left further on comes into sight as these go


@dataclass(frozen=True, slots=True)
class Line:
    """``anchor``: the id of the place on this page, "" where there is none."""

    words: str
    anchor: str


def left_words(count: int) -> str:
    if not count:
        return _("Nothing is left: you can make your assessment final.")
    return ngettext(
        "%(count)s thing is left in the whole dossier", "%(count)s things are left in the whole dossier", count
    ) % {"count": count}


def here_words(count: int) -> str:
    if not count:
        return _("This work process is done.")
    return ngettext("%(count)s thing is left here", "%(count)s things are left here", count) % {"count": count}


def left_here(desk: Desk) -> list[Line]:
    """What is left of this work process and of the items that are claimed for it, each once."""
    titles = {row.item.id: row.item.title for row in desk.current.items}
    lines: dict[Line, None] = {}
    for gap in chain(desk.current.left, *(row.left for row in desk.current.items)):
        lines[Line(_words(gap, titles), _anchor(gap))] = None
        if len(lines) == MOST_LINES:
            break
    return list(lines)


def caution_words(desk: Desk) -> list[Line]:
    titles = {row.item.id: row.item.title for row in desk.current.items}
    years = desk.assessment.trajectory.route.evidence_flagged_after_years
    return [_caution(caution, titles, years) for caution in desk.current.cautions]


def _caution(caution: Caution, titles: Mapping[UUID, str], years: int) -> Line:
    match caution.kind:
        case CautionKind.REASON_SHORT:
            words = _("The third leg is short. Can somebody else read from it what you saw and why it convinces?")
            return Line(words, f"criterion-{caution.criterion}" if caution.criterion else "legs")
        case CautionKind.ONLY_INDIRECT:
            words = _("All evidence here is indirect: others tell about the work. Nothing comes from the work itself.")
            return Line(words, "")
        case CautionKind.OLD_EVIDENCE:
            assert caution.item is not None
            words = _("“%(item)s” is older than %(years)s years.") % {"item": titles[caution.item], "years": years}
            return Line(words, f"vraak-{caution.item}")


def _words(gap: Gap, titles: Mapping[UUID, str]) -> str:
    if gap.item is not None:
        return f"{titles.get(gap.item, '')}: {gap.kind.sentence}"
    return f"{gap.code}: {gap.kind.sentence}" if gap.criterion and gap.code else str(gap.kind.sentence)


def _anchor(gap: Gap) -> str:
    if gap.item is not None:
        return f"vraak-{gap.item}"
    if gap.criterion is not None:
        return f"criterion-{gap.criterion}"
    return {GapKind.LEG: "legs", GapKind.WORK_PROCESS: "vraak-together", GapKind.REQUEST: "request-text"}.get(
        gap.kind, ""
    )
