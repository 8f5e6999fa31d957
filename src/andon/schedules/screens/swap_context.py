"""What the screen of who is on call shows of swaps."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from andon.people.access import Access
from andon.schedules.access import may_settle, open_swaps, turns_of
from andon.schedules.forms import SwapForm
from andon.schedules.models import Schedule, Swap


def swap_context(access: Access, loaded: Sequence[Schedule], form: SwapForm | None, now: datetime) -> dict[str, Any]:
    """`asks`: each open swap with what the reader may do. `swap_form` None: she has no turn anywhere."""
    found = open_swaps(access).select_related("asker", "schedule__team").prefetch_related("offers__user")
    turns = [schedule for schedule in loaded if _has_turn(access, schedule)]
    blank = SwapForm(schedules=turns_of(access), prefix="swap", initial=_next_day(now)) if turns else None
    return {"asks": [_row(access, swap) for swap in found], "swap_form": form or blank}


def _row(access: Access, swap: Swap) -> dict[str, Any]:
    offer = next((one for one in swap.offers.all() if one.user_id == access.user_id), None)
    hers = swap.asker_id == access.user_id
    return {
        "swap": swap,
        "may_take": not hers,
        "may_decline": offer is not None and offer.declined_at is None,
        "may_withdraw": hers or may_settle(access, swap.schedule),
        "declined": [one.user.name for one in swap.offers.all() if one.declined_at],
    }


def _has_turn(access: Access, schedule: Schedule) -> bool:
    return any(
        member.user_id == access.user_id
        for layer in schedule.layers.all()
        for version in layer.versions.all()
        if version.valid_until is None
        for member in version.members.all()
    )


def _next_day(now: datetime) -> dict[str, datetime]:
    begins = (now + timedelta(days=1)).replace(minute=0, second=0, microsecond=0)
    return {"starts_at": begins, "ends_at": begins + timedelta(hours=12)}
