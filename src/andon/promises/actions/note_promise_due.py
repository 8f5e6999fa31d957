from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from andon.cases.models import Case
from andon.kit import clock
from andon.notifications.actions.notify import notify
from andon.notifications.notice_in import NoticeIn
from andon.people.models import Membership, User
from andon.promises.facts import PromiseBroken, PromiseRungReached
from andon.promises.holding import about, held_promise
from andon.promises.models import Promise
from andon.promises.models.promise import State
from andon.promises.notices import DUE as NOTICE
from andon.promises.notices import key_of_notice
from andon.promises.planning import plan_ladder
from andon.promises.rules.ladder import LATE, SOON, rung_reached
from andon.timeline.actor import Actor
from andon.timeline.record import record

SYSTEM = Actor.system("promises")


@transaction.atomic
def note_promise_due(id: UUID) -> None:
    """Take the rung that is reached: remind the owner, say that it is due (so it is broken), tell the leads.

    What was kept, moved or withdrawn meanwhile is not due. Each rung once for each moment that was promised.
    """
    found = Promise.objects.filter(pk=id, case__isnull=False).first()
    if found is None:
        return
    promise, rows = held_promise(found)
    rung = rung_reached(promise.made_at, promise.due_at, clock.now())
    if not promise.waits or not rung:
        return
    case = rows[promise.case_id]
    through = rows[case.merged_into_id] if case.merged_into_id else case
    if rung != SOON and promise.state == State.OPEN:
        promise.state, promise.broken_at = State.BROKEN, promise.due_at
        promise.save(update_fields=["state", "broken_at"])
        broken = PromiseBroken(promise=promise.id, due_at=promise.due_at)
        record(broken, subject=case.subject, by=SYSTEM, about=about(rows, case.id))
    people = _leads(through) if rung == LATE else _owner(through, promise)
    told = len(notify([_notice(promise, through, rung, person) for person in people]))
    record(PromiseRungReached(promise=promise.id, rung=rung, told=told), subject=case.subject, by=SYSTEM)
    plan_ladder(promise)


def _owner(case: Case, promise: Promise) -> list[User]:
    """Hers whose case it is; else who promised; else the leads of its team."""
    given = User.objects.filter(id__in=[case.owner_id or promise.made_by_id], is_active=True)
    return list(given.select_related("stand_in")) or _leads(case)


def _leads(case: Case) -> list[User]:
    if case.team_id is None:
        return []
    leads = Membership.objects.filter(role="lead", team_id=case.team_id, user__is_active=True)
    return list(dict.fromkeys(one.user for one in leads.select_related("user__stand_in").order_by("user__name")))


def _notice(promise: Promise, case: Case, rung: str, person: User) -> NoticeIn:
    with translation.override(person.locale):
        return NoticeIn(
            key=f"{key_of_notice(promise)}:{rung}:{person.id}",
            kind=NOTICE,
            person=person,
            subject=case.subject,
            headline=_headline(rung) % {"ref": case.ref, "title": case.title},
            text=_("Answer her, or agree on another time with her."),
            path=reverse("cases:case", args=[case.ref]),
        )


def _headline(rung: str) -> str:
    if rung == SOON:
        return _("You promised an answer in %(ref)s, soon due: %(title)s")
    if rung == LATE:
        return _("A promise in %(ref)s is late: %(title)s")
    return _("What you promised in %(ref)s is due now: %(title)s")
