"""The routes that ship with the system: full and compact."""

from django.db import migrations

from evc.routes import shipped


def make(apps, schema_editor):
    shipped.install(apps.get_model)


def undo(apps, schema_editor):
    shipped.uninstall(apps.get_model)


class Migration(migrations.Migration):
    dependencies = [("routes", "0001_initial")]
    operations = [migrations.RunPython(make, undo)]
