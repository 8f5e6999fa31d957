from datetime import timedelta
from uuid import UUID

from django.db import transaction

from andon.kit import clock
from andon.people.models import User
from andon.schedules.due import watch_soon
from andon.schedules.facts import OnCallHandedOver
from andon.schedules.models import Schedule
from andon.schedules.notices import HAND_OVER, Told, tell
from andon.schedules.reads.plans import load_schedules, plan_of
from andon.schedules.rules.final import Watch, final_schedule
from andon.schedules.words import off_words, on_words
from andon.timeline.actor import Actor
from andon.timeline.record import record

from .warn_of_gaps import AHEAD, warn_of_gaps

SYSTEM = Actor.system("schedules")
AT_LEAST_EVERY = timedelta(days=1)


@transaction.atomic
def watch_schedule(id: UUID) -> None:
    """Tell who came on and who went off since it was looked at last, warn of gaps ahead, and plan the next look.

    Whatever was missed while nobody worked is one hand-over to whom it is now. Repeating it changes nothing.
    """
    now = clock.now()
    held = Schedule.objects.select_for_update(no_key=True).filter(id=id).first()
    if held is None:
        return
    (schedule,) = load_schedules(Schedule.objects.filter(id=id), now)
    watches = final_schedule(plan_of(schedule), now, now + AHEAD)
    _tell(held, watches)
    warn_of_gaps(schedule, watches)
    coming = watches[1].start if len(watches) > 1 else now + AT_LEAST_EVERY
    watch_soon(schedule, min(coming, now + AT_LEAST_EVERY))


def _tell(schedule: Schedule, watches: list[Watch[User]]) -> None:
    people = watches[0].people
    before = schedule.told_on
    ids = [user.id for user in people]
    if before is not None and set(before) == set(ids):
        return
    schedule.told_on = ids
    schedule.save(update_fields=["told_on"])
    # The first look at a schedule is no hand-over.
    if before is None:
        return
    came = [user for user in people if user.id not in before]
    went = list(User.objects.filter(id__in=set(before) - set(ids), is_active=True))
    fact = OnCallHandedOver(at=watches[0].start, on=[user.id for user in came], off=sorted(set(before) - set(ids)))
    recorded = record(fact, subject=schedule.subject, by=SYSTEM, about=[user.subject for user in (*came, *went)])
    key = f"handoff:{recorded.id}"
    tell(
        HAND_OVER,
        schedule.subject,
        [Told(f"{key}:on", user, *on_words(schedule, user, watches[0].end, len(watches) > 1)) for user in came]
        + [Told(f"{key}:off", user, *off_words(schedule, user, people)) for user in went],
    )
