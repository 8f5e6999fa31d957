from django.db import transaction
from django.utils.translation import gettext as _

from andon.cases.case_in import MOST_COPIES
from andon.cases.facts import ParticipantAdded
from andon.cases.models import Case, Participant
from andon.cases.reads.homes import proposed_copies_of
from andon.channels.reads.our_mailboxes import our_mailboxes
from andon.customers.reads.find_contacts import find_contacts
from andon.customers.rules.points import normalise
from andon.kit import clock
from andon.kit.errors import Conflict, Invalid
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def add_participant(case: Case, *, by: Actor, address: str) -> Participant:
    """Put somebody in copy of our answers; she may answer herself. Adding her twice changes nothing."""
    address = normalise("email", address)
    if our_mailboxes().is_ours(address):
        raise Invalid({"address": _("This is our own address.")})
    (case,) = Case.objects.locked(case)
    proposed_copies_of(case).filter(address=address).delete()
    if known := Participant.objects.filter(case=case, address=address).first():
        return known
    if Participant.objects.filter(case=case).exclude(address="").count() >= MOST_COPIES:
        raise Conflict(_("At most %(count)s people can be in copy.") % {"count": MOST_COPIES})
    contact = find_contacts([address]).get(address)
    made = Participant.objects.create(case=case, contact=contact, address=address, added_at=clock.now())
    record(ParticipantAdded(participant=made.id), subject=case.subject, by=by, about=case.live_about)
    return made
