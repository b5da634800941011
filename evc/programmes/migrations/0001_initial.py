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
        ("portfolio", "0001_initial"),
        ("standards", "0001_initial"),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="Module",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("retired_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="modules",
                                to="people.organisation",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ModuleVersion",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("number", models.PositiveSmallIntegerField()),
                        ("title", models.CharField(max_length=200)),
                        ("badge_title", models.CharField(blank=True, max_length=120)),
                        ("teaches", models.TextField()),
                        ("criteria", models.TextField()),
                        ("language", models.CharField(default="nl", max_length=5)),
                        ("task", models.CharField(max_length=300)),
                        ("required", models.PositiveSmallIntegerField()),
                        ("independent_only", models.BooleanField(default=True)),
                        ("least_witnesses", models.PositiveSmallIntegerField(default=1)),
                        ("expire_after_years", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("active_from", models.DateField()),
                        ("active_until", models.DateField(blank=True, null=True)),
                        ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "module",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="versions",
                                to="programmes.module",
                            ),
                        ),
                        (
                            "practised",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="standards.workprocess",
                            ),
                        ),
                        ("work_processes", models.ManyToManyField(related_name="+", to="standards.workprocess")),
                    ],
                    options={
                        "ordering": ["-number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("module", "number"), name="module_version_once"),
                            models.CheckConstraint(
                                condition=models.Q(("required__gte", 1)), name="module_asks_for_practice"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("least_witnesses__gte", 1), ("least_witnesses__lte", models.F("required"))
                                ),
                                name="module_witnesses_fit",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("active_until", None),
                                    ("active_until__gte", models.F("active_from")),
                                    _connector="OR",
                                ),
                                name="module_ends_after_it_begins",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Enrolment",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("started_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("stopped_at", models.DateTimeField(blank=True, null=True)),
                        ("shown_at", models.DateTimeField(blank=True, null=True)),
                        ("turned_down_because", models.TextField(blank=True)),
                        ("followed_on", models.DateField(blank=True, null=True)),
                        ("followed_said_at", models.DateTimeField(blank=True, null=True)),
                        ("completed_at", models.DateTimeField(blank=True, null=True)),
                        ("badge_claim_key", models.CharField(blank=True, max_length=120)),
                        (
                            "certificate",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="portfolio.evidenceitem",
                            ),
                        ),
                        (
                            "followed_said_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="enrolments",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "task",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="enrolment",
                                to="portfolio.coursetask",
                            ),
                        ),
                        (
                            "module",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="enrolments",
                                to="programmes.module",
                            ),
                        ),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="enrolments",
                                to="programmes.moduleversion",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-started_at"],
                        "constraints": [
                            models.UniqueConstraint(fields=("person", "module"), name="enrolment_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("followed_on", None), ("followed_said_at", None), ("followed_said_by", None)
                                    ),
                                    models.Q(
                                        ("followed_on__isnull", False),
                                        ("followed_said_at__isnull", False),
                                        ("followed_said_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="enrolment_followed_by_whom_said",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("badge_claim_key", ""), ("completed_at", None)),
                                    models.Q(
                                        ("completed_at__isnull", False),
                                        ("followed_on__isnull", False),
                                        models.Q(("badge_claim_key", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="enrolment_completed_with_its_badge",
                            ),
                        ],
                    },
                ),
            ]
        ),
    ]
