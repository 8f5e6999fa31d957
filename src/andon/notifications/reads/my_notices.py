"""Somebody's notices with what became of the messages of each."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise

from andon.channels.models import Delivery
from andon.notifications.kinds import find_kind
from andon.notifications.models import ContactMethod, Notice
from andon.people.access import Access

from .way_name import Way, ways_gone

MOST_COUNTED = 99


@dataclass(frozen=True, slots=True)
class Row:
    notice: Notice
    kind: Promise | str
    receipts: list[Way]


def rows_of(notices: Iterable[Notice]) -> list[Row]:
    """In order; four queries for any number of notices of one person."""
    notices = list(notices)
    receipts = receipts_of(notices)
    return [Row(one, _kind(one), [receipts[key] for key in one.messages if key in receipts]) for one in notices]


def receipts_of(notices: Iterable[Notice]) -> dict[str, Way]:
    """By key of the message."""
    notices = list(notices)
    keys = {key for notice in notices for key in notice.messages}
    found = list(Delivery.objects.filter(key__in=keys))
    hers = ContactMethod.objects.filter(user__in={notice.user_id for notice in notices}, channel="apprise")
    labels = dict(hers.values_list("address", "label"))
    return {one.key: way for one, way in zip(found, ways_gone(found, labels), strict=True)}


def count_unread(access: Access) -> int:
    """It stops at 99, so that it costs the same however many there are."""
    return Notice.objects.visible_to(access).unread().values("id")[:MOST_COUNTED].count()


def _kind(notice: Notice) -> Promise | str:
    kind = find_kind(notice.kind)
    return kind.name if kind else ""
