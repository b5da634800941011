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
        ("routes", "0001_initial"),
        ("standards", "0001_initial"),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="AgreementText",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("number", models.PositiveIntegerField()),
                        ("text", models.TextField()),
                        ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "client",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.organisation",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="agreement_texts",
                                to="people.organisation",
                            ),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-number"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("organisation", "number"), name="agreement_text_number_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True), name="agreement_text_says_something"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BulkRun",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("key", models.UUIDField(unique=True)),
                        (
                            "act",
                            models.CharField(
                                choices=[
                                    ("assign_coach", "Assign a coach"),
                                    ("assign_assessor", "Assign an assessor"),
                                    ("remind", "Mail a reminder"),
                                    ("move_due", "Move the day it is due"),
                                    ("pause", "Pause"),
                                    ("propose", "Propose trajectories"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("chosen", models.JSONField(default=list)),
                        ("at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Digest",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "rhythm",
                            models.CharField(
                                choices=[
                                    ("daily", "At most once a day"),
                                    ("weekly", "At most once a week"),
                                    ("never", "Never"),
                                ],
                                default="daily",
                                max_length=10,
                            ),
                        ),
                        ("told_until", models.DateTimeField(default=django.utils.timezone.now)),
                        ("mailed_on", models.DateField(blank=True, null=True)),
                        (
                            "person",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="digest",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Expertise",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("since", models.DateField()),
                        ("until", models.DateField()),
                        ("proof", models.TextField()),
                        ("established_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "established_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="expertise",
                                to="people.organisation",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="expertise",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "standard",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="standards.qualificationstandard",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["until"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at", None)),
                                fields=("organisation", "person", "standard"),
                                name="expertise_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("until__gte", models.F("since"))), name="expertise_in_order"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FreeDay",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("day", models.DateField()),
                        (
                            "part",
                            models.CharField(
                                choices=[
                                    ("day", "the whole day"),
                                    ("morning", "the morning"),
                                    ("afternoon", "the afternoon"),
                                ],
                                default="day",
                                max_length=10,
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="free_days",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["day"],
                        "constraints": [models.UniqueConstraint(fields=("person", "day"), name="free_day_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Trajectory",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("requested", "requested"),
                                    ("intake", "intake"),
                                    ("declined", "not now"),
                                    ("building", "building the portfolio"),
                                    ("submitted", "handed in"),
                                    ("assessing", "being assessed"),
                                    ("supplement", "supplement asked for"),
                                    ("moderating", "moderation"),
                                    ("quality_check", "quality check"),
                                    ("decided", "outcome released"),
                                    ("issued", "badge issued"),
                                    ("closed", "closed"),
                                    ("withdrawn", "withdrawn"),
                                ],
                                default="requested",
                                max_length=20,
                            ),
                        ),
                        ("state_since", models.DateTimeField(default=django.utils.timezone.now)),
                        ("requested_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("due_on", models.DateField(blank=True, null=True)),
                        (
                            "yields",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("ervaringscertificaat", "experience certificate"),
                                    ("ervaringsprofiel", "experience profile"),
                                    ("competentierapport", "competence report"),
                                ],
                                max_length=30,
                            ),
                        ),
                        ("supplements_asked", models.PositiveSmallIntegerField(default=0)),
                        ("expects_badge", models.BooleanField(default=False)),
                        ("badge_shows_name", models.BooleanField(default=False)),
                        ("badge_addresses", models.JSONField(default=list)),
                        ("closing_talk_on", models.DateField(blank=True, null=True)),
                        ("closing_talk_declined", models.BooleanField(default=False)),
                        (
                            "audience",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="portfolio.audience"
                            ),
                        ),
                        (
                            "candidate",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="trajectories",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "client",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="client_trajectories",
                                to="people.organisation",
                            ),
                        ),
                        (
                            "provider",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="provider_trajectories",
                                to="people.organisation",
                            ),
                        ),
                        (
                            "requested_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "route",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="trajectories",
                                to="routes.route",
                            ),
                        ),
                        (
                            "standard_version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="trajectories",
                                to="standards.standardversion",
                            ),
                        ),
                        ("units", models.ManyToManyField(related_name="+", to="standards.coretask")),
                    ],
                    options={
                        "ordering": ["-requested_at"],
                        "indexes": [models.Index(fields=["provider", "state", "state_since"], name="trajectory_board")],
                    },
                ),
                migrations.CreateModel(
                    name="Intake",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("reasons", models.JSONField(default=list)),
                        ("goal", models.TextField(blank=True)),
                        ("motivation", models.TextField(blank=True)),
                        ("entry_requirements", models.TextField(blank=True)),
                        ("needs", models.TextField(blank=True)),
                        ("brings_exemptions", models.TextField(blank=True)),
                        ("brings_vacancies", models.TextField(blank=True)),
                        ("brings_scale", models.TextField(blank=True)),
                        (
                            "advice",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("full", "full EVC"),
                                    ("compact", "EVC Compact"),
                                    ("exemptions", "straight to exemptions with existing diplomas"),
                                    ("train", "only train what is missing"),
                                    ("not_now", "not now"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("advice_because", models.TextField(blank=True)),
                        ("advice_next", models.TextField(blank=True)),
                        ("advised_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "advised_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "trajectory",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="intake",
                                to="trajectories.trajectory",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="EntryRequirement",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("title", models.CharField(max_length=300)),
                        (
                            "finding",
                            models.CharField(
                                choices=[("met", "met"), ("not_met", "not met"), ("open", "not known yet")],
                                default="open",
                                max_length=10,
                            ),
                        ),
                        ("proof", models.CharField(blank=True, max_length=500)),
                        ("noted_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "noted_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "intake",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="requirements",
                                to="trajectories.intake",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["noted_at", "pk"],
                        "constraints": [
                            models.UniqueConstraint(fields=("intake", "title"), name="entry_requirement_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("finding", "met"), _negated=True),
                                    models.Q(("proof", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="met_requirement_has_proof",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Participant",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "part",
                            models.CharField(
                                choices=[
                                    ("candidate", "candidate"),
                                    ("coach", "coach"),
                                    ("assessor", "assessor"),
                                    ("third_assessor", "third assessor"),
                                    ("quality_officer", "quality officer"),
                                    ("manager", "manager"),
                                    ("appeal_assessor", "assessor in the appeal"),
                                    ("appeal_officer", "quality officer in the appeal"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("seat", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("assigned_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("no_ties_declared_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        ("despite", models.JSONField(default=list)),
                        ("despite_because", models.TextField(blank=True)),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="participations",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "trajectory",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="participants",
                                to="trajectories.trajectory",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["person", "ended_at"], name="participant_work_list")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at", None), ("part", "assessor")),
                                fields=("trajectory", "seat"),
                                name="one_assessor_a_seat",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at", None), ("part", "appeal_assessor")),
                                fields=("trajectory", "seat"),
                                name="one_appeal_assessor_a_seat",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at", None)),
                                fields=("trajectory", "person", "part"),
                                name="participant_part_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("part__in", ["assessor", "appeal_assessor"]), ("seat__isnull", False)),
                                    models.Q(
                                        models.Q(("part__in", ["assessor", "appeal_assessor"]), _negated=True),
                                        ("seat__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="only_assessors_have_a_seat",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="IndependenceStatement",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("text", models.TextField()),
                        ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "participant",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="statement",
                                to="trajectories.participant",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["made_at"],
                    },
                ),
                migrations.CreateModel(
                    name="SelfScan",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "answer",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (0, "I have never done this"),
                                    (1, "I do this with help"),
                                    (2, "I do this on my own"),
                                    (3, "I could teach this"),
                                ]
                            ),
                        ),
                        (
                            "intake",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="self_scan",
                                to="trajectories.intake",
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
                            models.UniqueConstraint(fields=("intake", "work_process"), name="self_scan_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StartTest",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "subject",
                            models.CharField(
                                choices=[("dutch", "Dutch"), ("english", "English"), ("arithmetic", "arithmetic")],
                                max_length=20,
                            ),
                        ),
                        ("score", models.DecimalField(decimal_places=1, max_digits=5)),
                        ("norm", models.DecimalField(decimal_places=1, max_digits=5)),
                        ("taken_on", models.DateField()),
                        (
                            "intake",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="tests",
                                to="trajectories.intake",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [models.UniqueConstraint(fields=("intake", "subject"), name="start_test_once")],
                    },
                ),
                migrations.CreateModel(
                    name="StateChange",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "from_state",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("requested", "requested"),
                                    ("intake", "intake"),
                                    ("declined", "not now"),
                                    ("building", "building the portfolio"),
                                    ("submitted", "handed in"),
                                    ("assessing", "being assessed"),
                                    ("supplement", "supplement asked for"),
                                    ("moderating", "moderation"),
                                    ("quality_check", "quality check"),
                                    ("decided", "outcome released"),
                                    ("issued", "badge issued"),
                                    ("closed", "closed"),
                                    ("withdrawn", "withdrawn"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "to_state",
                            models.CharField(
                                choices=[
                                    ("requested", "requested"),
                                    ("intake", "intake"),
                                    ("declined", "not now"),
                                    ("building", "building the portfolio"),
                                    ("submitted", "handed in"),
                                    ("assessing", "being assessed"),
                                    ("supplement", "supplement asked for"),
                                    ("moderating", "moderation"),
                                    ("quality_check", "quality check"),
                                    ("decided", "outcome released"),
                                    ("issued", "badge issued"),
                                    ("closed", "closed"),
                                    ("withdrawn", "withdrawn"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("reason", models.TextField(blank=True)),
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
                            "trajectory",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="changes",
                                to="trajectories.trajectory",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["at"],
                    },
                ),
                migrations.CreateModel(
                    name="Stall",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("since", models.DateTimeField()),
                        ("token_hash", models.CharField(max_length=64, unique=True)),
                        ("noticed_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("second_hash", models.CharField(blank=True, max_length=64, null=True, unique=True)),
                        ("second_mail_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "answer",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("going_on", "I am going on"),
                                    ("need_help", "I need help"),
                                    ("pause", "I want a pause"),
                                    ("stop", "I want to stop"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "trajectory",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="stalls",
                                to="trajectories.trajectory",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["noticed_at"],
                        "constraints": [
                            models.UniqueConstraint(fields=("trajectory", "since"), name="stall_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answer", ""), ("answered_at", None)),
                                    models.Q(models.Q(("answer", ""), _negated=True), ("answered_at__isnull", False)),
                                    _connector="OR",
                                ),
                                name="stall_answer_has_its_moment",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SilentEnd",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("ended_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("undo_until", models.DateField()),
                        ("undone_at", models.DateTimeField(blank=True, null=True)),
                        ("final_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "ended_by",
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
                                related_name="silent_ends",
                                to="trajectories.trajectory",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["ended_at"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("final_at", None), ("undone_at", None)),
                                fields=("trajectory",),
                                name="one_silent_end_is_open",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("undone_at", None), ("final_at", None), _connector="OR"),
                                name="silent_end_undone_or_final",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ResultConsent",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "receiver",
                            models.CharField(
                                choices=[("client", "the client"), ("register", "a public register")], max_length=10
                            ),
                        ),
                        (
                            "scope",
                            models.CharField(
                                choices=[
                                    ("outcome", "the outcome in words"),
                                    ("report", "the report"),
                                    ("entry", "an entry in the register"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("text", models.TextField()),
                        ("given_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("until", models.DateField()),
                        ("ended_at", models.DateTimeField(null=True)),
                        (
                            "given_by",
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
                                related_name="consents",
                                to="trajectories.trajectory",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-given_at"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at", None)),
                                fields=("trajectory", "receiver"),
                                name="one_consent_a_receiver",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("receiver", "register"), ("scope", "entry")),
                                    models.Q(("receiver", "client"), ("scope__in", ["outcome", "report"])),
                                    _connector="OR",
                                ),
                                name="consent_fits_its_receiver",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Pause",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("first_day", models.DateField()),
                        ("until", models.DateField()),
                        ("reason", models.TextField(blank=True)),
                        ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_on", models.DateField(blank=True, null=True)),
                        ("refused_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "confirmed_by",
                            models.ForeignKey(
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
                                related_name="pauses",
                                to="trajectories.trajectory",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["first_day"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("confirmed_at", None), ("refused_at", None)),
                                fields=("trajectory",),
                                name="one_pause_is_asked_for",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("until__gte", models.F("first_day"))), name="pause_in_order"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("confirmed_at", None), ("confirmed_by", None), ("ended_on", None)),
                                    models.Q(
                                        ("confirmed_at__isnull", False),
                                        ("confirmed_by__isnull", False),
                                        ("refused_at", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="pause_confirmed_by_somebody",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InstrumentRecord",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("held_on", models.DateField()),
                        ("from_time", models.TimeField(blank=True, null=True)),
                        ("until_time", models.TimeField(blank=True, null=True)),
                        ("place", models.CharField(blank=True, max_length=200)),
                        ("facts", models.TextField()),
                        ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
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
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="records",
                                to="trajectories.trajectory",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["held_on", "written_at"],
                    },
                ),
                migrations.CreateModel(
                    name="IdentitySeen",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "document",
                            models.CharField(
                                choices=[
                                    ("passport", "passport"),
                                    ("id_card", "identity card"),
                                    ("driving_licence", "driving licence"),
                                    ("residence_permit", "residence permit"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("seen_on", models.DateField()),
                        ("noted_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "seen_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "trajectory",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="identity_seen",
                                to="trajectories.trajectory",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="HoursSpent",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("day", models.DateField()),
                        ("hours", models.DecimalField(decimal_places=2, max_digits=5)),
                        ("note", models.CharField(blank=True, max_length=200)),
                        ("noted_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("is_estimate", models.BooleanField(default=False)),
                        (
                            "noted_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "phase",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="routes.phase"
                            ),
                        ),
                        (
                            "trajectory",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="hours",
                                to="trajectories.trajectory",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["day"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("is_estimate", True)),
                                fields=("trajectory", "phase"),
                                name="hours_estimated_once_a_phase",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DueMove",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("from_day", models.DateField(blank=True, null=True)),
                        ("to_day", models.DateField()),
                        ("because", models.TextField()),
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
                            "trajectory",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="due_moves",
                                to="trajectories.trajectory",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["at"],
                    },
                ),
                migrations.CreateModel(
                    name="CoachLook",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("news_since", models.DateTimeField()),
                        (
                            "coach",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "trajectory",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="looks",
                                to="trajectories.trajectory",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("trajectory", "coach"), name="coach_look_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BulkLine",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("place", models.PositiveIntegerField()),
                        ("is_done", models.BooleanField()),
                        ("code", models.CharField(blank=True, max_length=60)),
                        ("message", models.TextField(blank=True)),
                        (
                            "run",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="lines",
                                to="trajectories.bulkrun",
                            ),
                        ),
                        (
                            "trajectory",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="trajectories.trajectory",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["place"],
                        "constraints": [models.UniqueConstraint(fields=("run", "place"), name="bulk_line_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Appointment",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("starts_at", models.DateTimeField()),
                        ("ends_at", models.DateTimeField()),
                        ("place", models.CharField(blank=True, max_length=200)),
                        ("video_link", models.URLField(blank=True, max_length=500)),
                        ("sequence", models.PositiveIntegerField(default=0)),
                        ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("cancelled_at", models.DateTimeField(blank=True, null=True)),
                        ("cancelled_because", models.TextField(blank=True)),
                        ("reported_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "instrument",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="routes.instrument"
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "assessors",
                            models.ManyToManyField(related_name="appointments", to="trajectories.participant"),
                        ),
                        (
                            "trajectory",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="appointments",
                                to="trajectories.trajectory",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["starts_at"],
                        "indexes": [models.Index(fields=["starts_at"], name="appointment_calendar")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="appointment_in_order"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("place", ""), ("video_link", ""), _negated=True),
                                name="appointment_is_somewhere",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("cancelled_at", None), ("cancelled_because", "")),
                                    models.Q(
                                        ("cancelled_at__isnull", False),
                                        models.Q(("cancelled_because", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="appointment_cancelled_for_a_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AgreementVersion",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("number", models.PositiveSmallIntegerField()),
                        ("text_version", models.CharField(max_length=100)),
                        ("text", models.TextField()),
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
                        ("hours_in_work_time", models.DecimalField(decimal_places=1, max_digits=5)),
                        (
                            "pay_effect",
                            models.CharField(
                                choices=[("none", "no effect on pay"), ("described", "pay changes, as described")],
                                max_length=10,
                            ),
                        ),
                        ("pay_described", models.CharField(blank=True, max_length=500)),
                        ("price", models.DecimalField(decimal_places=2, max_digits=8)),
                        (
                            "payer",
                            models.CharField(
                                choices=[
                                    ("client", "the client"),
                                    ("provider", "the EVC provider"),
                                    ("candidate", "the candidate"),
                                    ("fund", "a fund or scheme"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("subsidy", models.CharField(blank=True, max_length=500)),
                        ("drawn_up_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("client_accepted_at", models.DateTimeField(null=True)),
                        ("candidate_accepted_at", models.DateTimeField(null=True)),
                        ("replaced_at", models.DateTimeField(null=True)),
                        (
                            "client_accepted_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "drawn_up_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "source",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="trajectories.agreementtext",
                            ),
                        ),
                        (
                            "trajectory",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="agreement_versions",
                                to="trajectories.trajectory",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-number"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("trajectory", "number"), name="agreement_version_number_once"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("replaced_at", None)),
                                fields=("trajectory",),
                                name="one_agreement_on_the_table",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("client_accepted_at", None), ("client_accepted_by", None)),
                                    models.Q(
                                        ("client_accepted_at__isnull", False), ("client_accepted_by__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="client_accepted_by_somebody",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("candidate_accepted_at", None),
                                    models.Q(("client_accepted_at__isnull", False), ("replaced_at", None)),
                                    _connector="OR",
                                ),
                                name="candidate_accepts_last",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("pay_described", ""), ("pay_effect", "none")),
                                    models.Q(
                                        ("pay_effect", "described"), models.Q(("pay_described", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="effect_on_pay_is_said",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Agreement",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("text_version", models.CharField(max_length=100)),
                        ("text", models.TextField()),
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
                        ("no_ties", models.BooleanField()),
                        ("accepted_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "accepted_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "version",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="agreement",
                                to="trajectories.agreementversion",
                            ),
                        ),
                        (
                            "trajectory",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="agreement",
                                to="trajectories.trajectory",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
            ]
        ),
    ]
