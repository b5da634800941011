import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from foundation.migrating import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("assessments", "0001_initial"),
        ("people", "0001_initial"),
        ("programmes", "0001_initial"),
        ("standards", "0001_initial"),
        ("trajectories", "0001_initial"),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="Complaint",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("happened_on", models.DateField()),
                        ("about", models.TextField()),
                        ("wish", models.TextField(blank=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waits", "waits for somebody to handle it"),
                                    ("in_hand", "being handled"),
                                    ("answered", "answered"),
                                    ("withdrawn", "withdrawn"),
                                ],
                                default="waits",
                                max_length=10,
                            ),
                        ),
                        ("round", models.PositiveSmallIntegerField(default=1)),
                        ("lodged_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("answer_by", models.DateField()),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "lodger",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="complaints",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="complaints",
                                to="people.organisation",
                            ),
                        ),
                        (
                            "trajectory",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="complaints",
                                to="trajectories.trajectory",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["lodged_at"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("round__in", [1, 2])), name="complaint_two_rounds_at_most"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at", None), ("state__in", ["waits", "in_hand"])),
                                    models.Q(("ended_at__isnull", False), ("state__in", ["answered", "withdrawn"])),
                                    _connector="OR",
                                ),
                                name="ended_complaint_has_its_moment",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ComplaintHandling",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("round", models.PositiveSmallIntegerField(default=1)),
                        ("named_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        ("answer", models.TextField(blank=True)),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "complaint",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="handlings",
                                to="outcomes.complaint",
                            ),
                        ),
                        (
                            "handler",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="complaints_handled",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["named_at"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at", None)),
                                fields=("complaint", "round"),
                                name="one_handler_a_round",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answer", ""), ("answered_at", None)),
                                    models.Q(models.Q(("answer", ""), _negated=True), ("answered_at__isnull", False)),
                                    _connector="OR",
                                ),
                                name="complaint_answer_has_its_moment",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DevelopmentTalk",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("brought_up", models.TextField(blank=True)),
                        ("written_at", models.DateTimeField(blank=True, null=True)),
                        ("shared", models.TextField(blank=True)),
                        ("shared_at", models.DateTimeField(blank=True, null=True)),
                        ("held_on", models.DateField(blank=True, null=True)),
                        (
                            "trajectory",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="development_talk",
                                to="trajectories.trajectory",
                            ),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("shared", ""), ("shared_at", None)),
                                    models.Q(models.Q(("shared", ""), _negated=True), ("shared_at__isnull", False)),
                                    _connector="OR",
                                ),
                                name="shared_with_the_manager_at_a_moment",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DevelopmentStep",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("text", models.CharField(max_length=300)),
                        (
                            "who",
                            models.CharField(
                                choices=[("candidate", "the candidate"), ("manager", "the manager")], max_length=10
                            ),
                        ),
                        ("due_on", models.DateField()),
                        ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("agreed_by_candidate_at", models.DateTimeField(blank=True, null=True)),
                        ("agreed_by_manager_at", models.DateTimeField(blank=True, null=True)),
                        ("done_at", models.DateTimeField(blank=True, null=True)),
                        ("reminded_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "talk",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="steps",
                                to="outcomes.developmenttalk",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["due_on", "made_at"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("done_at", None),
                                    models.Q(
                                        ("agreed_by_candidate_at__isnull", False),
                                        ("agreed_by_manager_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="only_what_is_agreed_is_done",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Evaluation",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("year", models.PositiveSmallIntegerField()),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="evaluations",
                                to="people.organisation",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="EvaluationAnswer",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("position", models.PositiveSmallIntegerField()),
                        ("question", models.CharField(max_length=300)),
                        ("mark", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("words", models.TextField(blank=True)),
                        (
                            "evaluation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="answers",
                                to="outcomes.evaluation",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["position"],
                        "constraints": [
                            models.UniqueConstraint(fields=("evaluation", "position"), name="evaluation_answer_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("mark", None), models.Q(("mark__gte", 1), ("mark__lte", 5)), _connector="OR"
                                ),
                                name="evaluation_mark_from_1_to_5",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EvaluationInvitation",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("invited_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("reminded_at", models.DateTimeField(blank=True, null=True)),
                        ("is_answered", models.BooleanField(default=False)),
                        (
                            "trajectory",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="evaluation_invitation",
                                to="trajectories.trajectory",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="EvaluationQuestion",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("position", models.PositiveSmallIntegerField()),
                        ("text", models.CharField(max_length=300)),
                        (
                            "kind",
                            models.CharField(
                                choices=[("mark", "a mark from 1 to 5"), ("words", "an answer in words")], max_length=5
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="evaluation_questions",
                                to="people.organisation",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["position"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("organisation", "position"), name="evaluation_question_place_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Outcome",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("number", models.PositiveSmallIntegerField(default=1)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("proposed", "waits for the quality check"),
                                    ("returned", "sent back to the assessors"),
                                    ("released", "released"),
                                    ("replaced", "replaced after an appeal"),
                                ],
                                default="proposed",
                                max_length=10,
                            ),
                        ),
                        (
                            "yields",
                            models.CharField(
                                choices=[
                                    ("ervaringscertificaat", "experience certificate"),
                                    ("ervaringsprofiel", "experience profile"),
                                    ("competentierapport", "competence report"),
                                ],
                                max_length=30,
                            ),
                        ),
                        ("manifest_sha256s", models.JSONField(default=list)),
                        ("kappa", models.FloatField(blank=True, null=True)),
                        ("scores_compared", models.PositiveIntegerField(default=0)),
                        ("proposed_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        ("remark", models.TextField(blank=True)),
                        ("badge_claim_key", models.CharField(blank=True, max_length=120)),
                        ("report_claim_key", models.CharField(blank=True, max_length=120)),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "replaces",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="replaced_by",
                                to="outcomes.outcome",
                            ),
                        ),
                        (
                            "trajectory",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="outcomes",
                                to="trajectories.trajectory",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("trajectory", "number"), name="outcome_number_once"),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "released")),
                                fields=("trajectory",),
                                name="one_released_outcome_a_trajectory",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["released", "replaced"]), _negated=True),
                                    models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="released_by_somebody",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GapAdvice",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("missing", models.TextField()),
                        ("advice", models.TextField(blank=True)),
                        (
                            "modules",
                            models.ManyToManyField(blank=True, related_name="+", to="programmes.moduleversion"),
                        ),
                        (
                            "work_process",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="standards.workprocess",
                            ),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "outcome",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="gaps", to="outcomes.outcome"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["work_process__position"],
                        "constraints": [
                            models.UniqueConstraint(fields=("outcome", "work_process"), name="gap_advice_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Correction",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "kind",
                            models.CharField(
                                choices=[("name", "my name has changed"), ("spelling", "my name is not spelled right")],
                                max_length=10,
                            ),
                        ),
                        ("name", models.CharField(max_length=200)),
                        ("because", models.TextField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("asked", "waits for a quality officer"),
                                    ("refused", "refused"),
                                    ("granted", "granted, is being made"),
                                    ("made", "made"),
                                ],
                                default="asked",
                                max_length=10,
                            ),
                        ),
                        ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        ("answer", models.TextField(blank=True)),
                        ("made_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "outcome",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="corrections",
                                to="outcomes.outcome",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["asked_at"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ["asked", "granted"])),
                                fields=("outcome",),
                                name="one_open_correction_an_outcome",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("decided_by", None), ("state", "asked")),
                                    models.Q(
                                        ("decided_at__isnull", False),
                                        ("decided_by__isnull", False),
                                        ("state__in", ["refused", "granted", "made"]),
                                    ),
                                    _connector="OR",
                                ),
                                name="correction_decided_by_somebody",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("made_at", None), ("state", "made"), _connector="XOR"),
                                name="correction_made_at_a_moment",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Appeal",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("reasons", models.TextField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("lodged", "lodged"),
                                    ("admitted", "being looked at again"),
                                    ("reassessed", "waits for a decision"),
                                    ("granted", "granted"),
                                    ("refused", "refused, the outcome stands"),
                                    ("not_admitted", "not taken up"),
                                    ("withdrawn", "withdrawn by the candidate"),
                                ],
                                default="lodged",
                                max_length=12,
                            ),
                        ),
                        ("lodged_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("answer_by", models.DateField()),
                        ("admitted_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "obstacle",
                            models.CharField(
                                blank=True,
                                choices=[
                                    (
                                        "not_about_outcome",
                                        "it is not about the outcome, but about how somebody was treated",
                                    ),
                                    ("no_reasons", "it does not say why the outcome is wrong"),
                                    ("too_late", "it came too late"),
                                    ("other", "another reason"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("reassessed_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        ("answer", models.TextField(blank=True)),
                        ("criteria", models.ManyToManyField(related_name="+", to="standards.criterion")),
                        (
                            "officer",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "reassessment",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="appeal",
                                to="assessments.reassessment",
                            ),
                        ),
                        (
                            "trajectory",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="appeals",
                                to="trajectories.trajectory",
                            ),
                        ),
                        (
                            "new_outcome",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="granted_appeal",
                                to="outcomes.outcome",
                            ),
                        ),
                        (
                            "outcome",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="appeals",
                                to="outcomes.outcome",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["lodged_at"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ["lodged", "admitted", "reassessed"])),
                                fields=("trajectory",),
                                name="one_open_appeal_a_trajectory",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ["granted", "refused"])),
                                fields=("outcome",),
                                name="appeal_decided_once_an_outcome",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("new_outcome__isnull", False), ("state", "granted")),
                                    models.Q(models.Q(("state", "granted"), _negated=True), ("new_outcome", None)),
                                    _connector="OR",
                                ),
                                name="granted_appeal_has_its_outcome",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at", None), ("state__in", ["lodged", "admitted", "reassessed"])),
                                    models.Q(
                                        models.Q(("state__in", ["lodged", "admitted", "reassessed"]), _negated=True),
                                        ("ended_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="ended_appeal_has_its_moment",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("state__in", ["admitted", "reassessed", "granted", "refused"]), _negated=True
                                    ),
                                    models.Q(("officer__isnull", False), ("reassessment__isnull", False)),
                                    _connector="OR",
                                ),
                                name="decided_appeal_was_looked_at_again",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProcedureTerms",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("appeal_weeks", models.PositiveSmallIntegerField(default=6)),
                        ("appeal_answer_weeks", models.PositiveSmallIntegerField(default=6)),
                        ("complaint_weeks", models.PositiveSmallIntegerField(default=52)),
                        ("complaint_answer_weeks", models.PositiveSmallIntegerField(default=6)),
                        (
                            "complaints_officer",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "organisation",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="procedure_terms",
                                to="people.organisation",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("appeal_answer_weeks__gte", 1),
                                    ("appeal_weeks__gte", 1),
                                    ("complaint_answer_weeks__gte", 1),
                                    ("complaint_weeks__gte", 1),
                                ),
                                name="terms_are_a_week_at_least",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="UnitResult",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "verdict",
                            models.CharField(
                                choices=[
                                    ("recognised", "recognised"),
                                    ("partly", "partly recognised"),
                                    ("not-yet", "not yet recognised"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("criteria_met", models.PositiveSmallIntegerField()),
                        ("criteria_total", models.PositiveSmallIntegerField()),
                        (
                            "outcome",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="results",
                                to="outcomes.outcome",
                            ),
                        ),
                        (
                            "taken_over",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="assessments.takenover",
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
                            models.UniqueConstraint(fields=("outcome", "work_process"), name="unit_result_once")
                        ],
                    },
                ),
            ]
        ),
    ]
