from django.db import migrations

KINDS = [("credit", "Credit", 10), ("refund", "Refund", 20), ("replacement", "Replacement", 30)]


def put_kinds(apps, _schema_editor):
    kinds = apps.get_model("gestures", "GestureKind").objects
    for slug, name, position in KINDS:
        kinds.get_or_create(slug=slug, defaults={"name": name, "position": position})


class Migration(migrations.Migration):
    dependencies = [("gestures", "0001_initial")]

    operations = [migrations.RunPython(put_kinds, migrations.RunPython.noop)]
