"""What a trajectory yields (design.md, Outcome): it follows from data, on the date of the agreement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from evc.routes.models import Route
from evc.standards import selectors as standards
from evc.standards.models import QualificationStandard
from evc.trajectories.models import Yield

if TYPE_CHECKING:
    from foundation.people.models import Organisation


def decide_yield(
    *, is_evc_standard: bool, recognised_for_it: bool, recognised_at_all: bool, route_yields_certificate: bool
) -> Yield:
    """Pure. Experience certificate: an EVC standard, a provider recognised for it and a route that is set to yield it.

    Without one of these a recognised provider gives an experience profile, any other a competence report.
    """
    if is_evc_standard and recognised_for_it and route_yields_certificate:
        return Yield.CERTIFICATE
    return Yield.PROFILE if recognised_for_it or recognised_at_all else Yield.REPORT


def what_it_yields(standard: QualificationStandard, provider: Organisation, route: Route, day: date) -> Yield:
    """As the recognitions were on that day; two queries."""
    return why_it_yields(standard, provider, route, day).yields


@dataclass(frozen=True, slots=True)
class Grounds:
    """What the answer rests on, so that it can be said at the intake: of standard, provider and route."""

    is_evc_standard: bool
    recognised_for_it: bool
    recognised_at_all: bool
    route_yields_certificate: bool

    @property
    def yields(self) -> Yield:
        return decide_yield(
            is_evc_standard=self.is_evc_standard,
            recognised_for_it=self.recognised_for_it,
            recognised_at_all=self.recognised_at_all,
            route_yields_certificate=self.route_yields_certificate,
        )


def why_it_yields(standard: QualificationStandard, provider: Organisation, route: Route, day: date) -> Grounds:
    """As the recognitions were on that day; two queries."""
    return Grounds(
        is_evc_standard=standard.is_recognised_for_evc_on(day),
        recognised_for_it=standards.recognition_on(provider, standard, day) is not None,
        recognised_at_all=standards.is_recognised_provider_on(provider, day),
        route_yields_certificate=route.yields_certificate,
    )
