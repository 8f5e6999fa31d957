from collections import Counter

from andon.customers.models import Contact
from andon.incidents.models import Incident
from andon.incidents.reads.linked_cases import cases_to_tell


def contacts_by_language(incident: Incident) -> dict[str, int]:
    """How many contacts of the linked cases speak which language, English included; one query."""
    hers = cases_to_tell(incident).order_by().values("contact_id")
    contacts = Contact.objects.filter(id__in=hers, erased_at=None).select_related("account")
    return dict(Counter(contact.speaks.split("-")[0].lower() for contact in contacts))
