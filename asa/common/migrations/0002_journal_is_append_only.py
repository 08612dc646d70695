"""The journal and the access log are only ever added to; the database itself refuses the rest."""

from django.db import migrations

TABLES = ("common_journalentry", "common_accessentry")


def forbid_changes(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        if schema_editor.connection.vendor == "postgresql":
            cursor.execute(
                "CREATE FUNCTION asa_append_only() RETURNS trigger LANGUAGE plpgsql AS "
                "$$ BEGIN RAISE EXCEPTION 'This table is only ever added to.'; END $$"
            )
            for table in TABLES:
                cursor.execute(
                    f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE "
                    f"ON {table} FOR EACH ROW EXECUTE FUNCTION asa_append_only()"
                )
            return
        for table in TABLES:
            for act in ("UPDATE", "DELETE"):
                cursor.execute(
                    f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
                    "BEGIN SELECT RAISE(ABORT, 'This table is only ever added to.'); END"
                )


def allow_changes(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        if schema_editor.connection.vendor == "postgresql":
            for table in TABLES:
                cursor.execute(f"DROP TRIGGER {table}_append_only ON {table}")
            cursor.execute("DROP FUNCTION asa_append_only()")
            return
        for table in TABLES:
            for act in ("update", "delete"):
                cursor.execute(f"DROP TRIGGER {table}_no_{act}")


class Migration(migrations.Migration):
    dependencies = [("common", "0001_initial")]
    operations = [migrations.RunPython(forbid_changes, allow_changes)]
