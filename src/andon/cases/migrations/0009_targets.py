"""Priorities; and promises stand with `targets` now: its default policy gets the minutes by tier, its clocks what is
known of the cases that are there, and they are worked out once everything runs."""

from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models

from andon.cases.models.policy import usual_priorities

_HAPPENED = """
INSERT INTO targets_kepthappening (id, subject_kind, subject_id, at, what, why, ref)
SELECT gen_random_uuid(), 'case', c.id, h.at, h.what, h.why, ''
FROM cases_case AS c CROSS JOIN LATERAL (VALUES
    (c.opened_at, 'opened', ''),
    (c.first_reply_at, 'answered', ''),
    (CASE WHEN c.last_reply_at > c.first_reply_at THEN c.last_reply_at END, 'answered', ''),
    (CASE WHEN c.unanswered_count > 0 AND c.first_reply_at IS NOT NULL THEN c.last_customer_at END, 'asked', ''),
    (CASE WHEN c.status IN ('waiting_customer', 'waiting_others') THEN c.status_since END, 'paused', c.status),
    (CASE WHEN c.status = 'solved' THEN c.status_since END, 'over', c.status),
    (CASE WHEN c.owed_count > 0 THEN c.status_since END, 'started', 'owed'),
    (c.merged_at, 'gone', '')
) AS h(at, what, why)
WHERE h.at IS NOT NULL AND c.status <> 'closed'
"""


def hand_over_promises(apps, schema_editor):
    """What was promised by tier becomes the default policy."""
    minutes = {"strategic": 30, "growth": 120, "standard": 240}
    kept = apps.get_model("cases", "CasePolicy").objects.first()
    minutes |= {tier: n for tier, n in (kept.answer_minutes if kept else {}).items() if tier in minutes}
    by = {"strategic": minutes["strategic"], "growth": minutes["growth"], "*": minutes["standard"]}
    apps.get_model("targets", "TargetPolicy").objects.create(
        slug="everyone",
        name="Everyone",
        position=1_000_000,
        grouped_by="tier",
        targets={"first_reply": by, "next_reply": by},
        is_default=True,
    )


def fill_clocks(apps, schema_editor):
    cases = apps.get_model("cases", "Case")
    if not cases.objects.exists():
        return
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(_HAPPENED)
    begun = cases.objects.order_by("-opened_at").values_list("opened_at", flat=True)[0]
    run = apps.get_model("targets", "Recompute").objects.create(
        why="policy", began_at=begun, total=cases.objects.exclude(status="closed").count()
    )
    apps.get_model("work", "DueWork").objects.create(
        task="targets.recompute",
        lane="background",
        args={"run": str(run.id)},
        key=f"targets:recompute:{run.id}",
        run_at=begun,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0008_merge_and_split"),
        ("targets", "0001_targets"),
        ("work", "0002_bucket"),
    ]

    operations = [
        migrations.AddField(
            "case", "priority", models.CharField(max_length=30, default="normal", db_default="normal")
        ),
        migrations.AddField(
            "casepolicy",
            "priorities",
            ArrayField(
                models.CharField(max_length=30), default=usual_priorities, db_default=["low", "normal", "high", "urgent"]
            ),
        ),
        migrations.RunPython(hand_over_promises, migrations.RunPython.noop),
        migrations.RunPython(fill_clocks, migrations.RunPython.noop),
        # 0011 drops the column.
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    "ALTER TABLE cases_casepolicy ALTER COLUMN answer_minutes SET DEFAULT '{}'::jsonb",
                    migrations.RunSQL.noop,
                )
            ],
            state_operations=[migrations.RemoveField("casepolicy", "answer_minutes")],
        ),
    ]
