import uuid

import django.db.models.deletion
import django.db.models.functions.comparison
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from foundation.migrating import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_initial"),
        ("portfolio", "0002_confirmed_and_signed_never_change"),
        ("routes", "0002_shipped_routes"),
        ("standards", "0002_used_versions_never_change"),
        ("trajectories", "0001_initial"),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="InterviewRecording",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "state",
                            models.CharField(
                                choices=[("receiving", "being received"), ("kept", "kept"), ("erased", "erased")],
                                default="receiving",
                                max_length=20,
                            ),
                        ),
                        ("media_type", models.CharField(blank=True, max_length=60)),
                        ("size", models.PositiveBigIntegerField(blank=True, null=True)),
                        ("seconds", models.PositiveIntegerField(blank=True, null=True)),
                        ("sha256", models.CharField(blank=True, max_length=64)),
                        ("begun_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("kept_at", models.DateTimeField(blank=True, null=True)),
                        ("erased_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "instrument",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="routes.instrument"
                            ),
                        ),
                        (
                            "trajectory",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="interview_recordings",
                                to="trajectories.trajectory",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["begun_at"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state", "receiving"),
                                    ("state", "erased"),
                                    models.Q(("sha256", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="kept_recording_has_a_digest",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("erased_at__isnull", False), ("state", "erased")),
                                    models.Q(models.Q(("state", "erased"), _negated=True), ("erased_at", None)),
                                    _connector="OR",
                                ),
                                name="erased_recording_says_when",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Observation",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("key", models.UUIDField()),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "record",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="observation",
                                to="trajectories.instrumentrecord",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [models.UniqueConstraint(fields=("by", "key"), name="observation_sent_once")],
                    },
                ),
                migrations.CreateModel(
                    name="ObservedFact",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("position", models.PositiveSmallIntegerField()),
                        ("at", models.TimeField(blank=True, null=True)),
                        ("text", models.TextField()),
                        (
                            "criterion",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="standards.criterion",
                            ),
                        ),
                        (
                            "observation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="facts",
                                to="assessments.observation",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["position"],
                        "constraints": [
                            models.UniqueConstraint(fields=("observation", "position"), name="observed_fact_position")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Reassessment",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("opened_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("scores_open_at", models.DateTimeField(blank=True, null=True)),
                        ("closed_at", models.DateTimeField(blank=True, null=True)),
                        ("stopped_at", models.DateTimeField(blank=True, null=True)),
                        ("criteria", models.ManyToManyField(related_name="+", to="standards.criterion")),
                        (
                            "manifest",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="portfolio.manifest"
                            ),
                        ),
                        (
                            "trajectory",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reassessments",
                                to="trajectories.trajectory",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["opened_at"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("closed_at", None), ("stopped_at", None)),
                                fields=("trajectory",),
                                name="one_open_reassessment_a_trajectory",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("closed_at", None),
                                    models.Q(("scores_open_at__isnull", False), ("stopped_at", None)),
                                    _connector="OR",
                                ),
                                name="reassessment_closed_with_scores",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Assessment",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("opened_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("final_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "assessor",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="assessments",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "manifest",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="portfolio.manifest"
                            ),
                        ),
                        (
                            "participant",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="assessment",
                                to="trajectories.participant",
                            ),
                        ),
                        (
                            "trajectory",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="assessments",
                                to="trajectories.trajectory",
                            ),
                        ),
                        (
                            "reassessment",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="assessments",
                                to="assessments.reassessment",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["opened_at"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("trajectory", "assessor"), name="assessment_once_an_assessor"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ItemJudgement",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "authentic",
                            models.CharField(
                                blank=True, choices=[("yes", "yes"), ("partly", "partly"), ("no", "no")], max_length=10
                            ),
                        ),
                        (
                            "current",
                            models.CharField(
                                blank=True, choices=[("yes", "yes"), ("partly", "partly"), ("no", "no")], max_length=10
                            ),
                        ),
                        ("remark", models.TextField(blank=True)),
                        (
                            "assessment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="item_judgements",
                                to="assessments.assessment",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="portfolio.evidenceitem",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("assessment", "item"), name="item_judgement_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Moderation",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("round", models.PositiveSmallIntegerField(default=1)),
                        ("opened_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("closed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "trajectory",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="moderations",
                                to="trajectories.trajectory",
                            ),
                        ),
                        (
                            "reassessment",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="moderation",
                                to="assessments.reassessment",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("reassessment", None)),
                                fields=("trajectory", "round"),
                                name="moderation_once_a_round",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ModeratedScore",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("because", models.TextField(blank=True)),
                        ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "criterion",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="standards.criterion"
                            ),
                        ),
                        (
                            "level",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="routes.rubriclevel",
                            ),
                        ),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "moderation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="scores",
                                to="assessments.moderation",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("moderation", "criterion"), name="moderated_score_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ModerationSignature",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("signed_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "assessor",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "moderation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="signatures",
                                to="assessments.moderation",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("moderation", "assessor"), name="moderation_signed_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReassessedScore",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("counts", models.BooleanField(default=False)),
                        (
                            "before",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="routes.rubriclevel",
                            ),
                        ),
                        (
                            "criterion",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="standards.criterion"
                            ),
                        ),
                        (
                            "level",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="routes.rubriclevel"
                            ),
                        ),
                        (
                            "reassessment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="found",
                                to="assessments.reassessment",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("reassessment", "criterion"), name="reassessed_score_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RecordingConsent",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("given", models.BooleanField()),
                        ("answered_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "instrument",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="routes.instrument"
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "trajectory",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="recording_consents",
                                to="trajectories.trajectory",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["answered_at"],
                    },
                ),
                migrations.CreateModel(
                    name="RecordingMark",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("second", models.PositiveIntegerField()),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "criterion",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="standards.criterion"
                            ),
                        ),
                        (
                            "recording",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="marks",
                                to="assessments.interviewrecording",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["second"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("recording", "by", "criterion", "second"), name="recording_marked_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RelevanceJudgement",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "relevant",
                            models.CharField(
                                choices=[("yes", "yes"), ("partly", "partly"), ("no", "no")], max_length=10
                            ),
                        ),
                        (
                            "assessment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="relevance_judgements",
                                to="assessments.assessment",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="portfolio.evidenceitem",
                            ),
                        ),
                        (
                            "work_process",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="standards.workprocess",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("assessment", "item", "work_process"), name="relevance_judgement_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Score",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("remark", models.TextField(blank=True)),
                        ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "assessment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="scores",
                                to="assessments.assessment",
                            ),
                        ),
                        (
                            "criterion",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="standards.criterion"
                            ),
                        ),
                        (
                            "instrument",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="routes.instrument"
                            ),
                        ),
                        (
                            "level",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="routes.rubriclevel"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("assessment", "criterion", "instrument"), name="score_once_an_instrument"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ScoreSupport",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("page", models.PositiveIntegerField(blank=True, null=True)),
                        (
                            "item",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="portfolio.evidenceitem",
                            ),
                        ),
                        (
                            "record",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="trajectories.instrumentrecord",
                            ),
                        ),
                        (
                            "score",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="support",
                                to="assessments.score",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("item__isnull", True), ("record__isnull", False)),
                                    models.Q(("item__isnull", False), ("record__isnull", True)),
                                    _connector="OR",
                                ),
                                name="support_is_an_item_or_a_record",
                            ),
                            models.UniqueConstraint(
                                models.F("score"),
                                models.F("item"),
                                django.db.models.functions.comparison.Coalesce("page", 0),
                                condition=models.Q(("item__isnull", False)),
                                name="support_item_once",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("record__isnull", False)),
                                fields=("score", "record"),
                                name="support_record_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Substantiation",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("part_of_standard", models.TextField(blank=True)),
                        ("evidence_or_instrument", models.TextField(blank=True)),
                        ("seen_or_heard", models.TextField(blank=True)),
                        ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "assessment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="substantiations",
                                to="assessments.assessment",
                            ),
                        ),
                        (
                            "criterion",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="standards.criterion",
                            ),
                        ),
                        (
                            "work_process",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="standards.workprocess",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("assessment", "work_process", "criterion"),
                                name="substantiation_once_a_criterion",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("criterion__isnull", True)),
                                fields=("assessment", "work_process"),
                                name="substantiation_once_a_work_process",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SupplementRequest",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("text", models.TextField()),
                        ("round", models.PositiveSmallIntegerField(default=1)),
                        ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "assessment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="supplement_requests",
                                to="assessments.assessment",
                            ),
                        ),
                        (
                            "work_process",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="standards.workprocess",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("assessment", "work_process", "round"), name="supplement_request_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TakenOver",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("source", models.CharField(max_length=200)),
                        ("certificate", models.CharField(max_length=200)),
                        ("found_on", models.DateField()),
                        ("because", models.TextField()),
                        ("proposed_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="portfolio.evidenceitem",
                            ),
                        ),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "trajectory",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="taken_over",
                                to="trajectories.trajectory",
                            ),
                        ),
                        (
                            "work_process",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="standards.workprocess",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["work_process__position"],
                        "constraints": [
                            models.UniqueConstraint(fields=("trajectory", "work_process"), name="taken_over_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TakenOverAgreement",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("agreed_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "participant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="trajectories.participant",
                            ),
                        ),
                        (
                            "taken_over",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="agreements",
                                to="assessments.takenover",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("taken_over", "participant"), name="taken_over_agreed_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ThirdOpinion",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "moderation",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="third_opinion",
                                to="assessments.moderation",
                            ),
                        ),
                        (
                            "participant",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="third_opinion",
                                to="trajectories.participant",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("decided_at", None), ("participant__isnull", False), _connector="OR"
                                ),
                                name="third_opinion_is_somebodys",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WorkProcessJudgement",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "varied",
                            models.CharField(
                                blank=True, choices=[("yes", "yes"), ("partly", "partly"), ("no", "no")], max_length=10
                            ),
                        ),
                        (
                            "enough",
                            models.CharField(
                                blank=True, choices=[("yes", "yes"), ("partly", "partly"), ("no", "no")], max_length=10
                            ),
                        ),
                        ("remark", models.TextField(blank=True)),
                        (
                            "assessment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="work_process_judgements",
                                to="assessments.assessment",
                            ),
                        ),
                        (
                            "work_process",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="standards.workprocess",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("assessment", "work_process"), name="work_process_judgement_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InterviewQuestion",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("text", models.TextField()),
                        ("noted_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "assessment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="questions",
                                to="assessments.assessment",
                            ),
                        ),
                        (
                            "criterion",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="standards.criterion"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("assessment", "criterion"), name="interview_question_once_a_criterion"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True),
                                name="interview_question_asks_something",
                            ),
                        ],
                    },
                ),
            ]
        ),
    ]
