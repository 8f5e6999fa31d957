import hashlib
import json
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from andon.cases.actions.open_case import open_case
from andon.cases.actions.take_mail import MOST_NEW_AN_HOUR
from andon.cases.case_in import CaseIn
from andon.cases.models import BlockedSender, Case
from andon.cases.rules.titles import title_of
from andon.customers.actions.meet_contacts import meet_contacts
from andon.customers.contact_in import ContactIn
from andon.kit import clock
from andon.kit.errors import Invalid, NotAllowed, TooMuch
from andon.kit.text import clean, excerpt
from andon.portal.report_in import ReportIn
from andon.timeline.actor import Actor

SYSTEM = Actor.system("portal")


@transaction.atomic
def report_problem(report: ReportIn) -> Case:
    """Open a case for whoever says that this address is hers; nothing proves it yet, so the case is unverified.

    The same form sent again gives its case back. What she claims changes nothing of a contact whom we know.
    """
    if BlockedSender.objects.filter(address=report.email).exists():
        raise NotAllowed(_("We take no reports from this address."))
    name = clean(report.name, "name", 200, required=True)
    given = ContactIn(name=name, emails=[report.email], locale=report.locale)
    contact = meet_contacts({report.email: given}, by=SYSTEM).get(report.email)
    if contact is None:
        raise Invalid({"email": _("This is not an e-mail address.")})
    recent = Case.objects.filter(contact=contact, channel="portal", opened_at__gt=clock.now() - timedelta(hours=1))
    if recent.count() >= MOST_NEW_AN_HOUR:
        raise TooMuch(_("Too many for this address just now. Try again in a few minutes."), 600)
    return open_case(
        CaseIn(
            title=excerpt(title_of("", report.body, nothing=_("(no subject)")), 120).rstrip("."),
            body=report.body,
            contact=contact,
            channel="portal",
            locale=contact.speaks,
            tags=[report.about.slug[:40]] if report.about else [],
            order_number=report.order_number,
            external_key=_key(report),
            attachments=report.attachments,
            case_type=report.case_type,
            fields=report.fields,
            asked="customer" if report.case_type else "",
        ),
        by=contact.actor,
    )


def _key(report: ReportIn) -> str:
    """Of the form and what stands in it, so that nobody is given the case of somebody else."""
    if not report.nonce:
        return ""
    own = json.dumps([report.case_type.slug if report.case_type else "", report.fields], sort_keys=True, default=str)
    parts = [report.nonce, report.email, report.body, report.order_number, own]
    return "portal:" + hashlib.sha256("\0".join(parts).encode(errors="replace")).hexdigest()
