"""People are global; a membership gives a person a role in one organisation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.people.querysets import InvitationQuerySet, MembershipQuerySet, OrganisationQuerySet
from foundation.records import Record

if TYPE_CHECKING:
    from django.db.models import QuerySet


class PersonManager(BaseUserManager["Person"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> Person:
        person = self.model(email=self.normalize_email(email).lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> Person:
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> Person:
        return self.get(email__iexact=username)


class Person(AbstractBaseUser, PermissionsMixin, Record):
    """Somebody with an account. Further confirmed addresses are allauth's EmailAddress rows; each signs in."""

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=200)
    language = models.CharField(_("language"), max_length=5, blank=True)  # empty: as the browser asks
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    joined_at = models.DateTimeField(default=timezone.now)

    objects = PersonManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    _memberships: list[Membership] | None = None  # as read_roles left them

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="person_one_account_an_address")]

    def __str__(self) -> str:
        return self.name

    @property
    def audit_chain(self) -> str:
        return f"person:{self.pk}"

    def read_roles(self) -> list[Membership]:
        """The current memberships with their organisations, the oldest first; read once for this object.

        ``organisations_as`` answers from them afterwards, which spares a page that only shows things a subquery in each of its
        queries. Not for what changes roles: such a page begins with a fresh person.
        """
        if self._memberships is None:
            self._memberships = list(self.memberships.current().select_related("organisation").order_by("since"))
        return self._memberships

    def organisations_as(self, *roles: str) -> QuerySet[Organisation]:
        """The organisations in which this person holds one of the roles now."""
        if self._memberships is not None:
            held = {row.organisation_id for row in self._memberships if row.role in roles}
            return Organisation.objects.filter(pk__in=held)
        return Organisation.objects.filter(pk__in=self.memberships.current().with_role(*roles).values("organisation"))

    def holds(self, role: str, organisation: Organisation) -> bool:
        return self.memberships.current().with_role(role).filter(organisation=organisation).exists()


class Organisation(Record):
    """An employer (client), an EVC provider, or both. The slug is part of its DID and never changes; the name may."""

    name = models.CharField(_("name"), max_length=200)
    slug = models.SlugField(max_length=60, unique=True, editable=False)
    website = models.URLField(_("website"), blank=True)
    contact_email = models.EmailField(_("contact address"), blank=True)
    is_provider = models.BooleanField(default=False)  # coaches, assesses and issues
    created_at = models.DateTimeField(default=timezone.now)

    objects = OrganisationQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name

    @property
    def audit_chain(self) -> str:
        return f"organisation:{self.pk}"


class Membership(Record):
    """One role of one person in one organisation. Ended rows stay: they say who could do what, when."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=40)
    team = models.CharField(
        max_length=100, blank=True
    )  # where somebody works there; the same on all of a person's rows
    since = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation", "role"],
                condition=models.Q(ended_at=None),
                name="membership_a_role_once",
            )
        ]

    @property
    def audit_chain(self) -> str:
        return f"organisation:{self.organisation_id}"


class Invitation(Record):
    """A mailed invitation to join an organisation. Only the hash of its token is kept."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField()
    name = models.CharField(max_length=200)
    roles = models.JSONField(default=list)
    token_hash = models.CharField(max_length=64, unique=True)  # SHA-256, lower-case hex
    invited_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    invited_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    @property
    def audit_chain(self) -> str:
        return f"organisation:{self.organisation_id}"


class ApiToken(Record):
    """A bearer token for the API: hashed, with scopes and an end."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="api_tokens")
    name = models.CharField(max_length=100)
    token_hash = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)  # of foundation.people.services.tokens.SCOPES
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    @property
    def audit_chain(self) -> str:
        return f"person:{self.person_id}"
