"""Issuers, their keys, what they issued, and the lists that say what was withdrawn.

``credentials`` issues a claim under a key and never hears what a trajectory is.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from credentials.querysets import BadgeQuerySet
from foundation.people.models import Organisation, Person
from foundation.records import Record


class IssuerProfile(Record):
    """An organisation as an issuer. The DID is stored when it is made and never computed again."""

    organisation = models.OneToOneField(Organisation, on_delete=models.PROTECT, related_name="issuer")
    did = models.CharField(max_length=300, unique=True)
    created_at = models.DateTimeField(default=timezone.now)

    @property
    def audit_chain(self) -> str:
        return f"organisation:{self.organisation_id}"


class SigningKey(Record):
    """A key, Ed25519 or P-256. Retired and revoked keys stay in the DID document as long as a badge lives."""

    class Backend(models.TextChoices):
        ENCRYPTED = "encrypted"  # in encrypted_secret
        PKCS11 = "pkcs11"  # in a security module, under its label

    issuer = models.ForeignKey(IssuerProfile, on_delete=models.PROTECT, related_name="keys")
    public_multibase = models.CharField(max_length=100, unique=True)  # z6Mk…, zDn…; also the fragment of its method id
    backend = models.CharField(max_length=10, choices=Backend.choices, default=Backend.ENCRYPTED)
    encrypted_secret = models.BinaryField(default=bytes)  # AES-256-GCM under ERKEND_KEY_SECRET
    label = models.CharField(max_length=100, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    retired_at = models.DateTimeField(null=True, blank=True)  # signs nothing new from here; what it signed stays good
    revoked_at = models.DateTimeField(null=True, blank=True)  # what it signed from here counts for nothing

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["issuer"], condition=Q(retired_at=None), name="one_active_key_an_issuer"),
            models.CheckConstraint(
                condition=Q(backend="encrypted", label="") | (Q(backend="pkcs11") & ~Q(label="")),
                name="key_of_a_module_has_a_label",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None) | Q(retired_at__isnull=False), name="revoked_key_is_retired"
            ),
        ]


class SealCertificate(Record):
    """What an organisation seals documents with. Retired certificates stay: what they sealed is still the organisation's."""

    issuer = models.ForeignKey(IssuerProfile, on_delete=models.PROTECT, related_name="seals")
    chain = models.TextField()  # PEM: the seal's own certificate, then those above it
    sha256 = models.CharField(max_length=64)  # of the seal's own certificate, as DER
    encrypted_secret = models.BinaryField()  # PKCS #8, AES-256-GCM under ERKEND_KEY_SECRET
    is_own = models.BooleanField(default=False)  # brought along by the organisation; else made here, self-signed
    created_at = models.DateTimeField(default=timezone.now)
    retired_at = models.DateTimeField(null=True, blank=True)  # seals nothing new from here

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["issuer"], condition=Q(retired_at=None), name="one_active_seal_an_issuer"),
            models.UniqueConstraint(fields=["issuer", "sha256"], name="seal_certificate_once_an_issuer"),
        ]

    @property
    def audit_chain(self) -> str:
        return f"organisation:{self.issuer.organisation_id}"


class SealedDocument(Record):
    """A PDF that an organisation sealed. The file is immutable; the row says where it is and what became of it."""

    claim_key = models.CharField(max_length=120, unique=True)  # "outcome:<uuid>:report": exactly once
    issuer = models.ForeignKey(IssuerProfile, on_delete=models.PROTECT, related_name="sealed_documents")
    recipient = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="sealed_documents")
    certificate = models.ForeignKey(SealCertificate, on_delete=models.PROTECT, related_name="documents")
    title = models.CharField(max_length=300)  # what it is, without a name: "Ervaringsprofiel: …"
    sha256 = models.CharField(max_length=64, unique=True)  # of the sealed file, which lies under it
    unsealed_sha256 = models.CharField(max_length=64)  # of what was sealed: setting it again gives these bytes
    size = models.PositiveIntegerField()  # bytes
    sealed_at = models.DateTimeField(default=timezone.now)
    replaced_by = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaces")
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-sealed_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(replaced_by=None, replaced_at=None)
                | Q(replaced_by__isnull=False, replaced_at__isnull=False),
                name="sealed_document_replaced_at_a_moment",
            )
        ]

    @property
    def audit_chain(self) -> str:
        return f"organisation:{self.issuer.organisation_id}"


