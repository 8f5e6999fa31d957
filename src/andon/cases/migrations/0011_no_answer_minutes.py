from django.db import migrations

DROP = "ALTER TABLE cases_casepolicy DROP COLUMN IF EXISTS answer_minutes"
GIVE_BACK = "ALTER TABLE cases_casepolicy ADD COLUMN IF NOT EXISTS answer_minutes jsonb NOT NULL DEFAULT '{}'::jsonb"


class Migration(migrations.Migration):
    """What was promised by tier stands with `targets`; nothing reads the column any more."""

    dependencies = [("cases", "0010_brand_of_many")]

    operations = [migrations.RunSQL(DROP, GIVE_BACK)]
