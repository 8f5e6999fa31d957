import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("case_escalations", "0002_kinds"), ("targets", "0001_targets")]

    operations = [
        migrations.AddField(
            model_name="escalationkind",
            name="calendar",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="targets.businesscalendar",
            ),
        ),
    ]
