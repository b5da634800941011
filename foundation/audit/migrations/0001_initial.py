import uuid

from django.db import migrations, models

from foundation.migrating import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="AuditChain",
                    fields=[
                        ("name", models.CharField(max_length=80, primary_key=True, serialize=False)),
                        ("length", models.PositiveBigIntegerField(default=0)),
                        ("head", models.CharField(blank=True, max_length=64)),
                    ],
                ),
                migrations.CreateModel(
                    name="AuditEntry",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("chain", models.CharField(max_length=80)),
                        ("sequence", models.PositiveBigIntegerField()),
                        ("at", models.DateTimeField()),
                        ("event", models.CharField(max_length=80)),
                        ("actor_id", models.UUIDField(null=True)),
                        ("object_type", models.CharField(max_length=80)),
                        ("object_id", models.UUIDField(null=True)),
                        ("data", models.JSONField(default=dict)),
                        ("previous_hash", models.CharField(blank=True, max_length=64)),
                        ("hash", models.CharField(max_length=64)),
                    ],
                    options={
                        "ordering": ["chain", "sequence"],
                        "indexes": [
                            models.Index(fields=["object_type", "object_id"], name="audit_by_object"),
                            models.Index(fields=["actor_id", "at"], name="audit_by_actor"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("chain", "sequence"), name="audit_one_entry_a_place")
                        ],
                    },
                ),
            ]
        ),
    ]
