import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from foundation.migrating import CreateModels


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0001_initial"),
        ("portfolio", "0002_confirmed_and_signed_never_change"),
        ("quality", "0001_initial"),
        ("routes", "0004_hours_of_shipped_routes"),
        ("standards", "0002_used_versions_never_change"),
        ("trajectories", "0002_coach_talks_kept_terms_and_work_hours"),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="CalibrationRound",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("question", models.TextField(blank=True)),
                        ("due_on", models.DateField()),
                        ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("opened_at", models.DateTimeField(blank=True, null=True)),
                        ("closed_at", models.DateTimeField(blank=True, null=True)),
                        ("stopped_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
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
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="calibration_rounds",
                                to="people.organisation",
                            ),
                        ),
                        (
                            "rubric",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="routes.rubric"
                            ),
                        ),
                        (
                            "standard_version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="standards.standardversion",
                            ),
                        ),
                        (
                            "trajectory",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="calibration_rounds",
                                to="trajectories.trajectory",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-asked_at"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("closed_at", None), ("stopped_at", None)),
                                fields=("trajectory",),
                                name="one_calibration_round_a_dossier_at_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("closed_at", None),
                                    models.Q(("opened_at__isnull", False), ("stopped_at", None)),
                                    _connector="OR",
                                ),
                                name="calibration_round_closed_after_opening",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CalibrationParticipant",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("final_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "assessor",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="calibrations",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "round",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="participants",
                                to="quality.calibrationround",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("round", "assessor"), name="calibration_participant_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CalibrationConsent",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("answer", models.CharField(blank=True, choices=[("yes", "yes"), ("no", "no")], max_length=3)),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        ("text", models.TextField(blank=True)),
                        ("document", models.TextField(blank=True)),
                        ("sha256", models.CharField(blank=True, max_length=64)),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "round",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="consent",
                                to="quality.calibrationround",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answer", ""), ("answered_at", None)),
                                    models.Q(models.Q(("answer", ""), _negated=True), ("answered_at__isnull", False)),
                                    _connector="OR",
                                ),
                                name="calibration_consent_answered_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("document", ""),
                                    models.Q(("answer", "yes"), ("withdrawn_at", None)),
                                    _connector="OR",
                                ),
                                name="calibration_dossier_only_by_consent",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("withdrawn_at", None), ("answer", "yes"), _connector="OR"),
                                name="calibration_withdrawn_after_yes",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CalibrationScore",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("note", models.TextField(blank=True)),
                        (
                            "criterion",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="standards.criterion"
                            ),
                        ),
                        (
                            "level",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="routes.rubriclevel",
                            ),
                        ),
                        (
                            "participant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="scores",
                                to="quality.calibrationparticipant",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("participant", "criterion"), name="calibration_score_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("level__isnull", False), models.Q(("note", ""), _negated=True), _connector="OR"
                                ),
                                name="calibration_score_not_empty",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CriterionReading",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("text", models.TextField()),
                        ("since", models.DateField()),
                        ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "criterion",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="readings",
                                to="standards.criterion",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="criterion_readings",
                                to="people.organisation",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "round",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="readings",
                                to="quality.calibrationround",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["criterion", "since"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("organisation", "criterion", "since"), name="one_reading_of_a_criterion_a_day"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True), name="criterion_reading_says_something"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="QualityTalk",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "occasion",
                            models.CharField(
                                choices=[
                                    ("calibration", "after a calibration round"),
                                    ("half_way", "half-way a trajectory"),
                                    ("other", "another occasion"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("held_on", models.DateField()),
                        ("agreed", models.TextField()),
                        ("officer_signed_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("colleague_signed_at", models.DateTimeField(blank=True, null=True)),
                        ("objection", models.TextField(blank=True)),
                        (
                            "colleague",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="quality_talks",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "officer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="quality_talks_held",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="quality_talks",
                                to="people.organisation",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-held_on", "-officer_signed_at"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("officer", models.F("colleague")), _negated=True),
                                name="quality_talk_between_two",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("agreed", ""), _negated=True), name="quality_talk_says_something"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("colleague_signed_at", None), ("objection", ""), _connector="OR"),
                                name="quality_talk_signed_without_objection",
                            ),
                        ],
                    },
                ),
            ]
        ),
    ]
