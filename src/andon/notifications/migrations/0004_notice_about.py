from django.db import migrations, models


class Migration(migrations.Migration):
    """Whoever is erased is looked for among the notices that were read, too."""

    dependencies = [("notifications", "0003_no_old_names")]

    operations = [
        migrations.RemoveIndex("notice", "notice_unread_about"),
        migrations.AddIndex("notice", models.Index(fields=["subject_kind", "subject_id"], name="notice_about")),
    ]
