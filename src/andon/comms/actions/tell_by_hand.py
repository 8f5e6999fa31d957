from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from andon.cases.actions.meet_obligations import meet_obligations
from andon.cases.models import Obligation
from andon.comms.facts import CustomerTold
from andon.comms.models import Recipient
from andon.comms.models.recipient import State
from andon.kit import clock
from andon.kit.errors import Conflict
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def tell_by_hand(recipient: Recipient, *, by: Actor) -> Recipient:
    """Somebody told her herself, by phone say, because no mail reaches her. One who is told or waived stays so."""
    found = Recipient.objects.select_for_update(of=("self",)).select_related("of__incident", "case")
    recipient = found.get(pk=recipient.pk)
    if recipient.state in (State.TOLD, State.WAIVED):
        return recipient
    if recipient.state == State.OWED:
        raise Conflict(_("Her mail is on its way. If it fails, she stands here again."))
    incident = recipient.of.incident
    first = not Recipient.objects.filter(of__incident=incident, state=State.TOLD).exists()
    recipient.state, recipient.told_at, recipient.why = State.TOLD, clock.now(), ""
    recipient.save(update_fields=["state", "told_at", "why"])
    # An update tells where the fix stands, too.
    of_update = Q(source_kind="update", source_id=recipient.of_id) | Q(source_kind="eta", source_id=incident.id)
    of_incident = Q(source_kind="incident", source_id=incident.id) if recipient.of.final else Q(pk__in=[])
    owed = Obligation.objects.filter(of_update | of_incident, kind="tell", contact=recipient.contact_id)
    meet_obligations(list(owed), by=by)
    record(
        CustomerTold(contact=recipient.contact_id, update=recipient.of_id, first=first),
        subject=recipient.of.subject,
        by=by,
        about=[incident.subject, recipient.case.subject],
    )
    return recipient
