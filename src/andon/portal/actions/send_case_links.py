from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string

from andon.cases.mails import LANGUAGES
from andon.cases.models import Case
from andon.cases.portal_link import PATH, PURPOSE
from andon.cases.rules.lifecycle import CLOSED
from andon.catalog.reads.our_brand import our_brand
from andon.channels.actions.deliver import DeliveryIn, deliver
from andon.channels.links import link_to
from andon.channels.models import Delivery
from andon.customers.reads.find_contacts import find_contacts
from andon.kit import clock

MOST = 20


@transaction.atomic
def send_case_links(address: str) -> Delivery | None:
    """Mail the links of her open cases to whoever holds this address; None when there is nothing to send.

    One mail a minute, and within the limit of automatic mails to one address.
    """
    contact = find_contacts([address]).get(address)
    if contact is None or contact.erased_at:
        return None
    hers = Case.objects.filter(contact=contact, spam=False)
    # One that was merged into another of hers is there; into somebody else's, she follows it by its own link.
    shown = hers.exclude(merged_into__contact=contact).exclude(Q(merged_into=None) & Q(status=CLOSED))
    cases = shown.exclude(merged_into__status=CLOSED).order_by("-number")[:MOST]
    if not cases:
        return None
    brand, language = our_brand(), contact.speaks.split("-")[0].lower()
    context = {
        "name": contact.first_name,
        "brand": brand.name,
        # What a customer wrote as a title stays text, also where it looks like a mark of ours.
        "cases": [(case.ref, case.title.replace("{{", "{ {"), link_to(case.subject)) for case in cases],
    }
    text = render_to_string(f"portal/mail/{language if language in LANGUAGES else 'en'}/case_links.txt", context)
    headline, _line, body = text.partition("\n")
    given = DeliveryIn(
        key=f"case_links:{contact.id}:{clock.now():%Y-%m-%dT%H:%M}",
        purpose="case_links",
        subject=contact.subject,
        recipient=contact.subject,
        recipient_name=contact.name,
        address=address,
        sender_name=brand.writes_as,
        headline=headline,
        text=body.strip(),
        automatic=True,
        link_purpose=PURPOSE,
        link_path=PATH,
    )
    return deliver([given])[0]
