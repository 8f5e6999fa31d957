from uuid import UUID

from django.db import transaction

from andon.cases.models import Case
from andon.routing.models import RoutingState
from andon.work.plan import plan

from .note_choices import note_choices

_PIECE, _MOST = 500, 20_000
_ALL = "all"


@transaction.atomic
def begin_gathering() -> None:
    """Once an installation: what people chose before this room was there is gathered too."""
    from andon.routing.due import gather

    _row, is_new = RoutingState.objects.get_or_create(id=1)
    if is_new:
        plan(gather, {}, key="routing.gather")


@transaction.atomic
def gather_choices() -> None:
    """The next piece of the newest 20,000 cases, then the one after it."""
    from andon.routing.due import gather

    state = RoutingState.objects.select_for_update().filter(id=1).first()
    if state is None or state.walked == _ALL:
        return
    come, _colon, count = state.walked.partition(":")
    before = Case.objects.filter(id__lt=UUID(come)) if come else Case.objects.all()
    ids = list(before.order_by("-id").values_list("id", flat=True)[:_PIECE])
    note_choices(ids)
    done = int(count or 0) + len(ids)
    goes_on = len(ids) == _PIECE and done < _MOST
    state.walked = f"{ids[-1].hex}:{done}" if goes_on else _ALL
    state.save(update_fields=["walked"])
    if goes_on:
        plan(gather, {})
