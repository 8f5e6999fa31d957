from django.db import transaction
from django.utils.translation import gettext as _

from andon.conversations.facts import MessageWithdrawn
from andon.conversations.models import Message
from andon.kit import clock
from andon.kit.errors import Conflict, NotAllowed
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def withdraw_message(message: Message, *, by: Actor) -> Message:
    """Take back what was written, by its author and within its time to undo. Repeating it changes nothing."""
    message = Message.objects.select_for_update(of=("self",)).select_related("thread").get(pk=message.pk)
    if message.author != by:
        raise NotAllowed(_("Only who wrote it can take it back."))
    if message.withdrawn_at is not None:
        return message
    if not message.can_be_undone(clock.now()):
        raise Conflict(_("It is on its way and can no longer be taken back."))
    message.withdrawn_at = clock.now()
    message.save(update_fields=["withdrawn_at"])
    record(MessageWithdrawn(message=message.id), subject=message.thread.subject, by=by)
    return message
