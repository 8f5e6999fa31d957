from django.db import transaction
from django.utils.translation import gettext as _

from andon.cases.actions.waive_obligations import waive_obligations
from andon.cases.models import Obligation
from andon.channels.actions.withdraw_delivery import withdraw_delivery
from andon.channels.models import Delivery
from andon.comms.facts import UpdateWithdrawn
from andon.comms.models import Recipient, Update
from andon.comms.models.recipient import State as RecipientState
from andon.comms.models.update import State
from andon.conversations.models import Message
from andon.kit import clock
from andon.kit.errors import Conflict
from andon.promises.actions.take_update_back import take_update_back
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def withdraw_update(update: Update, *, by: Actor) -> Update:
    """Take an update back within its ten seconds: nobody gets it, nobody is owed it. Repeating it changes nothing."""
    update = Update.objects.select_for_update(of=("self",)).select_related("incident").get(pk=update.pk)
    if update.state == State.WITHDRAWN:
        return update
    if not update.can_be_undone(clock.now()):
        raise Conflict(_("It is on its way and can no longer be taken back."))
    recipients = Recipient.objects.filter(of=update)
    keys = [key for key in recipients.values_list("delivery_key", flat=True) if key]
    if not all(withdraw_delivery(key) for key in keys):
        raise Conflict(_("It is on its way and can no longer be taken back."))
    ids = Delivery.objects.filter(key__in=keys).values_list("message_id", flat=True)
    Message.objects.filter(message_id__in=list(ids)).update(withdrawn_at=clock.now())
    why = _("the update was taken back")
    owed = Obligation.objects.filter(source_kind="update", source_id=update.id)
    waive_obligations(list(owed), why=why, by=by)
    recipients.update(state=RecipientState.WAIVED, why=why)
    if update.sent_at is not None:
        take_update_back(update.incident, told_at=update.sent_at, by=by)
    update.state = State.WITHDRAWN
    update.save(update_fields=["state"])
    fact = UpdateWithdrawn(incident=update.incident_id, number=update.number)
    record(fact, subject=update.subject, by=by, about=[update.incident.subject])
    return update
