from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from andon.incidents.facts import UpdateRungReached
from andon.incidents.models import Incident
from andon.incidents.notices import UPDATE_DUE, promise_key
from andon.incidents.promising import key_of
from andon.incidents.reads.who_tells import who_hears_that_it_is_late, who_tells
from andon.incidents.rules.update_ladder import LATE, SOON, next_rung_at, rung_reached
from andon.kit import clock
from andon.notifications.actions.notify import notify
from andon.notifications.notice_in import NoticeIn
from andon.notifications.rules.reach import HIGH
from andon.people.models import User
from andon.timeline.actor import Actor
from andon.timeline.record import record
from andon.work.plan import plan

SYSTEM = Actor.system("incidents")


@transaction.atomic
def note_update_due(id: UUID) -> None:
    """Take the rung of a promised update that is reached: tell whoever tells customers, and when it is late others too.

    What was told, taken back or promised for another time meanwhile is not due. Each rung once for each promise.
    """
    from andon.incidents.due import note_update_due as again

    incident = Incident.objects.select_for_update().filter(id=id).first()
    if incident is None or not incident.is_standing or incident.next_update_at is None:
        return
    promised, now = incident.next_update_at, clock.now()
    if rung := rung_reached(promised, now):
        people = who_hears_that_it_is_late(incident) if rung == LATE else who_tells(incident)
        if notify([_notice(incident, rung, person) for person in people]) or not people:
            said = UpdateRungReached(promised_at=promised, rung=rung, told=len(people))
            record(said, subject=incident.subject, by=SYSTEM)
    if coming := next_rung_at(promised, now):
        plan(again, {"incident": str(id)}, key=key_of(incident), run_at=coming)


def _notice(incident: Incident, rung: str, person: User) -> NoticeIn:
    with translation.override(person.locale):
        return NoticeIn(
            key=f"{promise_key(incident)}:{rung}:{person.id}",
            kind=UPDATE_DUE,
            person=person,
            subject=incident.subject,
            urgency="" if rung == SOON else HIGH,
            headline=_headline(rung) % {"ref": incident.ref, "title": incident.title},
            text=_("Customers were promised the next update. Write it, or promise another time."),
            path=reverse("incidents:incident", args=[incident.ref]),
        )


def _headline(rung: str) -> str:
    if rung == SOON:
        return _("An update on %(ref)s is promised within ten minutes: %(title)s")
    if rung == LATE:
        return _("The promised update on %(ref)s is late: %(title)s")
    return _("The promised update on %(ref)s is due now: %(title)s")
