"""What a witness confirmed, and what corrects it at once, is never changed: the database refuses it itself.

Removing one is refused by the service; erasing a whole person removes the rows with their log.
"""

from django.db import migrations

WHEN = "OLD.state IN ('confirmed', 'counter')"
MAKE = {
    "sqlite": [
        f"""CREATE TRIGGER repetition_final_no_update BEFORE UPDATE ON portfolio_repetition WHEN {WHEN}
            BEGIN SELECT RAISE(ABORT, 'a confirmed repetition never changes'); END"""
    ],
    "postgresql": [
        """CREATE FUNCTION repetition_refuse() RETURNS trigger LANGUAGE plpgsql AS
           $$ BEGIN RAISE EXCEPTION 'a confirmed repetition never changes'; END $$""",
        f"""CREATE TRIGGER repetition_final_no_update BEFORE UPDATE ON portfolio_repetition
            FOR EACH ROW WHEN ({WHEN}) EXECUTE FUNCTION repetition_refuse()""",
    ],
}
UNDO = {
    "sqlite": ["DROP TRIGGER repetition_final_no_update"],
    "postgresql": [
        "DROP TRIGGER repetition_final_no_update ON portfolio_repetition",
        "DROP FUNCTION repetition_refuse()",
    ],
}


def make(apps, schema_editor):
    for statement in MAKE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def undo(apps, schema_editor):
    for statement in UNDO[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("portfolio", "0009_corrections_and_phones")]
    operations = [migrations.RunPython(make, undo)]
