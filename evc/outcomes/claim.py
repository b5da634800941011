"""From a released outcome to what its badge states. Reads; decides and writes nothing."""

from __future__ import annotations

import math
from datetime import date, datetime, time

from dateutil.relativedelta import relativedelta
from django.utils import timezone, translation

from credentials.core import claim as stated
from credentials.models import SealedDocument
from evc.assessments.models import Assessment, Moderation, ReassessedScore
from evc.outcomes import wording
from evc.outcomes.models import Outcome, UnitResult
from evc.routes.models import Route
from evc.standards.case.made import case_address
from evc.standards.models import CoreTask, Origin, StandardVersion, WorkProcess
from evc.standards.selectors import is_example
from evc.trajectories.models import Trajectory, Yield

_KINDS = {
    Yield.CERTIFICATE: stated.AchievementKind.EXPERIENCE_CERTIFICATE,
    Yield.PROFILE: stated.AchievementKind.EXPERIENCE_PROFILE,
    Yield.REPORT: stated.AchievementKind.COMPETENCE_REPORT,
}


def build_claim(outcome: Outcome) -> stated.BadgeClaim:
    """The badge of the whole trajectory, in the language of the standard."""
    trajectory = outcome.trajectory
    version = trajectory.standard_version
    standard = version.standard
    units = list(trajectory.units.order_by("position"))
    results = list(
        outcome.results.select_related("work_process__core_task", "taken_over").order_by("work_process__position")
    )
    example, levels = is_example(version), levels_of(version, units)
    with translation.override(badge_language(version)):
        title = title_of(version, units)
        return stated.BadgeClaim(
            title=title,
            description=wording.description(outcome, title=title, results=results),
            language=badge_language(version),
            kind=_KINDS[Yield(outcome.yields)],
            criteria_narrative=wording.criteria(outcome, levels=levels, example=example),
            narrative=wording.shown(outcome, results=results),
            standard_title=standard.title,
            standard_uri=standard.uri,
            standard_code=standard.code,
            standard_code_system=standard.code_system,
            standard_version=version.label,
            standard_owner=standard.owner,
            levels=levels,
            route=_route(trajectory.route),
            units=tuple(_unit(result, standard.uri) for result in results),
            instruments=tuple(
                stated.InstrumentClaim(key=instrument.key, name=instrument.name, description=instrument.description)
                for instrument in trajectory.route.instruments.all()
            ),
            assessed_on=assessed_on(trajectory),
            manifest_sha256s=tuple(outcome.manifest_sha256s),
            addresses=tuple(trajectory.badge_addresses or [trajectory.candidate.email]),
            holder_name=trajectory.candidate.name if trajectory.badge_shows_name else None,
            is_example=example,
            valid_until=valid_until(outcome),
            report_sha256=_report_sha256(outcome),
        )


def _report_sha256(outcome: Outcome) -> str:
    """Of the sealed report that counts; "" while there is none."""
    sealed = SealedDocument.objects.filter(claim_key=outcome.report_claim_key) if outcome.report_claim_key else None
    return sealed.values_list("sha256", flat=True).get() if sealed is not None else ""


def valid_until(outcome: Outcome) -> datetime | None:
    """The end of the last day on which it is trusted, where the route has a shelf life; it runs from the release."""
    months = outcome.trajectory.route.shelf_life_months
    if months is None or outcome.decided_at is None:
        return None
    last = timezone.localdate(outcome.decided_at) + relativedelta(months=months)
    return datetime.combine(last, time(23, 59, 59), tzinfo=timezone.get_default_timezone())


def badge_language(version: StandardVersion) -> str:
    """A badge speaks the language of its standard; ``en`` for one that we have no words for."""
    return "nl" if version.standard.language.lower().startswith("nl") else "en"


def title_of(version: StandardVersion, units: list[CoreTask]) -> str:
    """The standard's, with the unit's when one of several was assessed."""
    title = version.standard.title
    if len(units) == 1 and version.core_tasks.count() > 1:
        return f"{title}: {units[0].title}"
    return title


def levels_of(version: StandardVersion, units: list[CoreTask]) -> tuple[stated.LevelClaim, ...]:
    """What the standard describes; of level descriptors that of the unit, where all units assessed have the same one."""
    standard = version.standard
    known = (("NLQF", standard.level_nlqf), ("EQF", standard.level_eqf))
    levels = tuple(
        stated.LevelClaim(framework=name, level=str(level), url="") for name, level in known if level is not None
    )
    if levels:
        return levels
    of_units = {unit.level for unit in units}
    if len(of_units) == 1 and (level := of_units.pop()) is not None:
        return (stated.LevelClaim(framework="NLQF", level=str(level), url=""),)
    return ()


def assessed_on(trajectory: Trajectory) -> date:
    """The day on which the assessors were done: their last final assessment, the moderation that they signed, or the second
    look of a granted appeal."""
    final = Assessment.objects.current().filter(trajectory=trajectory).values_list("final_at", flat=True)
    signed = Moderation.objects.filter(trajectory=trajectory, reassessment=None).values_list("closed_at", flat=True)
    again = ReassessedScore.objects.filter(reassessment__trajectory=trajectory, counts=True)
    known = [*final, *signed, *again.values_list("reassessment__closed_at", flat=True)]
    moments = [moment for moment in known if moment is not None]
    return timezone.localdate(max(moments)) if moments else timezone.localdate()


def _unit(result: UnitResult, standard_uri: str) -> stated.UnitClaim:
    work_process: WorkProcess = result.work_process
    return stated.UnitClaim(
        code=work_process.code,
        title=work_process.title,
        group_code=work_process.core_task.code,
        group_title=work_process.core_task.title,
        verdict=stated.Verdict(result.verdict),
        target_url=_address_in_standard(work_process, standard_uri),
        origin=work_process.origin,
    )


def _address_in_standard(work_process: WorkProcess, standard_uri: str) -> str:
    """The work process in the standard. A code that we made up ourselves is no place there: then the standard itself.

    Of a standard without an address of its own it is our public CASE item, of exactly this version.
    """
    if not standard_uri:
        return case_address(work_process)
    has_place = work_process.code_origin != Origin.EXAMPLE
    return f"{standard_uri}#{work_process.code}" if has_place else standard_uri


def _route(route: Route) -> stated.RouteClaim:
    return stated.RouteClaim(
        key=route.key,
        label=route.label,
        name=route.name,
        description=route.description,
        hours_min=math.floor(route.hours_min),
        hours_max=math.ceil(route.hours_max),
    )
