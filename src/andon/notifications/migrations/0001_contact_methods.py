import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import andon.kit.ids

TABLES = ("contactmethod", "phonecheck")
TAKE = [f"ALTER TABLE paging_{table} RENAME TO notifications_{table}" for table in TABLES]
GIVE_BACK = [f"ALTER TABLE notifications_{table} RENAME TO paging_{table}" for table in TABLES]
# Where this ran earlier it left views of the old names; 0003 drops them.
HIDE = [f"DROP VIEW IF EXISTS paging_{table}" for table in TABLES]


class Migration(migrations.Migration):
    """Ways of reaching people come out of the room `paging`, with their rows."""

    initial = True

    dependencies = [
        ("paging", "0004_phone_numbers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(TAKE, HIDE + GIVE_BACK)],
            state_operations=[
                migrations.CreateModel(
                    name="ContactMethod",
                    fields=[
                        ("id", models.UUIDField(default=andon.kit.ids.new_id, primary_key=True, serialize=False)),
                        ("channel", models.CharField(max_length=16)),
                        ("address", models.TextField()),
                        ("label", models.CharField(default="", max_length=120)),
                        ("verified_at", models.DateTimeField(null=True)),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="PhoneCheck",
                    fields=[
                        ("id", models.UUIDField(default=andon.kit.ids.new_id, primary_key=True, serialize=False)),
                        ("number", models.CharField(max_length=20)),
                        ("tag", models.CharField(max_length=64)),
                        ("sent_at", models.DateTimeField()),
                        ("tries", models.PositiveSmallIntegerField(default=0)),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("user", "number"), name="phone_check_once")
                        ],
                    },
                ),
            ],
        )
    ]
