"""Who was summoned in a run, when, and how each of the messages went."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from andon.channels.models import Delivery
from andon.notifications.models import ContactMethod
from andon.notifications.reads.way_name import Way, ways_gone
from andon.paging.models import Escalation, Page

_Turn = tuple[UUID, int, UUID]


@dataclass(frozen=True, slots=True)
class Summoned:
    page: Page
    ways: list[Way]


def who_was_paged(runs: Sequence[Escalation]) -> dict[UUID, list[Summoned]]:
    """By run, in the order of the pages; three queries for any number of runs."""
    ids = [run.id for run in runs]
    pages = list(Page.objects.select_related("user").filter(escalation__in=ids))
    messages = _messages(ids, labels={method.address: method.label for method in _methods(pages)})
    found: dict[UUID, list[Summoned]] = {run.id: [] for run in runs}
    for page in pages:
        ways = messages[page.escalation_id, page.turn, page.user_id]
        found[page.escalation_id].append(Summoned(page, ways))
    return found


def _methods(pages: Sequence[Page]) -> list[ContactMethod]:
    return list(ContactMethod.objects.filter(user__in={page.user_id for page in pages}, channel="apprise"))


def _messages(ids: Sequence[UUID], labels: dict[str, str]) -> dict[_Turn, list[Way]]:
    """The ledger's rows by (run, turn, person), as `page_next` keyed them."""
    found: dict[_Turn, list[Way]] = defaultdict(list)
    sent = Delivery.objects.filter(subject_kind="escalation", subject_id__in=list(ids), purpose="page").order_by("key")
    rows = list(sent)
    for delivery, way in zip(rows, ways_gone(rows, labels), strict=True):
        _purpose, run, turn, user, _number = delivery.key.split(":")
        found[UUID(run), int(turn), UUID(user)].append(way)
    return found
