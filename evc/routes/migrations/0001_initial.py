import uuid

import django.db.models.deletion
from django.db import migrations, models

import evc.routes.wording
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
                    name="Rubric",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("key", models.SlugField(max_length=60, unique=True)),
                        ("name_nl", models.CharField(max_length=200)),
                        ("name_en", models.CharField(max_length=200)),
                    ],
                    options={
                        "abstract": False,
                    },
                    bases=(evc.routes.wording.Named, models.Model),
                ),
                migrations.CreateModel(
                    name="Route",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("number", models.PositiveSmallIntegerField(default=1)),
                        ("retired_at", models.DateTimeField(blank=True, null=True)),
                        ("key", models.SlugField(max_length=40, unique=True)),
                        ("label", models.CharField(max_length=40)),
                        ("name_nl", models.CharField(max_length=200)),
                        ("name_en", models.CharField(max_length=200)),
                        ("description_nl", models.TextField()),
                        ("description_en", models.TextField()),
                        ("hours_min", models.DecimalField(decimal_places=1, max_digits=5)),
                        ("hours_max", models.DecimalField(decimal_places=1, max_digits=5)),
                        ("lead_time_weeks", models.PositiveSmallIntegerField()),
                        ("scope", models.CharField(choices=[("whole", "Whole"), ("chosen", "Chosen")], max_length=10)),
                        ("max_items", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("max_supplements", models.PositiveSmallIntegerField(default=1)),
                        ("evidence_flagged_after_years", models.PositiveSmallIntegerField(default=5)),
                        ("min_items_per_work_process", models.PositiveSmallIntegerField(default=2)),
                        ("still_after_days", models.PositiveSmallIntegerField(default=14)),
                        ("silence_term_days", models.PositiveSmallIntegerField(default=10)),
                        ("yields_certificate", models.BooleanField(default=False)),
                        ("shelf_life_months", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                        (
                            "copied_from",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="copies",
                                to="routes.route",
                            ),
                        ),
                        (
                            "follows",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="next_version",
                                to="routes.route",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="routes",
                                to="people.organisation",
                            ),
                        ),
                        (
                            "rubric",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="routes", to="routes.rubric"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["position"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("hours_min__lte", models.F("hours_max"))), name="route_hours_order"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("yields_certificate", False), ("scope", "whole"), _connector="OR"),
                                name="certificate_asks_the_whole_standard",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("label__iexact", "EVC"), _negated=True),
                                    ("scope", "whole"),
                                    _connector="OR",
                                ),
                                name="evc_by_name_asks_the_whole_standard",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("organisation__isnull", False),
                                    models.Q(("copied_from", None), ("follows", None), ("retired_at", None)),
                                    _connector="OR",
                                ),
                                name="shipped_route_stays",
                            ),
                        ],
                    },
                    bases=(evc.routes.wording.Described, models.Model),
                ),
                migrations.CreateModel(
                    name="Instrument",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("key", models.SlugField(max_length=40)),
                        ("name_nl", models.CharField(max_length=200)),
                        ("name_en", models.CharField(max_length=200)),
                        ("description_nl", models.TextField()),
                        ("description_en", models.TextField()),
                        ("needs_record", models.BooleanField()),
                        ("scores_every_criterion", models.BooleanField()),
                        ("position", models.PositiveSmallIntegerField()),
                        (
                            "route",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="instruments",
                                to="routes.route",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["position"],
                        "constraints": [models.UniqueConstraint(fields=("route", "key"), name="instrument_once")],
                    },
                    bases=(evc.routes.wording.Described, models.Model),
                ),
                migrations.CreateModel(
                    name="AssessorSeat",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("number", models.PositiveSmallIntegerField()),
                        ("name_nl", models.CharField(max_length=100)),
                        ("name_en", models.CharField(max_length=100)),
                        ("instruments", models.ManyToManyField(related_name="seats", to="routes.instrument")),
                        (
                            "route",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="seats", to="routes.route"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["number"],
                        "constraints": [models.UniqueConstraint(fields=("route", "number"), name="assessor_seat_once")],
                    },
                    bases=(evc.routes.wording.Named, models.Model),
                ),
                migrations.CreateModel(
                    name="RubricLevel",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("key", models.SlugField(max_length=40)),
                        ("name_nl", models.CharField(max_length=100)),
                        ("name_en", models.CharField(max_length=100)),
                        ("position", models.PositiveSmallIntegerField()),
                        ("meets_bar", models.BooleanField()),
                        (
                            "rubric",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="levels", to="routes.rubric"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["position"],
                        "constraints": [
                            models.UniqueConstraint(fields=("rubric", "key"), name="rubric_level_key_once"),
                            models.UniqueConstraint(fields=("rubric", "position"), name="rubric_level_place_once"),
                        ],
                    },
                    bases=(evc.routes.wording.Named, models.Model),
                ),
                migrations.CreateModel(
                    name="Phase",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("key", models.SlugField(max_length=40)),
                        ("name_nl", models.CharField(max_length=200)),
                        ("name_en", models.CharField(max_length=200)),
                        ("european", models.CharField(blank=True, max_length=40)),
                        ("candidate_hours", models.DecimalField(decimal_places=1, max_digits=5)),
                        ("position", models.PositiveSmallIntegerField()),
                        (
                            "route",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="phases", to="routes.route"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["position"],
                        "constraints": [models.UniqueConstraint(fields=("route", "key"), name="phase_once")],
                    },
                    bases=(evc.routes.wording.Named, models.Model),
                ),
            ]
        ),
    ]
