"""Who may see what of the quality care."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils import timezone

from evc.roles import Role
from foundation.people.roles import ADMINISTRATOR
from foundation.people.selectors import confirmed_address_rows

if TYPE_CHECKING:
    from evc.quality.models import (  # noqa: F401 -- named in the bases below
        Audit,
        DossierPrint,
        Draw,
        Finding,
        SecondOpinion,
    )
    from foundation.people.models import Person


class SecondOpinionQuerySet(models.QuerySet["SecondOpinion"]):
    def open(self) -> Self:
        return self.filter(answered_at=None, withdrawn_at=None)

    def visible_to(self, viewer: Person | AnonymousUser) -> Self:
        """For whoever was asked, as long as the outcome waits and it was not withdrawn; afterwards for nobody by this door."""
        if not viewer.is_authenticated:
            return self.none()
        return self.filter(asked_of=viewer, withdrawn_at=None, outcome__state="proposed").filter(
            outcome__trajectory__provider__in=viewer.organisations_as(Role.QUALITY_OFFICER)
        )


class DrawQuerySet(models.QuerySet["Draw"]):
    def visible_to(self, viewer: Person | AnonymousUser) -> Self:
        """For the quality officers of the provider, who never took part in that case as anything else."""
        if not viewer.is_authenticated:
            return self.none()
        other_parts = viewer.participations.exclude(part="quality_officer").values("trajectory")
        return self.filter(trajectory__provider__in=viewer.organisations_as(Role.QUALITY_OFFICER)).exclude(
            trajectory__in=other_parts
        )

    def to_read(self) -> Self:
        return self.filter(is_drawn=True, read_at=None)


class FindingQuerySet(models.QuerySet["Finding"]):
    def open(self) -> Self:
        return self.filter(closed_at=None)

    def visible_to(self, viewer: Person | AnonymousUser) -> Self:
        """One's own, raised or owned, and those of an organisation whose quality officer one is."""
        if not viewer.is_authenticated:
            return self.none()
        return self.filter(
            Q(owner=viewer) | Q(raised_by=viewer) | Q(organisation__in=viewer.organisations_as(Role.QUALITY_OFFICER))
        )


class AuditQuerySet(models.QuerySet["Audit"]):
    def current(self) -> Self:
        today = timezone.localdate()
        return self.filter(from_day__lte=today, until_day__gte=today, ended_at=None)

    def visible_to(self, viewer: Person | AnonymousUser) -> Self:
        """For the auditor, from the first to the last day and no longer. The address proves who it is."""
        if not viewer.is_authenticated:
            return self.none()
        return self.current().filter(email__in=confirmed_address_rows(viewer))

    def given_by_organisations_of(self, viewer: Person | AnonymousUser) -> Self:
        """For those who give such access: administrators and quality officers."""
        if not viewer.is_authenticated:
            return self.none()
        return self.filter(organisation__in=viewer.organisations_as(Role.QUALITY_OFFICER, ADMINISTRATOR))


class DossierPrintQuerySet(models.QuerySet["DossierPrint"]):
    def visible_to(self, viewer: Person | AnonymousUser) -> Self:
        """One's own: every page of it bears one's name."""
        if not viewer.is_authenticated:
            return self.none()
        return self.filter(reader=viewer)
