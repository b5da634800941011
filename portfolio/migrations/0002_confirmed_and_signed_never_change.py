"""What a witness confirmed, what corrects it at once, and what a referee signed is never changed: the database refuses it.

Removing one is refused by the service; erasing a whole person removes the rows with their log and their items. On SQLite
a later migration that alters one of these two tables drops its trigger first and makes it again after that.
"""

from django.db import migrations

FINAL = "OLD.state IN ('confirmed', 'counter')"
MAKE = {
    "sqlite": [
        f"""CREATE TRIGGER repetition_final_no_update BEFORE UPDATE ON portfolio_repetition WHEN {FINAL}
            BEGIN SELECT RAISE(ABORT, 'a confirmed repetition never changes'); END""",
        """CREATE TRIGGER testimony_no_update BEFORE UPDATE ON portfolio_testimony
           BEGIN SELECT RAISE(ABORT, 'a signed testimony never changes'); END""",
    ],
    "postgresql": [
        """CREATE FUNCTION repetition_refuse() RETURNS trigger LANGUAGE plpgsql AS
           $$ BEGIN RAISE EXCEPTION 'a confirmed repetition never changes'; END $$""",
        f"""CREATE TRIGGER repetition_final_no_update BEFORE UPDATE ON portfolio_repetition
            FOR EACH ROW WHEN ({FINAL}) EXECUTE FUNCTION repetition_refuse()""",
        """CREATE FUNCTION testimony_refuse() RETURNS trigger LANGUAGE plpgsql AS
           $$ BEGIN RAISE EXCEPTION 'a signed testimony never changes'; END $$""",
        """CREATE TRIGGER testimony_no_update BEFORE UPDATE ON portfolio_testimony
           FOR EACH ROW EXECUTE FUNCTION testimony_refuse()""",
    ],
}
UNDO = {
    "sqlite": ["DROP TRIGGER repetition_final_no_update", "DROP TRIGGER testimony_no_update"],
    "postgresql": [
        "DROP TRIGGER repetition_final_no_update ON portfolio_repetition",
        "DROP FUNCTION repetition_refuse()",
        "DROP TRIGGER testimony_no_update ON portfolio_testimony",
        "DROP FUNCTION testimony_refuse()",
    ],
}


def make(apps, schema_editor):
    for statement in MAKE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def undo(apps, schema_editor):
    for statement in UNDO[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("portfolio", "0001_initial")]
    operations = [migrations.RunPython(make, undo)]
