"""The sentences that badge and report share: what was assessed and how, what it is, and what it is not.

Each is a whole sentence in the active language. "Assessed against", never "has level" (domain fact 48).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from credentials.core.claim import LevelClaim
from evc.assessments.models import TakenOver
from evc.assessments.scoring import Verdict
from evc.outcomes.models import Outcome, UnitResult
from evc.routes.models import RubricLevel
from evc.standards.models import Origin, StandardVersion, ThresholdRule
from evc.standards.selectors import examples_in
from evc.trajectories.models import Trajectory, Yield
from portfolio import services as portfolio

# What a trajectory yields follows from data on the day of the agreement (evc.trajectories.yields).
_WHAT_IT_IS: dict[Yield, Promise] = {
    Yield.CERTIFICATE: gettext_lazy(
        "This is an experience certificate (ervaringscertificaat): the standard is recognised for EVC and the provider "
        "is recognised for this standard."
    ),
    Yield.PROFILE: gettext_lazy(
        "This is an experience profile (ervaringsprofiel), not an experience certificate: the standard, the provider's "
        "recognition or the route does not allow one."
    ),
    Yield.REPORT: gettext_lazy(
        "This is a competence report (competentierapport), not an experience certificate and not an experience profile: "
        "the provider is not recognised for EVC."
    ),
}


def what_it_is(outcome: Outcome) -> str:
    return str(_WHAT_IT_IS[Yield(outcome.yields)])


def what_it_is_not() -> str:
    return _("It is not a diploma. An exam board decides for itself whether somebody gets an exemption.")


def taken_over(row: TakenOver) -> str:
    """Always opens in the same way (domain fact 26), so that nobody takes it for a judgement of this assessment."""
    return _("Taken over from an earlier certificate: “%(certificate)s” of %(source)s, %(day)s. %(because)s") % {
        "certificate": row.certificate,
        "source": row.source,
        "day": date_format(row.found_on, "j F Y"),
        "because": row.because,
    }


def description(outcome: Outcome, *, title: str, results: Sequence[UnitResult]) -> str:
    """One sentence for a list of badges."""
    return ngettext(
        "What somebody can do, assessed against one work process of %(title)s. Not a diploma.",
        "What somebody can do, assessed against %(count)s work processes of %(title)s. Not a diploma.",
        len(results),
    ) % {"count": len(results), "title": title}


def criteria(outcome: Outcome, *, levels: Sequence[LevelClaim], example: bool) -> str:
    """How it was assessed, when a work process is recognised, what it is, and what it is not."""
    trajectory = outcome.trajectory
    version, route = trajectory.standard_version, trajectory.route
    sentences = [
        _("Assessed against the standard “%(standard)s”, version %(version)s, along the route %(route)s.")
        % {"standard": version.standard.title, "version": version.label, "route": route.name},
        *(
            _(
                "Assessed against the description of %(framework)s %(level)s. The level belongs to the standard, not to a person."
            )
            % {"framework": level.framework, "level": level.level}
            for level in levels[:1]
        ),
        _assessors(trajectory),
        *_seats(trajectory),
        _threshold(trajectory),
        _("A quality officer who neither coached nor assessed checked the outcome and released it."),
        what_it_is(outcome),
        what_it_is_not(),
    ]
    if example:
        sentences.append(_("The standard holds texts that were made up as an example. It is not an official standard."))
    return " ".join([*sentences, *_not_from_the_source(version), *_no_longer_in_force(version, on=_day_of(outcome))])


def shown(outcome: Outcome, *, results: Sequence[UnitResult]) -> str:
    """What was shown and what came of it, without a name."""
    trajectory = outcome.trajectory
    verdicts = Counter(Verdict(result.verdict) for result in results)
    sentences = [
        ngettext(
            "Of one work process assessed, %(recognised)s was recognised, %(partly)s partly and %(not_yet)s not yet.",
            "Of %(count)s work processes assessed, %(recognised)s were recognised, %(partly)s partly and %(not_yet)s not yet.",
            len(results),
        )
        % {
            "count": len(results),
            "recognised": verdicts[Verdict.RECOGNISED],
            "partly": verdicts[Verdict.PARTLY],
            "not_yet": verdicts[Verdict.NOT_YET],
        },
        *(taken_over(result.taken_over) for result in results if result.taken_over is not None),
        *_evidence(trajectory),
        *(
            _("The instrument “%(instrument)s” was used on %(day)s.")
            % {"instrument": record.instrument.name, "day": date_format(record.held_on, "j F Y")}
            for record in trajectory.records.select_related("instrument")
        ),
    ]
    return " ".join(sentences)


def _assessors(trajectory: Trajectory) -> str:
    count = trajectory.route.seats.count()
    return ngettext(
        "One independent assessor scored it.",
        "%(count)s independent assessors scored it, each alone and without seeing the other's scores.",
        count,
    ) % {"count": count}


def _seats(trajectory: Trajectory) -> list[str]:
    """Who of them used which instruments."""
    return [
        _("Used by the %(seat)s: %(instruments)s.")
        % {
            "seat": seat.name,
            "instruments": ", ".join(instrument.name for instrument in seat.instruments.order_by("position")),
        }
        for seat in trajectory.route.seats.all()
    ]


def _threshold(trajectory: Trajectory) -> str:
    lowest = RubricLevel.objects.filter(rubric=trajectory.route.rubric_id, meets_bar=True).order_by("position").first()
    bar, percent = lowest.name if lowest else "", trajectory.standard_version.threshold_percent
    if trajectory.standard_version.threshold_rule == ThresholdRule.NAMED:
        return _("A work process is recognised when the criteria that decide in it are at least “%(bar)s”.") % {
            "bar": bar
        }
    if percent == 100:
        return _("A work process is recognised when every criterion is at least “%(bar)s”.") % {"bar": bar}
    return _("A work process is recognised when at least %(percent)s%% of its criteria are at least “%(bar)s”.") % {
        "percent": percent,
        "bar": bar,
    }


def _not_from_the_source(version: StandardVersion) -> list[str]:
    """What of the standard is made up or reworded, in the standard's own words where it says so itself."""
    made_up, reworded = (
        str(version.provenance.get(key, "")).strip(" .") for key in (Origin.EXAMPLE, Origin.PARAPHRASE)
    )
    sentences = []
    if made_up:
        sentences.append(
            _("Made up as an example (voorbeeld), not from the official source: %(parts)s.") % {"parts": made_up}
        )
    else:
        examples = examples_in(version)
        if examples.codes:
            sentences.append(_("Codes in this standard were made up as an example (voorbeeld)."))
        if examples.repetitions:
            sentences.append(_("Numbers of repetitions in this standard were made up as an example (voorbeeld)."))
    if reworded:
        sentences.append(_("In other words than the official source (parafrase): %(parts)s.") % {"parts": reworded})
    return sentences


