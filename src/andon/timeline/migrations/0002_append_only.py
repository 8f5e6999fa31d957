from django.db import migrations

FORWARD = """
CREATE FUNCTION timeline_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the timeline is append-only';
END $$;
CREATE TRIGGER timeline_append_only BEFORE UPDATE OR DELETE ON timeline_recordedfact
    FOR EACH ROW EXECUTE FUNCTION timeline_refuse_change();
"""
BACKWARD = """
DROP TRIGGER timeline_append_only ON timeline_recordedfact;
DROP FUNCTION timeline_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("timeline", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
