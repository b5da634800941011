"""What a witness confirmed is never changed or removed again: the database refuses it itself.

Removing one is refused by the service; erasing a whole person removes the rows with their log.
"""

from django.db import migrations

SQLITE = """
CREATE TRIGGER repetition_confirmed_no_update BEFORE UPDATE ON portfolio_repetition WHEN OLD.state = 'confirmed'
BEGIN SELECT RAISE(ABORT, 'a confirmed repetition never changes'); END
"""
POSTGRESQL = [
    """CREATE FUNCTION repetition_refuse() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION 'a confirmed repetition never changes'; END $$""",
    """CREATE TRIGGER repetition_confirmed_no_update BEFORE UPDATE ON portfolio_repetition
       FOR EACH ROW WHEN (OLD.state = 'confirmed') EXECUTE FUNCTION repetition_refuse()""",
]


def make(apps, schema_editor):
    for statement in [SQLITE] if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


def undo(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER repetition_confirmed_no_update")
    else:
        schema_editor.execute("DROP TRIGGER repetition_confirmed_no_update ON portfolio_repetition")
        schema_editor.execute("DROP FUNCTION repetition_refuse()")


class Migration(migrations.Migration):
    dependencies = [("portfolio", "0001_initial")]
    operations = [migrations.RunPython(make, undo)]