def _day_of(outcome: Outcome) -> date:
    """When it was decided on, so that a released outcome says the same for ever; today before that."""
    return timezone.localdate(outcome.decided_at) if outcome.decided_at else timezone.localdate()


def _no_longer_in_force(version: StandardVersion, *, on: date) -> list[str]:
    until = version.valid_until
    if until is None or until >= on:
        return []
    return [_("This version of the standard was in force until %(day)s.") % {"day": date_format(until, "j F Y")}]


def _evidence(trajectory: Trajectory) -> list[str]:
    """How much was handed in, and when."""
    manifest = trajectory.manifest
    if manifest is None:
        return []
    dossier = portfolio.manifest_contents(manifest)
    in_scope = set(trajectory.units.values_list("work_processes__code", flat=True))
    repetitions = sum(row.confirmed for code, row in dossier.practice.items() if code in in_scope)
    sentences = [
        ngettext(
            "Based on a portfolio with one piece of evidence, handed in on %(day)s.",
            "Based on a portfolio with %(count)s pieces of evidence, handed in on %(day)s.",
            len(dossier.items),
        )
        % {"count": len(dossier.items), "day": date_format(timezone.localdate(manifest.frozen_at), "j F Y")}
    ]
    if repetitions:
        sentences.append(
            ngettext(
                "Witnesses confirmed that the work was done alone %(count)s time.",
                "Witnesses confirmed that the work was done alone %(count)s times.",
                repetitions,
            )
            % {"count": repetitions}
        )
    return sentences
