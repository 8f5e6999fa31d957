from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from andon.comms.audience import audience_of
from andon.comms.facts import UpdateSent
from andon.comms.models import Update
from andon.comms.models.update import State
from andon.comms.sending import send_letters
from andon.incidents.actions.edit_incident import edit_incident
from andon.incidents.changing import locked
from andon.kit import clock
from andon.kit.errors import Conflict
from andon.promises.actions.note_next_update import note_next_update
from andon.timeline.actor import Actor
from andon.timeline.record import record

UNDO = timedelta(seconds=10)
ABOUT_NOW = timedelta(minutes=2)


@transaction.atomic
def send_update(update: Update, *, digest: str, by: Actor, send_now: bool = False) -> Update:
    """Tell everybody in the audience, each once, in her thread; it leaves after ten seconds to undo.

    `digest` is that of the preview: when the audience has changed since, nothing is sent and it is shown again.
    Sending a sent update changes nothing.
    """
    locked(update.incident)
    update = Update.objects.select_for_update(of=("self",)).select_related("incident").get(pk=update.pk)
    if update.state == State.SENT:
        return update
    if update.state == State.WITHDRAWN:
        raise Conflict(_("This update was taken back. Write a new one."))
    audience = audience_of(update)
    if audience.digest != digest:
        raise Conflict(_("Who gets it has changed since you looked. Read it again, then send."))
    now = clock.now()
    update.state, update.sent_at = State.SENT, now
    update.undo_until = None if send_now else now + UNDO
    update.save(update_fields=["state", "sent_at", "undo_until"])
    send_letters(update, audience.letters, by=by, not_before=update.undo_until)
    _keep_promise(update, by)
    fact = UpdateSent(incident=update.incident_id, number=update.number, recipients=len(audience.letters))
    record(fact, subject=update.subject, by=by, about=[update.incident.subject])
    return update


def _keep_promise(update: Update, by: Actor) -> None:
    """What was promised for about now is kept by what is sent now; a later instant is the next promise."""
    promised = update.incident.next_update_at
    if promised is not None and promised <= clock.now() + ABOUT_NOW:
        edit_incident(update.incident, next_update_at=None, by=by)
        assert update.sent_at is not None
        note_next_update(update.incident, due_at=promised, told_at=update.sent_at, by=by)
