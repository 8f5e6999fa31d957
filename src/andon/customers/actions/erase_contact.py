from django.db import transaction

from andon.customers.facts import ContactErased
from andon.customers.models import Contact
from andon.customers.personal import personal_rooms
from andon.kit import clock
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def erase_contact(contact: Contact, *, by: Actor) -> Contact:
    """Forget who she was in every room, in place: counts and times stay, names, addresses and words go.

    Erasing twice changes nothing.
    """
    contact = Contact.objects.select_for_update().get(pk=contact.pk)
    if contact.erased_at is not None:
        return contact
    for room in personal_rooms():
        room.erase(contact)
    contact.points.all().delete()
    contact.name, contact.position, contact.external_id, contact.attributes = "—", "", None, {}
    contact.erased_at = clock.now()
    contact.save()
    record(ContactErased(), subject=contact.subject, by=by)
    return contact
