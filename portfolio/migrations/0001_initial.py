import uuid

import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from foundation.migrating import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_initial"),
        ("standards", "0001_initial"),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="Arrival",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("came_from", models.CharField(max_length=300)),
                        ("exported_at", models.DateTimeField()),
                        ("arrived_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="arrivals",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["arrived_at"],
                    },
                ),
                migrations.CreateModel(
                    name="EvidenceItem",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("diploma", "Diploma"),
                                    ("certificate", "Course certificate"),
                                    ("work_product", "Work product"),
                                    ("practice_log", "Practice log"),
                                    ("position", "Position held"),
                                    ("placement", "Placement"),
                                    ("testimony", "Testimony"),
                                    ("private_skill", "Skill from private life"),
                                    ("reflection", "Reflection (STARR)"),
                                    ("badge", "Imported badge"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("title", models.CharField(max_length=300)),
                        ("what_it_shows", models.TextField(blank=True)),
                        ("period_from", models.DateField(blank=True, null=True)),
                        ("period_until", models.DateField(blank=True, null=True)),
                        ("organisation", models.CharField(blank=True, max_length=200)),
                        ("level", models.CharField(blank=True, max_length=60)),
                        ("holder", models.CharField(blank=True, max_length=200)),
                        ("issued_on", models.DateField(blank=True, null=True)),
                        ("valid_until", models.DateField(blank=True, null=True)),
                        ("code", models.CharField(blank=True, max_length=40)),
                        ("code_system", models.CharField(blank=True, max_length=20)),
                        ("reading_confirmed_at", models.DateTimeField(blank=True, null=True)),
                        ("starr", models.JSONField(blank=True, default=dict)),
                        ("holds_case_data", models.BooleanField(blank=True, null=True)),
                        ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("removed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="evidence",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-created_at"],
                        "indexes": [
                            models.Index(fields=["owner", "removed_at", "-created_at"], name="evidence_of_a_person")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EvidenceFile",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("line", models.UUIDField()),
                        ("version", models.PositiveSmallIntegerField(default=1)),
                        ("sha256", models.CharField(max_length=64)),
                        ("name", models.CharField(max_length=255)),
                        ("media_type", models.CharField(max_length=100)),
                        ("size", models.PositiveBigIntegerField()),
                        ("page_count", models.PositiveIntegerField(blank=True, null=True)),
                        ("preview_sha256", models.CharField(blank=True, max_length=64)),
                        ("preview_media_type", models.CharField(blank=True, max_length=100)),
                        ("duration_seconds", models.PositiveIntegerField(blank=True, null=True)),
                        ("reading", models.JSONField(default=dict)),
                        ("signature", models.JSONField(blank=True, default=dict)),
                        ("warnings", models.JSONField(default=list)),
                        ("uploaded_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="files",
                                to="portfolio.evidenceitem",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["uploaded_at", "version"],
                        "indexes": [models.Index(fields=["owner", "sha256"], name="file_by_content")],
                        "constraints": [
                            models.UniqueConstraint(fields=("item", "line", "version"), name="file_version_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CoveredCopy",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("boxes", models.JSONField()),
                        ("sha256", models.CharField(max_length=64)),
                        ("media_type", models.CharField(max_length=100)),
                        ("size", models.PositiveBigIntegerField()),
                        ("preview_sha256", models.CharField(max_length=64)),
                        ("preview_media_type", models.CharField(max_length=100)),
                        ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="covered_copies",
                                to="portfolio.evidencefile",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["made_at"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at", None)), fields=("file",), name="covered_copy_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EvidenceComment",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("text", models.TextField()),
                        ("page", models.PositiveIntegerField(blank=True, null=True)),
                        ("second", models.PositiveIntegerField(blank=True, null=True)),
                        ("at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="portfolio.evidencefile",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="comments",
                                to="portfolio.evidenceitem",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["at"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("file__isnull", True), ("page__isnull", True), ("second__isnull", True)),
                                    models.Q(("file__isnull", False), ("page__gte", 1), ("second__isnull", True)),
                                    models.Q(("file__isnull", False), ("page__isnull", True), ("second__gte", 0)),
                                    _connector="OR",
                                ),
                                name="comment_place_is_whole",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Authorship",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "made_by",
                            models.CharField(
                                choices=[("alone", "I made it alone"), ("together", "I made it with others")],
                                max_length=10,
                            ),
                        ),
                        ("with_whom", models.CharField(blank=True, max_length=300)),
                        ("own_part", models.TextField(blank=True)),
                        ("tools", models.JSONField(blank=True, default=list)),
                        ("about", models.JSONField(default=list)),
                        ("said_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="authorships",
                                to="portfolio.evidenceitem",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["said_at"],
                        "indexes": [models.Index(fields=["item", "-said_at"], name="authorship_newest")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("made_by", "alone"), ("own_part", ""), ("with_whom", "")),
                                    models.Q(("made_by", "together"), models.Q(("with_whom", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="authorship_names_the_others",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EvidenceLink",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="links",
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
                            models.UniqueConstraint(fields=("item", "work_process"), name="evidence_link_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ImportedBadge",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("came_from", models.CharField(blank=True, max_length=2000)),
                        (
                            "verdict",
                            models.CharField(
                                choices=[
                                    ("valid", "valid"),
                                    ("invalid", "not valid"),
                                    ("undecided", "not everything could be checked"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "holder",
                            models.CharField(
                                choices=[
                                    ("yours", "issued to one of your addresses"),
                                    ("other", "issued to another address"),
                                    ("not-bound", "bound to no address"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("report", models.JSONField()),
                        ("checked_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "file",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="portfolio.evidencefile",
                            ),
                        ),
                        (
                            "item",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="imported_badge",
                                to="portfolio.evidenceitem",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
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
                    name="Place",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("page_from", models.PositiveIntegerField(blank=True, null=True)),
                        ("page_until", models.PositiveIntegerField(blank=True, null=True)),
                        ("second_from", models.PositiveIntegerField(blank=True, null=True)),
                        ("second_until", models.PositiveIntegerField(blank=True, null=True)),
                        ("note", models.CharField(blank=True, max_length=300)),
                        ("pointed_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="places",
                                to="portfolio.evidencefile",
                            ),
                        ),
                        (
                            "link",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="places",
                                to="portfolio.evidencelink",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["page_from", "second_from", "pointed_at"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("page_from__gte", 1),
                                        ("page_until__gte", models.F("page_from")),
                                        ("second_from__isnull", True),
                                        ("second_until__isnull", True),
                                    ),
                                    models.Q(
                                        ("page_from__isnull", True),
                                        ("page_until__isnull", True),
                                        ("second_from__gte", 0),
                                        ("second_until__gte", models.F("second_from")),
                                    ),
                                    _connector="OR",
                                ),
                                name="place_is_pages_or_seconds",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PortfolioExport",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("ready_at", models.DateTimeField(blank=True, null=True)),
                        ("sha256", models.CharField(blank=True, max_length=64)),
                        ("size", models.PositiveBigIntegerField(default=0)),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="portfolio_exports",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-asked_at"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ready_at", None)),
                                fields=("owner",),
                                name="one_export_in_the_making",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ready_at", None), ("sha256", "")),
                                    models.Q(("ready_at__isnull", False), models.Q(("sha256", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="a_ready_export_has_its_file",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PortfolioImport",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("name", models.CharField(max_length=255)),
                        ("sha256", models.CharField(max_length=64)),
                        ("size", models.PositiveBigIntegerField()),
                        (
                            "state",
                            models.CharField(
                                choices=[("waiting", "Waiting"), ("done", "Done"), ("refused", "Refused")],
                                default="waiting",
                                max_length=10,
                            ),
                        ),
                        ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("finished_at", models.DateTimeField(blank=True, null=True)),
                        ("problem", models.TextField(blank=True)),
                        ("new", models.JSONField(default=dict)),
                        ("known", models.JSONField(default=dict)),
                        (
                            "arrival",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="portfolio.arrival",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="portfolio_imports",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-asked_at"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "waiting")), fields=("owner",), name="one_import_at_a_time"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state", "waiting"), ("finished_at__isnull", False), _connector="XOR"
                                ),
                                name="import_ends_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state", "refused"), ("problem", ""), _connector="XOR"),
                                name="import_refused_with_a_sentence",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PracticeLog",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="practice_logs",
                                to=settings.AUTH_USER_MODEL,
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
                            models.UniqueConstraint(fields=("owner", "work_process"), name="practice_log_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CourseTask",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("course", models.UUIDField()),
                        ("title", models.CharField(max_length=300)),
                        ("task", models.CharField(max_length=300)),
                        ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="course_tasks",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "log",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="course_tasks",
                                to="portfolio.practicelog",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["created_at"],
                        "constraints": [models.UniqueConstraint(fields=("owner", "course"), name="course_task_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Recording",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "part",
                            models.CharField(
                                choices=[
                                    ("situation", "Situation"),
                                    ("task", "Task"),
                                    ("action", "Action"),
                                    ("result", "Result"),
                                    ("reflection", "Reflection"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("text", models.TextField(blank=True)),
                        ("text_confirmed_at", models.DateTimeField(blank=True, null=True)),
                        ("removed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "file",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="recording",
                                to="portfolio.evidencefile",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="recordings",
                                to="portfolio.evidenceitem",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("removed_at", None)),
                                fields=("item", "part"),
                                name="recording_once_per_part",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("text_confirmed_at", None), models.Q(("text", ""), _negated=True), _connector="OR"
                                ),
                                name="recording_confirms_a_text",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Repetition",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("day", models.DateField()),
                        ("task", models.CharField(max_length=300)),
                        ("count", models.SmallIntegerField()),
                        ("hours", models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True)),
                        ("place", models.CharField(blank=True, max_length=200)),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("observed", "observed"),
                                    ("assisted", "with help"),
                                    ("independent", "on my own"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("witness_name", models.CharField(blank=True, max_length=200)),
                        ("witness_email", models.EmailField(blank=True, max_length=254)),
                        ("note", models.TextField(blank=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("noted", "not asked yet"),
                                    ("asked", "waits for the witness"),
                                    ("confirmed", "confirmed"),
                                    ("refused", "refused"),
                                    ("counter", "correction"),
                                ],
                                default="noted",
                                max_length=10,
                            ),
                        ),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        ("refused_because", models.TextField(blank=True)),
                        ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "corrects",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="corrections",
                                to="portfolio.repetition",
                            ),
                        ),
                        (
                            "course_task",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="repetitions",
                                to="portfolio.coursetask",
                            ),
                        ),
                        (
                            "log",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="repetitions",
                                to="portfolio.practicelog",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-day", "-created_at"],
                        "indexes": [models.Index(fields=["owner", "state"], name="repetition_by_state")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("count__gte", 1), models.Q(("state", "counter"), _negated=True)),
                                    models.Q(("corrects__isnull", False), ("count__lte", -1), ("state", "counter")),
                                    _connector="OR",
                                ),
                                name="repetition_only_a_counter_is_negative",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("corrects", None), models.Q(("note", ""), _negated=True), _connector="OR"
                                ),
                                name="repetition_correction_says_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ConfirmationRequest",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("witness_name", models.CharField(max_length=200)),
                        ("witness_email", models.EmailField(max_length=254)),
                        ("language", models.CharField(blank=True, max_length=5)),
                        ("token_hash", models.CharField(max_length=64, unique=True)),
                        ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("expires_at", models.DateTimeField()),
                        ("finished_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "ended_because",
                            models.CharField(
                                blank=True, choices=[("revoked", "Revoked"), ("renewed", "Renewed")], max_length=10
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("repetitions", models.ManyToManyField(related_name="requests", to="portfolio.repetition")),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at", None), ("ended_because", "")),
                                    models.Q(
                                        ("ended_at__isnull", False), models.Q(("ended_because", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="confirmation_ended_says_why",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RepetitionPhoto",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="portfolio.evidenceitem",
                            ),
                        ),
                        (
                            "repetition",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="photo",
                                to="portfolio.repetition",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ShareLink",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("token_hash", models.CharField(max_length=64, unique=True)),
                        ("title", models.CharField(max_length=200)),
                        ("introduction", models.TextField(blank=True)),
                        ("gives_originals", models.BooleanField(default=False)),
                        ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("expires_at", models.DateTimeField()),
                        ("revoked_at", models.DateTimeField(blank=True, null=True)),
                        ("read_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="share_links",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-made_at"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("expires_at__gt", models.F("made_at"))), name="share_link_lasts"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ShareLinkDemand",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("position", models.PositiveSmallIntegerField()),
                        ("text", models.CharField(max_length=500)),
                        (
                            "link",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="demands",
                                to="portfolio.sharelink",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["position"],
                        "constraints": [
                            models.UniqueConstraint(fields=("link", "position"), name="demand_has_its_place")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ShareLinkItem",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("position", models.PositiveSmallIntegerField()),
                        (
                            "demand",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="items",
                                to="portfolio.sharelinkdemand",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="portfolio.evidenceitem",
                            ),
                        ),
                        (
                            "link",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="items",
                                to="portfolio.sharelink",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["position"],
                        "constraints": [
                            models.UniqueConstraint(fields=("demand", "item"), name="link_item_once_a_demand"),
                            models.UniqueConstraint(
                                condition=models.Q(("demand", None)), fields=("link", "item"), name="link_item_once"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SyncedEntry",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("client_key", models.UUIDField()),
                        ("synced_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "repetition",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="synced",
                                to="portfolio.repetition",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("owner", "client_key"), name="synced_entry_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TestimonyRequest",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("referee_name", models.CharField(max_length=200)),
                        ("referee_email", models.EmailField(max_length=254)),
                        ("referee_function", models.CharField(max_length=200)),
                        ("question", models.TextField()),
                        ("language", models.CharField(default="nl", max_length=5)),
                        ("token_hash", models.CharField(max_length=64, unique=True)),
                        ("reminder_token_hash", models.CharField(blank=True, max_length=64, null=True, unique=True)),
                        ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("expires_at", models.DateTimeField()),
                        ("reminded_at", models.DateTimeField(blank=True, null=True)),
                        ("revoked_at", models.DateTimeField(blank=True, null=True)),
                        ("declined_at", models.DateTimeField(blank=True, null=True)),
                        ("declined_because", models.TextField(blank=True)),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        ("draft", models.JSONField(blank=True, default=dict)),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="testimony_requests",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("work_processes", models.ManyToManyField(related_name="+", to="standards.workprocess")),
                    ],
                    options={
                        "ordering": ["-asked_at"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("answered_at", None),
                                    models.Q(("declined_at", None), ("revoked_at", None)),
                                    _connector="OR",
                                ),
                                name="testimony_ends_one_way",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("declined_because", ""), ("declined_at__isnull", False), _connector="OR"
                                ),
                                name="testimony_reason_of_declining",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Testimony",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("document", models.TextField()),
                        ("sha256", models.CharField(max_length=64)),
                        ("referee_email", models.EmailField(max_length=254)),
                        ("signed_at", models.DateTimeField()),
                        (
                            "item",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="testimony",
                                to="portfolio.evidenceitem",
                            ),
                        ),
                        (
                            "request",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="testimony",
                                to="portfolio.testimonyrequest",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Upload",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("name", models.CharField(max_length=255)),
                        ("length", models.PositiveBigIntegerField()),
                        ("line", models.UUIDField(blank=True, null=True)),
                        ("kind", models.CharField(blank=True, max_length=20)),
                        ("holds_case_data", models.BooleanField(blank=True, null=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("receiving", "On its way"),
                                    ("done", "Received"),
                                    ("refused", "Not received"),
                                ],
                                default="receiving",
                                max_length=10,
                            ),
                        ),
                        ("problem_code", models.CharField(blank=True, max_length=80)),
                        ("problem", models.TextField(blank=True)),
                        ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("expires_at", models.DateTimeField()),
                        (
                            "item",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="portfolio.evidenceitem",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="uploads",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["created_at"],
                        "indexes": [
                            models.Index(fields=["owner", "state"], name="upload_of_a_person"),
                            models.Index(fields=["expires_at"], name="upload_by_expiry"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("length__gt", 0)), name="upload_holds_something"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("line", None), ("item__isnull", False), _connector="OR"),
                                name="upload_version_of_an_item",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("expires_at__gt", models.F("created_at"))),
                                name="upload_expires_later",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state", "refused"), ("problem", ""), _connector="XOR"),
                                name="upload_refused_with_a_sentence",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Witness",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("email", models.EmailField(max_length=254)),
                        ("name", models.CharField(max_length=200)),
                        ("function", models.CharField(max_length=200)),
                        ("knows_how", models.TextField()),
                        ("tie", models.TextField(blank=True)),
                        ("said_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("language", models.CharField(blank=True, max_length=5)),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="witnesses",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("owner"),
                                django.db.models.functions.text.Lower("email"),
                                name="witness_once_a_candidate",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WitnessCode",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("token_hash", models.CharField(max_length=64, unique=True)),
                        ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("expires_at", models.DateTimeField()),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("repetitions", models.ManyToManyField(related_name="+", to="portfolio.repetition")),
                        (
                            "used_for",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="code",
                                to="portfolio.confirmationrequest",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="WitnessNotice",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("email", models.EmailField(max_length=254)),
                        ("day", models.DateField()),
                        (
                            "part",
                            models.CharField(
                                choices=[("evening", "Evening"), ("end", "End Of Day")],
                                default="evening",
                                max_length=10,
                            ),
                        ),
                        ("token_hash", models.CharField(max_length=64, unique=True)),
                        ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("expires_at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("day"),
                                models.F("part"),
                                django.db.models.functions.text.Lower("email"),
                                name="witness_notice_once_a_part",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NoticeLine",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("disputed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "repetition",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="notice_line",
                                to="portfolio.repetition",
                            ),
                        ),
                        (
                            "notice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="lines",
                                to="portfolio.witnessnotice",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Arrived",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("part", models.CharField(max_length=40)),
                        ("key", models.UUIDField()),
                        ("record", models.UUIDField(blank=True, null=True)),
                        ("kept", models.JSONField(default=dict)),
                        (
                            "arrival",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="records",
                                to="portfolio.arrival",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("owner", "part", "key"), name="arrived_once"),
                            models.UniqueConstraint(
                                condition=models.Q(("record", None), _negated=True),
                                fields=("part", "record"),
                                name="arrived_as_one_record",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Audience",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="audiences",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="AudienceMember",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("reads_frozen_only", models.BooleanField(default=False)),
                        (
                            "audience",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="members",
                                to="portfolio.audience",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="audience_memberships",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("audience", "person"), name="audience_member_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EvidenceRequest",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("text", models.TextField()),
                        ("due_on", models.DateField()),
                        ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("done_at", models.DateTimeField(blank=True, null=True)),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "asked_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "audience",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="requests",
                                to="portfolio.audience",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="requests",
                                to="portfolio.evidenceitem",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["due_on", "asked_at"],
                        "indexes": [models.Index(fields=["owner", "done_at"], name="requests_of_a_person")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("done_at", None), ("withdrawn_at", None), _connector="OR"),
                                name="request_ends_one_way",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Manifest",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("number", models.PositiveSmallIntegerField()),
                        ("sha256", models.CharField(max_length=64)),
                        ("document", models.TextField()),
                        ("frozen_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("replaced_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "audience",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="manifests",
                                to="portfolio.audience",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="manifests",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("audience", "number"), name="manifest_number_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NamedReader",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "audience",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="named_reader",
                                to="portfolio.audience",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="named_readers",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("owner", "person"), name="named_reader_once"),
                            models.CheckConstraint(
                                condition=models.Q(("owner", models.F("person")), _negated=True),
                                name="nobody_shares_with_themselves",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlannedItem",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("title", models.CharField(max_length=300)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("diploma", "Diploma"),
                                    ("certificate", "Course certificate"),
                                    ("work_product", "Work product"),
                                    ("practice_log", "Practice log"),
                                    ("position", "Position held"),
                                    ("placement", "Placement"),
                                    ("testimony", "Testimony"),
                                    ("private_skill", "Skill from private life"),
                                    ("reflection", "Reflection (STARR)"),
                                    ("badge", "Imported badge"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("due_on", models.DateField()),
                        ("proposed_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("accepted_at", models.DateTimeField(blank=True, null=True)),
                        ("fulfilled_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_because", models.TextField(blank=True)),
                        (
                            "audience",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="plan",
                                to="portfolio.audience",
                            ),
                        ),
                        (
                            "changed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="promises",
                                to="portfolio.evidenceitem",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("work_processes", models.ManyToManyField(related_name="+", to="standards.workprocess")),
                    ],
                    options={
                        "ordering": ["due_on", "proposed_at"],
                        "indexes": [models.Index(fields=["audience", "due_on"], name="plan_of_an_audience")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("item", None), ("fulfilled_at__isnull", False), _connector="OR"),
                                name="plan_item_is_fulfilled",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("fulfilled_at", None),
                                    models.Q(("accepted_at__isnull", False), ("ended_at", None)),
                                    _connector="OR",
                                ),
                                name="plan_fulfilled_was_accepted",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at", None), ("ended_because", "")),
                                    models.Q(
                                        ("ended_at__isnull", False), models.Q(("ended_because", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="plan_ended_with_a_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Share",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("shared_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "audience",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="shares",
                                to="portfolio.audience",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="shares",
                                to="portfolio.evidenceitem",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at", None)), fields=("item", "audience"), name="share_once"
                            )
                        ],
                    },
                ),
            ]
        ),
        migrations.AddField(
            model_name="audience",
            name="people",
            field=models.ManyToManyField(
                related_name="+", through="portfolio.AudienceMember", to=settings.AUTH_USER_MODEL
            ),
        ),
    ]
