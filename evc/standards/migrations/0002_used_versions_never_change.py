"""A version that a trajectory uses never changes: not its settings, and no unit, work process or criterion of it.

On SQLite a later migration that alters one of these four tables drops these triggers first and makes them again after
that: the engine makes such a table anew, and its triggers would be lost or in the way.
"""

from django.db import migrations

_SAYS = "a version of a standard that is in use never changes"
_VERSION_OF = {
    "standards_coretask": "{row}.version_id",
    "standards_workprocess": "{row}.version_id",
    "standards_criterion": "(SELECT version_id FROM standards_workprocess WHERE id = {row}.work_process_id)",
}


def _sqlite():
    yield f"""CREATE TRIGGER standard_used_version BEFORE UPDATE ON standards_standardversion
              WHEN OLD.used_since IS NOT NULL BEGIN SELECT RAISE(ABORT, '{_SAYS}'); END"""
    for table, version_of in _VERSION_OF.items():
        for event, row in (("INSERT", "NEW"), ("UPDATE", "OLD"), ("DELETE", "OLD")):
            yield f"""CREATE TRIGGER standard_used_{table}_{event.lower()} BEFORE {event} ON {table}
                      WHEN (SELECT used_since FROM standards_standardversion
                            WHERE id = {version_of.format(row=row)}) IS NOT NULL
                      BEGIN SELECT RAISE(ABORT, '{_SAYS}'); END"""


def _postgresql():
    yield f"""CREATE FUNCTION standard_used_refuse() RETURNS trigger LANGUAGE plpgsql AS
              $$ BEGIN RAISE EXCEPTION '{_SAYS}'; END $$"""
    yield """CREATE TRIGGER standard_used_version BEFORE UPDATE ON standards_standardversion
             FOR EACH ROW WHEN (OLD.used_since IS NOT NULL) EXECUTE FUNCTION standard_used_refuse()"""
    for table, version_of in _VERSION_OF.items():
        yield f"""CREATE FUNCTION standard_used_{table}() RETURNS trigger LANGUAGE plpgsql AS $$
                  DECLARE part record;
                  BEGIN
                    IF TG_OP = 'INSERT' THEN part := NEW; ELSE part := OLD; END IF;
                    IF (SELECT used_since FROM standards_standardversion
                        WHERE id = {version_of.format(row="part")}) IS NOT NULL THEN
                      RAISE EXCEPTION '{_SAYS}';
                    END IF;
                    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
                    RETURN NEW;
                  END $$"""
        yield f"""CREATE TRIGGER standard_used_{table} BEFORE INSERT OR UPDATE OR DELETE ON {table}
                  FOR EACH ROW EXECUTE FUNCTION standard_used_{table}()"""


def make(apps, schema_editor):
    statements = _sqlite() if schema_editor.connection.vendor == "sqlite" else _postgresql()
    for statement in statements:
        schema_editor.execute(statement)


def undo(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER standard_used_version")
        for table in _VERSION_OF:
            for event in ("insert", "update", "delete"):
                schema_editor.execute(f"DROP TRIGGER standard_used_{table}_{event}")
        return
    schema_editor.execute("DROP TRIGGER standard_used_version ON standards_standardversion")
    schema_editor.execute("DROP FUNCTION standard_used_refuse()")
    for table in _VERSION_OF:
        schema_editor.execute(f"DROP TRIGGER standard_used_{table} ON {table}")
        schema_editor.execute(f"DROP FUNCTION standard_used_{table}()")


class Migration(migrations.Migration):
    dependencies = [("standards", "0001_initial")]
    operations = [migrations.RunPython(make, undo)]
