from django.db import transaction
from django.utils.translation import gettext as _

from andon.kit.errors import Invalid
from andon.kit.ids import new_id
from andon.kit.subject import Subject
from andon.notifications.due import send_self_tests
from andon.notifications.facts import SelfTestsPlanned
from andon.notifications.models import SelfTestPlan
from andon.people.models import Team
from andon.timeline.actor import Actor
from andon.timeline.record import record
from andon.work.plan import plan


@transaction.atomic
def plan_self_tests(team: Team | None, *, weekday: int | None, hour: int | None, by: Actor) -> SelfTestPlan | None:
    """Test everybody of a team (None: everybody) who can be summoned each week, at this hour in each person's own zone;
    without a weekday no longer. Repeating it changes nothing."""
    known = SelfTestPlan.objects.select_for_update().filter(team=team).first()
    if weekday is None or hour is None:
        if known is not None:
            known.delete()
            _note(known, team, None, None, by)
        return None
    if not (0 <= weekday <= 6 and 0 <= hour <= 23):
        raise Invalid({"weekday": _("Name a day from 0 (Monday) to 6, and an hour from 0 to 23.")})
    if known is not None and (known.weekday, known.hour) == (weekday, hour):
        return known
    kept = known or SelfTestPlan(id=new_id(), team=team)
    kept.weekday, kept.hour = weekday, hour
    kept.save()
    _note(kept, team, weekday, hour, by)
    plan(send_self_tests, {}, key=send_self_tests.name)
    return kept


def _note(kept: SelfTestPlan, team: Team | None, weekday: int | None, hour: int | None, by: Actor) -> None:
    subject = team.subject if team else Subject("self_test_plan", kept.id)
    record(SelfTestsPlanned(weekday=weekday, hour=hour), subject=subject, by=by)
