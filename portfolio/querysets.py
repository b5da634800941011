"""Who may see which part of a portfolio: the owner, and whoever the owner shared it with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from foundation.people.selectors import confirmed_address_rows

if TYPE_CHECKING:
    from foundation.people.models import Person
    from portfolio.models import (  # noqa: F401 -- the type arguments below
        ConfirmationRequest,
        EvidenceComment,
        EvidenceFile,
        EvidenceItem,
        EvidenceRequest,
        Manifest,
        PlannedItem,
        Repetition,
        Testimony,
        TestimonyRequest,
        Upload,
    )


def _shared_items(viewer: Person) -> models.QuerySet[Any, Any]:
    """Ids of the items shared with an audience in which the viewer reads living items (a coach)."""
    return viewer.audience_memberships.filter(reads_frozen_only=False, audience__shares__ended_at=None).values(
        "audience__shares__item"
    )


class EvidenceItemQuerySet(models.QuerySet["EvidenceItem"]):
    def present(self) -> Self:
        return self.filter(removed_at=None)

    def owned_by(self, viewer: Person | AnonymousUser) -> Self:
        return self.filter(owner=viewer) if viewer.is_authenticated else self.none()

    def visible_to(self, viewer: Person | AnonymousUser) -> Self:
        """One's own, and what is shared with an audience one reads living items in (a coach)."""
        if not viewer.is_authenticated:
            return self.none()
        return self.filter(Q(owner=viewer) | Q(removed_at=None, pk__in=_shared_items(viewer)))


class EvidenceFileQuerySet(models.QuerySet["EvidenceFile"]):
    def visible_to(self, viewer: Person | AnonymousUser) -> Self:
        """One's own; of shared items the last version of each file. Those of a frozen dossier go through its manifest.

        Earlier versions are the owner's alone: what was covered later may still lie open in them.
        """
        if not viewer.is_authenticated:
            return self.none()
        later = self.model._default_manager.filter(
            item=OuterRef("item"), line=OuterRef("line"), version__gt=OuterRef("version")
        )
        shared = Q(item__removed_at=None, item__in=_shared_items(viewer)) & ~Exists(later)
        return self.filter(Q(owner=viewer) | shared)


class EvidenceCommentQuerySet(models.QuerySet["EvidenceComment"]):
    def visible_to(self, viewer: Person | AnonymousUser) -> Self:
        if not viewer.is_authenticated:
            return self.none()
        return self.filter(Q(item__owner=viewer) | Q(item__in=_shared_items(viewer)))


class RepetitionQuerySet(models.QuerySet["Repetition"]):
    def visible_to(self, viewer: Person | AnonymousUser) -> Self:
        """One's own. Others read counts in what was shared or frozen."""
        return self.filter(owner=viewer) if viewer.is_authenticated else self.none()


class ConfirmationRequestQuerySet(models.QuerySet["ConfirmationRequest"]):
    def visible_to(self, viewer: Person | AnonymousUser) -> Self:
        return self.filter(owner=viewer) if viewer.is_authenticated else self.none()

    def open(self) -> Self:
        """Those whose link still works."""
        return self.filter(ended_at=None, expires_at__gt=timezone.now())

    def for_witness(self, viewer: Person | AnonymousUser) -> Self:
        """Those sent to a confirmed address of the viewer's, by somebody else."""
        if not viewer.is_authenticated:
            return self.none()
        return self.filter(witness_email__in=confirmed_address_rows(viewer)).exclude(owner=viewer)


class TestimonyRequestQuerySet(models.QuerySet["TestimonyRequest"]):
    __test__ = False

    def visible_to(self, viewer: Person | AnonymousUser) -> Self:
        return self.filter(owner=viewer) if viewer.is_authenticated else self.none()

    def open(self) -> Self:
        """Those that the referee can still answer."""
        return self.filter(answered_at=None, declined_at=None, revoked_at=None, expires_at__gt=timezone.now())


class TestimonyQuerySet(models.QuerySet["Testimony"]):
    __test__ = False

    def visible_to(self, viewer: Person | AnonymousUser) -> Self:
        """Of items one may see; those of a frozen dossier go through its manifest."""
        if not viewer.is_authenticated:
            return self.none()
        return self.filter(Q(item__owner=viewer) | Q(item__removed_at=None, item__in=_shared_items(viewer)))


class UploadQuerySet(models.QuerySet["Upload"]):
    def visible_to(self, viewer: Person | AnonymousUser) -> Self:
        """One's own: what is on its way is nobody else's to see."""
        return self.filter(owner=viewer) if viewer.is_authenticated else self.none()

    def unfinished(self) -> Self:
        """On their way still, or whole and waiting for an answer of their owner."""
        return self.filter(
            Q(state="receiving") | Q(problem_code="portfolio.known-already"), expires_at__gt=timezone.now()
        )


class ManifestQuerySet(models.QuerySet["Manifest"]):
    def visible_to(self, viewer: Person | AnonymousUser) -> Self:
        """The owner's, and those of audiences one belongs to; what the owner replaced before the scoring is theirs alone."""
        if not viewer.is_authenticated:
            return self.none()
        return self.filter(Q(owner=viewer) | Q(replaced_at=None, audience__members__person=viewer)).distinct()


def _shared_cases(viewer: Person) -> models.QuerySet[Any, Any]:
    """Ids of the audiences in which the viewer reads living items (a coach)."""
    return viewer.audience_memberships.filter(reads_frozen_only=False).values("audience")


class PlannedItemQuerySet(models.QuerySet["PlannedItem"]):
    def visible_to(self, viewer: Person | AnonymousUser) -> Self:
        """One's own plan, and those of candidates that one coaches."""
        if not viewer.is_authenticated:
            return self.none()
        return self.filter(Q(owner=viewer) | Q(audience__in=_shared_cases(viewer)))

    def open(self) -> Self:
        return self.filter(fulfilled_at=None, ended_at=None)

    def promised(self) -> Self:
        """Agreed and still to come."""
        return self.open().exclude(accepted_at=None)

    def asked(self) -> Self:
        """Waits for the candidate's yes."""
        return self.open().filter(accepted_at=None)


class EvidenceRequestQuerySet(models.QuerySet["EvidenceRequest"]):
    def visible_to(self, viewer: Person | AnonymousUser) -> Self:
        """What was asked of oneself, and of candidates that one coaches."""
        if not viewer.is_authenticated:
            return self.none()
        return self.filter(Q(owner=viewer) | Q(audience__in=_shared_cases(viewer)))

    def open(self) -> Self:
        return self.filter(done_at=None, withdrawn_at=None)
