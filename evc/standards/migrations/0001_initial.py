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
                    name="QualificationStandard",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("key", models.SlugField(max_length=100, unique=True)),
                        ("title", models.CharField(max_length=300)),
                        ("kind", models.CharField(max_length=40)),
                        ("code", models.CharField(blank=True, max_length=40)),
                        ("code_system", models.CharField(blank=True, max_length=20)),
                        ("dossier_code", models.CharField(blank=True, max_length=40)),
                        ("dossier_title", models.CharField(blank=True, max_length=300)),
                        ("qualification_title", models.CharField(blank=True, max_length=300)),
                        ("owner", models.CharField(blank=True, max_length=200)),
                        ("uri", models.CharField(blank=True, max_length=500)),
                        ("language", models.CharField(default="nl", max_length=5)),
                        ("level_mbo", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("level_nlqf", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("level_eqf", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("education_type", models.CharField(blank=True, max_length=100)),
                        ("study_load_hours", models.PositiveIntegerField(blank=True, null=True)),
                        ("recognised_for_evc_since", models.DateField(blank=True, null=True)),
                        ("recognised_for_evc_until", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="StandardVersion",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("label", models.CharField(max_length=100)),
                        ("valid_from", models.DateField(blank=True, null=True)),
                        ("valid_until", models.DateField(blank=True, null=True)),
                        ("status", models.CharField(blank=True, max_length=40)),
                        ("established_on", models.DateField(blank=True, null=True)),
                        ("established_by", models.CharField(blank=True, max_length=200)),
                        ("source", models.TextField(blank=True)),
                        ("provenance", models.JSONField(default=dict)),
                        ("form_sha256", models.CharField(max_length=64)),
                        (
                            "threshold_rule",
                            models.CharField(
                                choices=[
                                    ("share", "a share of its criteria"),
                                    ("named", "the criteria that are named"),
                                ],
                                default="share",
                                max_length=10,
                            ),
                        ),
                        ("threshold_percent", models.PositiveSmallIntegerField(default=100)),
                        (
                            "substantiation_depth",
                            models.CharField(
                                choices=[("work_process", "Work Process"), ("criterion", "Criterion")],
                                default="work_process",
                                max_length=20,
                            ),
                        ),
                        ("repetitions_expire_after_years", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("repetitions_independent_only", models.BooleanField(default=True)),
                        ("repetitions_least_witnesses", models.PositiveSmallIntegerField(default=1)),
                        ("loaded_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("used_since", models.DateTimeField(blank=True, null=True)),
                        (
                            "standard",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="versions",
                                to="standards.qualificationstandard",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("standard", "label"), name="standard_version_once"),
                            models.CheckConstraint(
                                condition=models.Q(("threshold_percent__gte", 1), ("threshold_percent__lte", 100)),
                                name="threshold_is_a_percentage",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("threshold_rule__in", ["share", "named"])),
                                name="threshold_rule_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("repetitions_least_witnesses__gte", 1)),
                                name="repetitions_have_a_witness",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StandardImport",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("name", models.CharField(blank=True, max_length=255)),
                        ("address", models.CharField(blank=True, max_length=2000)),
                        ("file_sha256", models.CharField(blank=True, max_length=64)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("reading", "Reading"),
                                    ("ready", "Ready"),
                                    ("refused", "Refused"),
                                    ("keeping", "Keeping"),
                                    ("done", "Done"),
                                ],
                                default="reading",
                                max_length=10,
                            ),
                        ),
                        ("reading", models.PositiveSmallIntegerField(default=1)),
                        ("preview", models.JSONField(blank=True, default=dict)),
                        ("levels", models.JSONField(blank=True, default=dict)),
                        ("made_new", models.BooleanField(default=False)),
                        ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("finished_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "version",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="standards.standardversion",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-created_at"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "done"), _negated=True),
                                    ("finished_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="standard_import_done_has_its_moment",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CoreTask",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("code", models.CharField(max_length=40)),
                        ("title", models.CharField(max_length=500)),
                        ("kind", models.CharField(default="kerntaak", max_length=40)),
                        ("complexity", models.TextField(blank=True)),
                        ("responsibility", models.TextField(blank=True)),
                        ("level", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("elective", models.BooleanField(default=False)),
                        (
                            "origin",
                            models.CharField(
                                choices=[
                                    ("letterlijk", "literal from the source"),
                                    ("parafrase", "in our own words"),
                                    ("voorbeeld", "an example, made up"),
                                ],
                                default="letterlijk",
                                max_length=20,
                            ),
                        ),
                        (
                            "code_origin",
                            models.CharField(
                                choices=[
                                    ("letterlijk", "literal from the source"),
                                    ("parafrase", "in our own words"),
                                    ("voorbeeld", "an example, made up"),
                                ],
                                default="letterlijk",
                                max_length=20,
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("case_identifier", models.UUIDField(blank=True, null=True)),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="core_tasks",
                                to="standards.standardversion",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["position"],
                        "constraints": [
                            models.UniqueConstraint(fields=("version", "code"), name="core_task_code_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CasePackage",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("identifier", models.UUIDField(db_index=True)),
                        ("rest", models.TextField()),
                        ("levels", models.JSONField(blank=True, default=dict)),
                        ("sha256", models.CharField(max_length=64)),
                        (
                            "version",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="case_package",
                                to="standards.standardversion",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="WorkProcess",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("code", models.CharField(max_length=40)),
                        ("title", models.CharField(max_length=500)),
                        ("description", models.TextField(blank=True)),
                        ("result", models.TextField(blank=True)),
                        ("required_repetitions", models.PositiveSmallIntegerField(blank=True, null=True)),
                        (
                            "required_repetitions_origin",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("letterlijk", "literal from the source"),
                                    ("parafrase", "in our own words"),
                                    ("voorbeeld", "an example, made up"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("required_witnesses", models.PositiveSmallIntegerField(blank=True, null=True)),
                        (
                            "origin",
                            models.CharField(
                                choices=[
                                    ("letterlijk", "literal from the source"),
                                    ("parafrase", "in our own words"),
                                    ("voorbeeld", "an example, made up"),
                                ],
                                default="letterlijk",
                                max_length=20,
                            ),
                        ),
                        (
                            "code_origin",
                            models.CharField(
                                choices=[
                                    ("letterlijk", "literal from the source"),
                                    ("parafrase", "in our own words"),
                                    ("voorbeeld", "an example, made up"),
                                ],
                                default="letterlijk",
                                max_length=20,
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("case_identifier", models.UUIDField(blank=True, null=True)),
                        (
                            "core_task",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="work_processes",
                                to="standards.coretask",
                            ),
                        ),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="work_processes",
                                to="standards.standardversion",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["position"],
                        "constraints": [
                            models.UniqueConstraint(fields=("version", "code"), name="work_process_code_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Criterion",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("code", models.CharField(max_length=40)),
                        ("title", models.TextField()),
                        (
                            "origin",
                            models.CharField(
                                choices=[
                                    ("letterlijk", "literal from the source"),
                                    ("parafrase", "in our own words"),
                                    ("voorbeeld", "an example, made up"),
                                ],
                                default="letterlijk",
                                max_length=20,
                            ),
                        ),
                        ("decisive", models.BooleanField(default=False)),
                        ("position", models.PositiveSmallIntegerField()),
                        ("case_identifier", models.UUIDField(blank=True, null=True)),
                        (
                            "work_process",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="criteria",
                                to="standards.workprocess",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["position"],
                        "constraints": [
                            models.UniqueConstraint(fields=("work_process", "code"), name="criterion_code_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CaseItem",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("identifier", models.UUIDField(db_index=True)),
                        ("position", models.PositiveIntegerField()),
                        ("text", models.TextField()),
                        ("associations", models.TextField(blank=True)),
                        (
                            "package",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="items",
                                to="standards.casepackage",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["position"],
                        "constraints": [
                            models.UniqueConstraint(fields=("package", "identifier"), name="case_item_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProviderRecognition",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("since", models.DateField()),
                        ("until", models.DateField(blank=True, null=True)),
                        ("register", models.CharField(max_length=200)),
                        (
                            "provider",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="recognitions",
                                to="people.organisation",
                            ),
                        ),
                        (
                            "standard",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="recognitions",
                                to="standards.qualificationstandard",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("provider", "standard", "since"), name="provider_recognition_once"
                            )
                        ],
                    },
                ),
            ]
        ),
    ]
