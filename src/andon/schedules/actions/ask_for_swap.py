from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from andon.kit import clock
from andon.kit.errors import Invalid
from andon.kit.text import clean
from andon.people.models import User
from andon.schedules.due import end_swap_at
from andon.schedules.facts import SwapAsked
from andon.schedules.models import Schedule, Swap, SwapOffer
from andon.schedules.notices import SWAP, Told, tell
from andon.schedules.reads.plans import load_schedules, plan_of
from andon.schedules.rules.final import final_schedule
from andon.schedules.rules.working_hours import next_at_work
from andon.schedules.words import swap_words
from andon.timeline.actor import Actor
from andon.timeline.record import record

from .override_shift import check_span


@transaction.atomic
def ask_for_swap(
    schedule: Schedule, *, asker: User, starts_at: datetime, ends_at: datetime, by: Actor, note: str = ""
) -> Swap:
    """Ask the others of the layers to take a span of hers. Each is told in her own working hours, while it is open."""
    check_span(starts_at, ends_at)
    now = clock.now()
    if starts_at <= now:
        raise Invalid({"starts_at": _("It has begun. Put somebody on call instead.")})
    (loaded,) = load_schedules(Schedule.objects.filter(pk=schedule.pk), now)
    watches = final_schedule(plan_of(loaded), starts_at, ends_at)
    if not any(asker in watch.people for watch in watches):
        raise Invalid({"starts_at": _("You are not on call in this time.")})
    if Swap.objects.filter(
        schedule=schedule, asker=asker, state="asked", starts_at__lt=ends_at, ends_at__gt=starts_at
    ).exists():
        raise Invalid({"starts_at": _("You ask for a part of this time already.")})
    swap = Swap.objects.create(
        schedule=schedule,
        asker=asker,
        starts_at=starts_at,
        ends_at=ends_at,
        note=clean(note, "note", 500),
        made_at=now,
    )
    others = _others(loaded, asker)
    offers = [SwapOffer(swap=swap, user=user, told_at=_told_at(user, now)) for user in others]
    SwapOffer.objects.bulk_create(offers)
    fact = SwapAsked(swap=swap.id, starts_at=starts_at, ends_at=ends_at)
    record(fact, subject=schedule.subject, by=by, about=[asker.subject, schedule.team.subject])
    tell(
        SWAP,
        swap.subject,
        [
            Told(f"swap:{swap.id}", offer.user, *swap_words(schedule, offer.user, swap), not_before=offer.told_at)
            for offer in offers
            if offer.told_at < starts_at
        ],
    )
    end_swap_at(swap)
    return swap


def _others(schedule: Schedule, asker: User) -> list[User]:
    """Whoever has a turn in a layer of hers from now on; by the order of the turns."""
    found: dict[User, None] = {}
    for layer in schedule.layers.all():
        people = [user for version in layer.versions.all() for turn in version.turns for user in turn]
        if asker in people:
            found |= dict.fromkeys(user for user in people if user.is_active)
    found.pop(asker, None)
    return list(found)


def _told_at(user: User, now: datetime) -> datetime:
    return next_at_work(now, user.works_on, user.works_from, user.works_until, ZoneInfo(user.time_zone))
