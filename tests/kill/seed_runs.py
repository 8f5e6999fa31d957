"""Run in a process of its own on the house's database: so many runs whose next steps fall due in the same seconds.

One in ten summons somebody; of the others the last wait is over.
"""

import sys
from datetime import timedelta

import django

django.setup()

from andon.kit import clock  # noqa: E402
from andon.kit.ids import new_id  # noqa: E402
from andon.paging.due import take_step  # noqa: E402
from andon.paging.models import Escalation, Policy  # noqa: E402
from andon.paging.reads.snapshot_of import snapshot_of  # noqa: E402
from andon.paging.rules.why import Why  # noqa: E402
from andon.work.plan import Planned, plan_all  # noqa: E402


def seed(count: int) -> None:
    policy = Policy.objects.select_related("team").get(slug="checkout")
    plan, due = snapshot_of(policy), clock.now() + timedelta(seconds=2)
    runs = []
    for number in range(count):
        summons = number % 10 == 0
        step = 0 if summons else len(plan["steps"])
        place = {"activation": 1, "lap": plan["repeat"], "step": step, "fired": step - 1, "anybody": not summons}
        runs.append(
            Escalation(
                policy=policy, subject_kind="kill", subject_id=new_id(), plan=plan, place=place, started_at=clock.now(),
                next_at=due + timedelta(milliseconds=number), why=Why(headline=f"Run {number}").stored(),
            )
        )  # fmt: skip
    Escalation.objects.bulk_create(runs, batch_size=1000)
    plan_all(
        Planned(task=take_step, args={"escalation": str(run.id)}, key=f"escalation:{run.id}", run_at=run.next_at)
        for run in runs
    )


seed(int(sys.argv[1]))
