"""What the quality care asks of somebody, as lines of the work list on the home page."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from evc.quality.models import Audit, Draw, Finding, SecondOpinion
from foundation.people.models import Person

Line = dict[str, Any]


def quality_lines(person: Person, *, today: date) -> list[Line]:
    """As ``components/work_list.html`` shows them. Four queries, whatever there is."""
    return [*_opinions(person), *_half_way(person), *_findings(person, today), *_audits(person)]


def _opinions(person: Person) -> list[Line]:
    asked = SecondOpinion.objects.visible_to(person).open().select_related("asked_by")
    return [
        {
            "title": _("Give a second opinion"),
            "href": reverse("opinion", args=[opinion.pk]),
            "why": _("%(name)s asks what you think of an outcome.") % {"name": opinion.asked_by.name},
        }
        for opinion in asked
    ]


def _half_way(person: Person) -> list[Line]:
    drawn = Draw.objects.visible_to(person).to_read().filter(moment=Draw.Moment.HALF_WAY)
    return [
        {
            "title": _("Look at the guidance of %(candidate)s") % {"candidate": draw.trajectory.candidate.name},
            "href": reverse("half-way", args=[draw.pk]),
            "why": _("Drawn for the sample, half-way."),
        }
        for draw in drawn.select_related("trajectory__candidate")[:20]
    ]


def _findings(person: Person, today: date) -> list[Line]:
    """One line for what one has to do, one for what one has to close."""
    rows = list(
        (Finding.objects.open().filter(owner=person) | Finding.objects.open().filter(raised_by=person)).values_list(
            "owner", "raised_by", "due_on", "answered_at"
        )
    )
    to_do = [due for owner, _raiser, due, answered in rows if owner == person.pk and answered is None]
    to_close = [due for _owner, raiser, due, answered in rows if raiser == person.pk and answered is not None]
    lines: list[Line] = []
    if to_do:
        why = ngettext(
            "%(count)s finding is yours to put right.", "%(count)s findings are yours to put right.", len(to_do)
        )
        lines.append(_line(_("Put findings right"), why % {"count": len(to_do)}, min(to_do), today))
    if to_close:
        why = ngettext("%(count)s finding was answered.", "%(count)s findings were answered.", len(to_close))
        lines.append(_line(_("Close findings"), why % {"count": len(to_close)}, None, today))
    return lines


def _line(title: str, why: str, until: date | None, today: date) -> Line:
    late = until is not None and until < today
    return {"title": title, "href": reverse("findings"), "why": why, "until": until, "late": late}


def _audits(person: Person) -> list[Line]:
    return [
        {
            "title": _("Read the sample of %(organisation)s") % {"organisation": audit.organisation.name},
            "href": reverse("audit", args=[audit.pk]),
            "why": _("You have access as an auditor."),
            "until": audit.until_day,
        }
        for audit in Audit.objects.visible_to(person).select_related("organisation")
    ]
