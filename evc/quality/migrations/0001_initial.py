import uuid

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from foundation.migrating import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("outcomes", "0001_initial"),
        ("people", "0001_initial"),
        ("standards", "0001_initial"),
        ("trajectories", "0001_initial"),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="CheckAnswer",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("key", models.CharField(max_length=60)),
                        (
                            "part",
                            models.CharField(
                                choices=[
                                    ("goal", "Goal"),
                                    ("rights", "Rights"),
                                    ("enquiry", "Enquiry"),
                                    ("people", "Assessors and coaches"),
                                    ("care", "Quality care"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("question", models.TextField()),
                        (
                            "answer",
                            models.CharField(
                                choices=[("yes", "Yes"), ("no", "No"), ("not_applicable", "Doesn't apply here")],
                                max_length=14,
                            ),
                        ),
                        ("remark", models.TextField(blank=True)),
                        ("at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "outcome",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="check_answers",
                                to="outcomes.outcome",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [models.UniqueConstraint(fields=("outcome", "key"), name="check_answer_once")],
                    },
                ),
                migrations.CreateModel(
                    name="CheckList",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("number", models.PositiveSmallIntegerField()),
                        ("points", models.JSONField()),
                        ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="check_lists",
                                to="people.organisation",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("organisation", "number"), name="check_list_number_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DossierPrint",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("language", models.CharField(max_length=5)),
                        ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("ready_at", models.DateTimeField(blank=True, null=True)),
                        ("sha256", models.CharField(blank=True, max_length=64)),
                        ("size", models.PositiveBigIntegerField(default=0)),
                        ("problem", models.CharField(blank=True, max_length=60)),
                        (
                            "outcome",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="prints",
                                to="outcomes.outcome",
                            ),
                        ),
                        (
                            "reader",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-asked_at"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ready_at", None)),
                                fields=("outcome", "reader"),
                                name="one_dossier_print_at_a_time",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SamplingPlan",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("number", models.PositiveSmallIntegerField()),
                        (
                            "share",
                            models.PositiveSmallIntegerField(
                                validators=[django.core.validators.MaxValueValidator(100)]
                            ),
                        ),
                        (
                            "half_way_share",
                            models.PositiveSmallIntegerField(
                                validators=[django.core.validators.MaxValueValidator(100)]
                            ),
                        ),
                        ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sampling_plans",
                                to="people.organisation",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["number"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("organisation", "number"), name="sampling_plan_number_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("half_way_share__lte", 100), ("share__lte", 100)),
                                name="sampling_plan_shares_are_percents",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Draw",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "moment",
                            models.CharField(
                                choices=[("half_way", "half-way"), ("before_release", "before release")], max_length=14
                            ),
                        ),
                        ("seed", models.CharField(max_length=64)),
                        ("share", models.PositiveSmallIntegerField()),
                        ("reasons", models.JSONField(default=list)),
                        ("is_drawn", models.BooleanField()),
                        ("drawn_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("read_at", models.DateTimeField(blank=True, null=True)),
                        ("remark", models.TextField(blank=True)),
                        (
                            "outcome",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="draw",
                                to="outcomes.outcome",
                            ),
                        ),
                        (
                            "read_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "trajectory",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="draws",
                                to="trajectories.trajectory",
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="draws",
                                to="quality.samplingplan",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["drawn_at"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("moment", "half_way"), ("outcome", None)),
                                    models.Q(("moment", "before_release"), ("outcome__isnull", False)),
                                    _connector="OR",
                                ),
                                name="draw_before_release_has_its_outcome",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("moment", "half_way")),
                                fields=("trajectory",),
                                name="one_half_way_draw_a_trajectory",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("read_at", None), ("read_by", None)),
                                    models.Q(
                                        ("is_drawn", True), ("read_at__isnull", False), ("read_by__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="draw_read_by_somebody",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("share__lte", 100)), name="draw_share_is_percent"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Finding",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("text", models.TextField()),
                        ("raised_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("due_on", models.DateField()),
                        ("answer", models.TextField(blank=True)),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        ("closed_at", models.DateTimeField(blank=True, null=True)),
                        ("conclusion", models.TextField(blank=True)),
                        (
                            "draw",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="findings",
                                to="quality.draw",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="findings",
                                to="people.organisation",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="findings_owned",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "raised_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="findings_raised",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["due_on", "raised_at"],
                        "indexes": [models.Index(fields=["owner", "closed_at"], name="finding_work_list")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answer", ""), ("answered_at", None)),
                                    models.Q(models.Q(("answer", ""), _negated=True), ("answered_at__isnull", False)),
                                    _connector="OR",
                                ),
                                name="finding_answered_whole",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SamplingRaise",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "rule",
                            models.CharField(
                                choices=[
                                    ("new_assessor", "new assessor"),
                                    ("new_version", "new version of a standard"),
                                    ("low_kappa", "low agreement between the assessors"),
                                    ("sent_back", "sent back before"),
                                    ("upheld_appeal", "appeal upheld"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("threshold", models.PositiveSmallIntegerField()),
                        (
                            "share",
                            models.PositiveSmallIntegerField(
                                validators=[django.core.validators.MaxValueValidator(100)]
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="raises",
                                to="quality.samplingplan",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("plan", "rule"), name="sampling_raise_rule_once"),
                            models.CheckConstraint(
                                condition=models.Q(("share__lte", 100)), name="sampling_raise_is_percent"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SamplingShare",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "share",
                            models.PositiveSmallIntegerField(
                                validators=[django.core.validators.MaxValueValidator(100)]
                            ),
                        ),
                        (
                            "assessor",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="shares",
                                to="quality.samplingplan",
                            ),
                        ),
                        (
                            "standard",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="standards.qualificationstandard",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("assessor__isnull", False), ("standard", None)),
                                    models.Q(("assessor", None), ("standard__isnull", False)),
                                    _connector="OR",
                                ),
                                name="sampling_share_of_one_thing",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("share__lte", 100)), name="sampling_share_is_percent"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("assessor", None)),
                                fields=("plan", "standard"),
                                name="sampling_share_standard_once",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("standard", None)),
                                fields=("plan", "assessor"),
                                name="sampling_share_assessor_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SecondOpinion",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("question", models.TextField()),
                        ("release_waits", models.BooleanField(default=True)),
                        ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "verdict",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("release", "I would release it"),
                                    ("send_back", "I would send it back"),
                                    ("unsure", "I can't say"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("text", models.TextField(blank=True)),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "asked_of",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="opinions_asked",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "outcome",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="second_opinions",
                                to="outcomes.outcome",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["asked_at"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("withdrawn_at", None)),
                                fields=("outcome", "asked_of"),
                                name="second_opinion_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answered_at", None), ("verdict", "")),
                                    models.Q(models.Q(("verdict", ""), _negated=True), ("answered_at__isnull", False)),
                                    _connector="OR",
                                ),
                                name="second_opinion_answered_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("asked_of", models.F("asked_by")), _negated=True),
                                name="second_opinion_of_somebody_else",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Audit",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("name", models.CharField(max_length=200)),
                        ("email", models.EmailField(max_length=254)),
                        ("on_behalf_of", models.CharField(max_length=200)),
                        ("from_day", models.DateField()),
                        ("until_day", models.DateField()),
                        ("period_from", models.DateField()),
                        ("period_until", models.DateField()),
                        ("size", models.PositiveSmallIntegerField()),
                        ("seed", models.CharField(max_length=64)),
                        ("drawn_from", models.PositiveIntegerField()),
                        ("given_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "given_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="audits",
                                to="people.organisation",
                            ),
                        ),
                        (
                            "standard",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="standards.qualificationstandard",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-given_at"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("until_day__gte", models.F("from_day"))), name="audit_days_in_order"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("period_until__gte", models.F("period_from"))),
                                name="audit_period_in_order",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AuditSample",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("number", models.PositiveSmallIntegerField()),
                        (
                            "audit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="rows", to="quality.audit"
                            ),
                        ),
                        (
                            "outcome",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="audit_rows",
                                to="outcomes.outcome",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("audit", "outcome"), name="audit_sample_once"),
                            models.UniqueConstraint(fields=("audit", "number"), name="audit_sample_number_once"),
                        ],
                    },
                ),
            ]
        ),
        migrations.AddField(
            model_name="audit",
            name="sample",
            field=models.ManyToManyField(related_name="audits", through="quality.AuditSample", to="outcomes.outcome"),
        ),
    ]
