from collections import Counter

from andon.cases.models import Case
from andon.customers.models import Contact
from andon.incidents.models import Incident, IncidentCase


def contacts_by_language(incident: Incident) -> dict[str, int]:
    """How many contacts of the linked cases speak which language, English included; one query."""
    linked = IncidentCase.objects.filter(incident=incident, unlinked_at=None).values("case_id")
    hers = Case.objects.filter(id__in=linked).values("contact_id")
    contacts = Contact.objects.filter(id__in=hers, erased_at=None).select_related("account")
    return dict(Counter(contact.speaks.split("-")[0].lower() for contact in contacts))
