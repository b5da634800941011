"""Versions that trajectories use already are noted as in use, since the first of those was asked for."""

from django.db import migrations
from django.db.models import Min


def note(apps, schema_editor):
    first = (
        apps.get_model("trajectories", "Trajectory")
        .objects.values_list("standard_version")
        .annotate(since=Min("requested_at"))
    )
    versions = apps.get_model("standards", "StandardVersion").objects
    for pk, since in first:
        versions.filter(pk=pk, used_since=None).update(used_since=since)


class Migration(migrations.Migration):
    dependencies = [
        ("trajectories", "0006_planning_and_pauses"),
        ("standards", "0004_used_versions_never_change"),
    ]
    operations = [migrations.RunPython(note, migrations.RunPython.noop)]
