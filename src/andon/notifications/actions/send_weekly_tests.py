from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction

from andon.kit import clock
from andon.notifications.models import SelfTest, SelfTestPlan
from andon.notifications.models.self_test import ANSWERED_WITHIN
from andon.notifications.reads.ways_of import ways_of_each
from andon.notifications.roster import all_posts
from andon.people.middleware import zone_of
from andon.people.models import User
from andon.work.plan import Planned, plan_all

from .try_contact_methods import send_test


@transaction.atomic
def send_weekly_tests() -> list[SelfTest]:
    """Test whom a plan names and whose hour has come where she is; at most once a week and person, whoever runs it how
    often. Who is away is left alone."""
    now = clock.now()
    due = {user: _week(user, now) for user in _planned_for(now)}
    tested = set(SelfTest.objects.filter(user__in=due, week__in=set(due.values())).values_list("user_id", "week"))
    new = {user: week for user, week in due.items() if (user.id, week) not in tested}
    ways = ways_of_each(list(new))
    for user, week in new.items():
        send_test(user, ways[user.id], week=week)
    tests = list(SelfTest.objects.filter(user__in=new, week__in=set(new.values()), at=now))
    _look_again(tests)
    return tests


def _planned_for(now: datetime) -> list[User]:
    plans = {plan.team_id: plan for plan in SelfTestPlan.objects.all()}
    wanted: dict[object, list[SelfTestPlan]] = {}
    for post in all_posts():
        for team in {post.team, None}:
            if team in plans:
                wanted.setdefault(post.user, []).append(plans[team])
    users = User.objects.filter(id__in=list(wanted), is_active=True).order_by("id")
    return [
        user for user in users if not user.is_away(now) and any(_has_come(one, user, now) for one in wanted[user.id])
    ]


def _has_come(plan: SelfTestPlan, user: User, now: datetime) -> bool:
    """From its hour to the end of that day, so that an outage of hours loses no test."""
    local = now.astimezone(zone_of(user.time_zone))
    return local.weekday() == plan.weekday and local.hour >= plan.hour


def _week(user: User, now: datetime) -> date:
    """Its Monday, where she is."""
    today = now.astimezone(zone_of(user.time_zone)).date()
    return today - timedelta(days=today.weekday())


def _look_again(tests: Iterable[SelfTest]) -> None:
    from andon.notifications.due import look_at_test

    plan_all(
        Planned(
            task=look_at_test,
            args={"test": str(test.id)},
            key=f"self_test:{test.id}",
            run_at=test.at + ANSWERED_WITHIN + timedelta(minutes=1),
        )
        for test in tests
    )
