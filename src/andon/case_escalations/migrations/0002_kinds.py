from django.db import migrations

KINDS = [("management", "Management", 60, 10), ("vip", "VIP", 30, 20), ("technical", "Technical", 30, 30)]


def put_kinds(apps, _schema_editor):
    kinds = apps.get_model("case_escalations", "EscalationKind").objects
    for slug, name, minutes, position in KINDS:
        kinds.get_or_create(slug=slug, defaults={"name": name, "answer_minutes": minutes, "position": position})


class Migration(migrations.Migration):
    dependencies = [("case_escalations", "0001_initial")]

    operations = [migrations.RunPython(put_kinds, migrations.RunPython.noop)]
