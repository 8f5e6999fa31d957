"""Somebody's notices with what became of the messages of each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise

from andon.channels.models import Delivery
from andon.channels.models.delivery import State
from andon.channels.reads.how_it_went import how_it_went
from andon.notifications.kinds import find_kind
from andon.notifications.models import ContactMethod, Notice
from andon.people.access import Access
from andon.work.models import DueWork

from .way_name import Way, way_name

MOST_COUNTED = 99


@dataclass(frozen=True, slots=True)
class Receipt:
    """`goes_at`: of one that waits for its time."""

    way: Way
    goes_at: datetime | None


@dataclass(frozen=True, slots=True)
class Row:
    notice: Notice
    kind: Promise | str
    receipts: list[Receipt]


def rows_of(notices: Iterable[Notice]) -> list[Row]:
    """In order; four queries for any number of notices of one person."""
    notices = list(notices)
    receipts = receipts_of(notices)
    return [Row(one, _kind(one), [receipts[key] for key in one.messages if key in receipts]) for one in notices]


def receipts_of(notices: Iterable[Notice]) -> dict[str, Receipt]:
    """By key of the message."""
    notices = list(notices)
    keys = {key for notice in notices for key in notice.messages}
    found = list(Delivery.objects.filter(key__in=keys))
    waits = [f"delivery:{one.key}" for one in found if one.state == State.PLANNED]
    due = dict(DueWork.objects.filter(key__in=waits).values_list("key", "run_at"))
    hers = ContactMethod.objects.filter(user__in={notice.user_id for notice in notices}, channel="apprise")
    labels = dict(hers.values_list("address", "label"))
    return {
        one.key: Receipt(Way(way_name(one, labels), how_it_went(one)), due.get(f"delivery:{one.key}")) for one in found
    }


def count_unread(access: Access) -> int:
    """It stops at 99, so that it costs the same however many there are."""
    return Notice.objects.visible_to(access).unread().values("id")[:MOST_COUNTED].count()


def _kind(notice: Notice) -> Promise | str:
    kind = find_kind(notice.kind)
    return kind.name if kind else ""
