"""What the quality care asks of somebody, as lines of the work list on the home page."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from evc.quality.selectors.waiting import (
    audits_of,
    calibrations_asked_of,
    calibrations_of,
    findings_of,
    half_way_of,
    opinions_of,
    talks_of,
)
from foundation.people.models import Person
from frontend.asked_of import AskedOf

Line = dict[str, Any]


def quality_lines(person: Person, asked: AskedOf, *, today: date) -> list[Line]:
    """As ``components/work_list.html`` shows them. At most one query a list; none for a list that holds nothing."""
    return [
        *(_opinions(person) if asked.opinions else []),
        *(_half_way(person) if asked.half_way else []),
        *(_findings(person, today) if asked.findings else []),
        *(_audits(person) if asked.audits else []),
        *(_consents(person) if asked.calibration_consents else []),
        *(_calibrations(person, today) if asked.calibrations else []),
        *(_talks(person) if asked.talks else []),
    ]


def _opinions(person: Person) -> list[Line]:
    asked = opinions_of(person).select_related("asked_by")
    return [
        {
            "title": _("Give a second opinion"),
            "href": reverse("opinion", args=[opinion.pk]),
            "why": _("%(name)s asks what you think of an outcome.") % {"name": opinion.asked_by.name},
        }
        for opinion in asked
    ]


def _half_way(person: Person) -> list[Line]:
    drawn = half_way_of(person)
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
    rows = list(findings_of(person).values_list("owner", "raised_by", "due_on", "answered_at"))
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
        for audit in audits_of(person).select_related("organisation")
    ]


def _consents(person: Person) -> list[Line]:
    return [
        {
            "title": _("May we practise with your dossier?"),
            "href": reverse("calibration-consent", args=[found.pk]),
            "why": _("%(organisation)s asks. You decide whether, and what of it.")
            % {"organisation": found.organisation.name},
        }
        for found in calibrations_asked_of(person).select_related("organisation")
    ]


def _calibrations(person: Person, today: date) -> list[Line]:
    return [
        {
            "title": _("Score to calibrate"),
            "href": reverse("calibration", args=[found.pk]),
            "why": found.standard_version.standard.title,
            "until": found.due_on,
            "late": found.due_on < today,
        }
        for found in calibrations_of(person).select_related("standard_version__standard")
    ]


def _talks(person: Person) -> list[Line]:
    return [
        {
            "title": _("Sign what was agreed in a talk"),
            "href": reverse("quality-talk", args=[talk.pk]),
            "why": _("%(name)s wrote it down.") % {"name": talk.officer.name},
        }
        for talk in talks_of(person).select_related("officer")
    ]
