"""From a completed course to what its badge states. Reads; decides and writes nothing."""

from __future__ import annotations

from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from credentials.core.claim import COURSE, BadgeClaim, InstrumentClaim, TaughtClaim
from evc.programmes.models import Enrolment, ModuleVersion
from evc.standards.models import Origin, WorkProcess
from evc.standards.selectors import is_example
from portfolio.selectors import PracticeCount


def build_claim(enrolment: Enrolment, practice: PracticeCount) -> BadgeClaim:
    """The badge of a course, in the language of the course. No verdict on any work process: nobody was assessed."""
    version = enrolment.version
    with translation.override(version.language):
        return BadgeClaim(
            title=version.badge_title or version.title,
            description=_description(version),
            language=version.language,
            kind=COURSE,
            criteria_narrative=_criteria(version),
            narrative=practised(practice),
            standard_title="",
            standard_uri="",
            standard_code="",
            standard_code_system="",
            standard_version="",
            standard_owner="",
            levels=(),
            route=None,
            units=(),
            instruments=(
                InstrumentClaim(key="course", name=_("The course"), description=_followed(enrolment)),
                InstrumentClaim(key="practice", name=_("Practice"), description=practised(practice)),
            ),
            assessed_on=timezone.localdate(enrolment.completed_at),
            manifest_sha256s=(),
            addresses=(enrolment.person.email,),
            holder_name=None,
            is_example=is_example(version.practised.version),
            taught=tuple(_taught(row) for row in _work_processes(version)),
        )


def practised(practice: PracticeCount) -> str:
    """How often, and by how many people it was confirmed; in the active language."""
    times = ngettext("once", "%(count)s times", practice.confirmed) % {"count": practice.confirmed}
    return ngettext(
        "Not only in class, but %(times)s in practice, confirmed by %(witnesses)s person.",
        "Not only in class, but %(times)s in practice, confirmed by %(witnesses)s people.",
        practice.witnesses,
    ) % {"times": times, "witnesses": practice.witnesses}


def _description(version: ModuleVersion) -> str:
    return _("A course of %(organisation)s, followed and put into practice. %(teaches)s") % {
        "organisation": version.module.organisation.name,
        "teaches": version.teaches,
    }


def _criteria(version: ModuleVersion) -> str:
    """What everybody who gets it had to do: never what one person did."""
    asked = ngettext(
        "The course was followed, and “%(task)s” was done at least once in practice.",
        "The course was followed, and “%(task)s” was done at least %(count)s times in practice.",
        version.required,
    ) % {"task": version.task, "count": version.required}
    witnesses = ngettext(
        "Each time was confirmed by somebody who saw it.",
        "Each time was confirmed by somebody who saw it; at least %(count)s different people did so.",
        version.least_witnesses,
    ) % {"count": version.least_witnesses}
    alone = _("Only what was done without help counts.") if version.independent_only else ""
    what = _("Nobody was assessed for it: it is no experience certificate and no diploma.")
    return "\n".join(filter(None, [version.criteria, asked, witnesses, alone, what]))


def _followed(enrolment: Enrolment) -> str:
    assert enrolment.followed_on is not None
    return _("Followed on %(day)s, as %(organisation)s confirmed.") % {
        "day": date_format(enrolment.followed_on, "j F Y"),
        "organisation": enrolment.module.organisation.name,
    }


def _work_processes(version: ModuleVersion) -> list[WorkProcess]:
    rows = version.work_processes.select_related("version__standard")
    return list(rows.order_by("version__standard__title", "version_id", "position"))


def _taught(row: WorkProcess) -> TaughtClaim:
    """A code that we made up ourselves is no place in the standard: then the standard itself."""
    uri = row.version.standard.uri
    has_place = uri and row.code_origin != Origin.EXAMPLE
    return TaughtClaim(
        code=row.code,
        title=row.title,
        standard_title=row.version.standard.title,
        target_url=f"{uri}#{row.code}" if has_place else uri,
        origin=row.origin,
    )
