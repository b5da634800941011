import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from foundation.migrating import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_initial"),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="IssuerProfile",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("did", models.CharField(max_length=300, unique=True)),
                        ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "organisation",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="issuer",
                                to="people.organisation",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Achievement",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("address", models.URLField(max_length=300, unique=True)),
                        ("content_sha256", models.CharField(max_length=64)),
                        ("document", models.JSONField(default=dict)),
                        ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "issuer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="achievements",
                                to="credentials.issuerprofile",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("issuer", "content_sha256"), name="achievement_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SealCertificate",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("chain", models.TextField()),
                        ("sha256", models.CharField(max_length=64)),
                        ("encrypted_secret", models.BinaryField()),
                        ("is_own", models.BooleanField(default=False)),
                        ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("retired_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "issuer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="seals",
                                to="credentials.issuerprofile",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("retired_at", None)),
                                fields=("issuer",),
                                name="one_active_seal_an_issuer",
                            ),
                            models.UniqueConstraint(
                                fields=("issuer", "sha256"), name="seal_certificate_once_an_issuer"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SealedDocument",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("claim_key", models.CharField(max_length=120, unique=True)),
                        ("title", models.CharField(max_length=300)),
                        ("sha256", models.CharField(max_length=64, unique=True)),
                        ("unsealed_sha256", models.CharField(max_length=64)),
                        ("size", models.PositiveIntegerField()),
                        ("sealed_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("replaced_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "certificate",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="documents",
                                to="credentials.sealcertificate",
                            ),
                        ),
                        (
                            "issuer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sealed_documents",
                                to="credentials.issuerprofile",
                            ),
                        ),
                        (
                            "recipient",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="sealed_documents",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "replaced_by",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="replaces",
                                to="credentials.sealeddocument",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-sealed_at"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("replaced_at", None), ("replaced_by", None)),
                                    models.Q(("replaced_at__isnull", False), ("replaced_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="sealed_document_replaced_at_a_moment",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SigningKey",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("public_multibase", models.CharField(max_length=100, unique=True)),
                        (
                            "backend",
                            models.CharField(
                                choices=[("encrypted", "Encrypted"), ("pkcs11", "Pkcs11")],
                                default="encrypted",
                                max_length=10,
                            ),
                        ),
                        ("encrypted_secret", models.BinaryField(default=bytes)),
                        ("label", models.CharField(blank=True, max_length=100)),
                        ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("retired_at", models.DateTimeField(blank=True, null=True)),
                        ("revoked_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "issuer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="keys",
                                to="credentials.issuerprofile",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("retired_at", None)),
                                fields=("issuer",),
                                name="one_active_key_an_issuer",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("backend", "encrypted"), ("label", "")),
                                    models.Q(("backend", "pkcs11"), models.Q(("label", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="key_of_a_module_has_a_label",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("revoked_at", None), ("retired_at__isnull", False), _connector="OR"
                                ),
                                name="revoked_key_is_retired",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StatusList",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("address", models.URLField(max_length=300, unique=True)),
                        ("purpose", models.CharField(default="revocation", max_length=20)),
                        ("length", models.PositiveIntegerField(default=131072)),
                        ("bits", models.BinaryField()),
                        ("used", models.PositiveIntegerField(default=0)),
                        ("signed", models.TextField(blank=True)),
                        ("signed_at", models.DateTimeField(blank=True, null=True)),
                        ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "issuer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="status_lists",
                                to="credentials.issuerprofile",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Badge",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("claim_key", models.CharField(max_length=120, unique=True)),
                        ("document", models.TextField()),
                        ("document_sha256", models.CharField(max_length=64)),
                        ("status_index", models.PositiveIntegerField()),
                        ("suspension_index", models.PositiveIntegerField(blank=True, null=True)),
                        ("code", models.CharField(max_length=20, unique=True)),
                        ("issued_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("valid_until", models.DateTimeField(blank=True, null=True)),
                        ("page_is_public", models.BooleanField(default=True)),
                        ("page_shows_results", models.BooleanField(default=True)),
                        ("page_shows_name", models.BooleanField(default=False)),
                        ("revoked_at", models.DateTimeField(blank=True, null=True)),
                        ("revoked_because", models.TextField(blank=True)),
                        ("suspended_at", models.DateTimeField(blank=True, null=True)),
                        ("suspended_because", models.TextField(blank=True)),
                        (
                            "achievement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="badges",
                                to="credentials.achievement",
                            ),
                        ),
                        (
                            "recipient",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="badges",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "replaced_by",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="replaces",
                                to="credentials.badge",
                            ),
                        ),
                        (
                            "revoked_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "suspended_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "issuer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="badges",
                                to="credentials.issuerprofile",
                            ),
                        ),
                        (
                            "report",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="badges",
                                to="credentials.sealeddocument",
                            ),
                        ),
                        (
                            "signing_key",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="credentials.signingkey",
                            ),
                        ),
                        (
                            "status_list",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="badges",
                                to="credentials.statuslist",
                            ),
                        ),
                        (
                            "suspension_list",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="badges_to_suspend",
                                to="credentials.statuslist",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-issued_at"],
                        "indexes": [
                            models.Index(fields=["recipient", "-issued_at"], name="badges_of_a_person"),
                            models.Index(
                                condition=models.Q(("valid_until__isnull", False)),
                                fields=["valid_until"],
                                name="badges_that_end",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("status_list", "status_index"), name="status_index_once"),
                            models.UniqueConstraint(
                                fields=("suspension_list", "suspension_index"), name="suspension_index_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("replaced_by", None), ("revoked_at__isnull", False), _connector="OR"
                                ),
                                name="replaced_badge_is_revoked",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BadgePicture",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("form", models.CharField(max_length=3)),
                        ("sha256", models.CharField(max_length=64)),
                        ("drawn_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "badge",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="pictures",
                                to="credentials.badge",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [models.UniqueConstraint(fields=("badge", "form"), name="badge_picture_once")],
                    },
                ),
            ]
        ),
    ]
