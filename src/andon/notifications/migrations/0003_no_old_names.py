from django.db import migrations

TABLES = ("contactmethod", "phonecheck")
DROP = [f"DROP VIEW IF EXISTS paging_{table}" for table in TABLES]


class Migration(migrations.Migration):
    """The tables are found by their own names alone: a view forbids to alter the columns that it shows."""

    dependencies = [("notifications", "0002_notices")]

    operations = [migrations.RunSQL(DROP, migrations.RunSQL.noop)]
