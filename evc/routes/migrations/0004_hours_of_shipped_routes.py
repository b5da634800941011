"""What full and compact count on of coach and assessors."""

from django.db import migrations

from evc.routes import shipped


def make(apps, schema_editor):
    shipped.install_work(apps.get_model)


def undo(apps, schema_editor):
    shipped.uninstall_work(apps.get_model)


class Migration(migrations.Migration):
    dependencies = [("routes", "0003_hours_of_coach_and_assessors")]
    operations = [migrations.RunPython(make, undo)]