class Achievement(Record):
    """What was asked for, as an address: one per issuer and content (standard version, route, units)."""

    issuer = models.ForeignKey(IssuerProfile, on_delete=models.PROTECT, related_name="achievements")
    address = models.URLField(
        max_length=300, unique=True
    )  # its id in credentials: stored, as the public address may change
    content_sha256 = models.CharField(max_length=64)
    document = models.JSONField(default=dict)  # the achievement as it stands in the credentials
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["issuer", "content_sha256"], name="achievement_once")]


class StatusList(Record):
    """A BitstringStatusList. ``bits`` is the truth; the signed list is made from it and kept while it is fresh."""

    issuer = models.ForeignKey(IssuerProfile, on_delete=models.PROTECT, related_name="status_lists")
    address = models.URLField(
        max_length=300, unique=True
    )  # its id in credentials: stored, as the public address may change
    purpose = models.CharField(max_length=20, default="revocation")  # or suspension
    length = models.PositiveIntegerField(default=131_072)  # entries
    bits = models.BinaryField()
    used = models.PositiveIntegerField(default=0)
    signed = models.TextField(blank=True)  # the signed credential as it is served
    signed_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)


class Badge(Record):
    """An issued credential. The signed document is an immutable file; the row says where it is and what became of it."""

    claim_key = models.CharField(max_length=120, unique=True)  # "outcome:<uuid>:trajectory": exactly once
    issuer = models.ForeignKey(IssuerProfile, on_delete=models.PROTECT, related_name="badges")
    achievement = models.ForeignKey(Achievement, on_delete=models.PROTECT, related_name="badges")
    recipient = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="badges")
    document = models.TextField()  # the signed credential's exact text
    document_sha256 = models.CharField(max_length=64)
    # The report that it names by its digest; empty for a badge without one.
    report = models.ForeignKey(SealedDocument, null=True, blank=True, on_delete=models.PROTECT, related_name="badges")
    signing_key = models.ForeignKey(SigningKey, on_delete=models.PROTECT, related_name="+")
    status_list = models.ForeignKey(StatusList, on_delete=models.PROTECT, related_name="badges")  # of revocation
    status_index = models.PositiveIntegerField()
    # Of suspension; empty for a badge that was issued with one status entry, and can't be suspended.
    suspension_list = models.ForeignKey(
        StatusList, null=True, blank=True, on_delete=models.PROTECT, related_name="badges_to_suspend"
    )
    suspension_index = models.PositiveIntegerField(null=True, blank=True)
    code = models.CharField(max_length=20, unique=True)  # under the medal; unguessable
    issued_at = models.DateTimeField(default=timezone.now)
    valid_until = models.DateTimeField(null=True, blank=True)  # as it states; empty: it does not end
    # What the holder shows on the public page (the credential itself doesn't change).
    page_is_public = models.BooleanField(default=True)
    page_shows_results = models.BooleanField(default=True)
    page_shows_name = models.BooleanField(default=False)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_because = models.TextField(blank=True)
    revoked_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    # The badge that came in its place; then nothing of this one is served any more, and its holder's file says "replaced".
    replaced_by = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaces")
    suspended_at = models.DateTimeField(null=True, blank=True)  # empty again once it is lifted
    suspended_because = models.TextField(blank=True)
    suspended_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    objects = BadgeQuerySet.as_manager()

    class Meta:
        ordering = ["-issued_at"]
        constraints = [
            models.UniqueConstraint(fields=["status_list", "status_index"], name="status_index_once"),
            models.UniqueConstraint(fields=["suspension_list", "suspension_index"], name="suspension_index_once"),
            models.CheckConstraint(
                condition=Q(replaced_by=None) | Q(revoked_at__isnull=False), name="replaced_badge_is_revoked"
            ),
        ]
        indexes = [
            models.Index(fields=["recipient", "-issued_at"], name="badges_of_a_person"),
            models.Index(fields=["valid_until"], condition=Q(valid_until__isnull=False), name="badges_that_end"),
        ]

    @property
    def audit_chain(self) -> str:
        return f"organisation:{self.issuer.organisation_id}"


class BadgePicture(Record):
    """The medal with the credential baked in, drawn on the first request and then kept under its sha256."""

    badge = models.ForeignKey(Badge, on_delete=models.CASCADE, related_name="pictures")
    form = models.CharField(max_length=3)  # png, svg
    sha256 = models.CharField(max_length=64)
    drawn_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["badge", "form"], name="badge_picture_once")]
