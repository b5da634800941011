"""What a referee signed is never changed: the database refuses it itself.

Erasing a whole person removes the rows with their items.
"""

from django.db import migrations

SQLITE = """
CREATE TRIGGER testimony_no_update BEFORE UPDATE ON portfolio_testimony
BEGIN SELECT RAISE(ABORT, 'a signed testimony never changes'); END
"""
POSTGRESQL = [
    """CREATE FUNCTION testimony_refuse() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION 'a signed testimony never changes'; END $$""",
    """CREATE TRIGGER testimony_no_update BEFORE UPDATE ON portfolio_testimony
       FOR EACH ROW EXECUTE FUNCTION testimony_refuse()""",
]


def make(apps, schema_editor):
    for statement in [SQLITE] if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


def undo(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER testimony_no_update")
    else:
        schema_editor.execute("DROP TRIGGER testimony_no_update ON portfolio_testimony")
        schema_editor.execute("DROP FUNCTION testimony_refuse()")


class Migration(migrations.Migration):
    dependencies = [("portfolio", "0006_witnesses_and_testimonies")]
    operations = [migrations.RunPython(make, undo)]
