"""Lift the trigger on confirmed repetitions while their table changes: SQLite makes it anew, and 0010 puts it back."""

from importlib import import_module

from django.db import migrations

first = import_module("portfolio.migrations.0002_confirmed_repetitions_never_change")


class Migration(migrations.Migration):
    dependencies = [("portfolio", "0007_signed_testimonies_never_change")]
    operations = [migrations.RunPython(first.undo, first.make)]
