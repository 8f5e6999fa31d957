"""The gestures of cases and accounts, newest first, with who asked and who decided."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models.functions import Coalesce

from andon.cases.models import Case
from andon.gestures.models import Gesture
from andon.gestures.models.gesture import Gestures
from andon.people.access import Access
from andon.people.models import User
from andon.timeline.actor import Actor

MOST = 20


@dataclass(frozen=True, slots=True)
class Shown:
    """`ref` is that of the case through which it is read."""

    gesture: Gesture
    ref: str
    asked_by: str
    decided_by: str


def gestures_of_cases(cases: Iterable[UUID]) -> dict[UUID, list[Shown]]:
    """Per case, with those of what was merged into it; three queries, mostly one."""
    homes = Case.objects.with_homes(cases).order_by()
    of = Gesture.objects.filter(case__in=homes)
    rows = list(related(of).annotate(through=Coalesce("case__merged_into_id", "case_id"))) if of.exists() else []
    found: dict[UUID, list[Shown]] = defaultdict(list)
    for shown in show(rows):
        found[shown.gesture.through].append(shown)  # type: ignore[attr-defined]  # annotated
    return found


def gestures_of_account(account: UUID, access: Access) -> list[Shown]:
    """The newest of those whose case the reader sees."""
    return show(list(_related().visible_to(access).filter(case__account=account)[:MOST]))


def show(gestures: Sequence[Gesture]) -> list[Shown]:
    """With names; one query for any number."""
    actors = {key: Actor.parse(key).user_id for one in gestures for key in (one.asked_by, one.decided_by) if key}
    names = dict(User.objects.filter(id__in={id for id in actors.values() if id}).values_list("id", "name"))

    def name(key: str) -> str:
        person = actors.get(key)
        return names.get(person, "") if person else ""

    return [
        Shown(one, (one.case.merged_into or one.case).ref, name(one.asked_by), name(one.decided_by)) for one in gestures
    ]


def related(gestures: Gestures) -> Gestures:
    return gestures.select_related("kind", "obligation", "case__merged_into", "case__contact", "case__account")


def _related() -> Gestures:
    return related(Gesture.objects.all())
