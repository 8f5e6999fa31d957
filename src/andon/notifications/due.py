"""What falls due here: weekly tests, and forgetting what is long past."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q

from andon.kit import clock
from andon.work.plan import plan
from andon.work.sweeps import delete_some, sweep
from andon.work.tasks import task

from .models import Notice, SelfTest, SelfTestPlan

KEPT = timedelta(days=90)
READ_KEPT = timedelta(days=30)
TESTS_KEPT = timedelta(days=400)


@sweep("notifications.forget_notices")
def forget_notices(most: int) -> int:
    now = clock.now()
    over = Q(at__lt=now - KEPT) | Q(at__lt=now - READ_KEPT, read_at__isnull=False)
    return delete_some(Notice.objects.filter(over), most)


@task("notifications.send_self_tests")
def send_self_tests() -> None:
    """Every hour, as long as there is a plan."""
    from .actions.send_weekly_tests import send_weekly_tests

    send_weekly_tests()
    if SelfTestPlan.objects.exists():
        plan(send_self_tests, {}, key=send_self_tests.name, run_at=_next_hour(clock.now()))


@task("notifications.look_at_test")
def look_at_test(*, test: str) -> None:
    from .actions.tell_unanswered import tell_unanswered

    tell_unanswered(UUID(test))


@sweep("notifications.forget_tests")
def forget_tests(most: int) -> int:
    return delete_some(SelfTest.objects.filter(at__lt=clock.now() - TESTS_KEPT), most)


def _next_hour(now: datetime) -> datetime:
    return now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
