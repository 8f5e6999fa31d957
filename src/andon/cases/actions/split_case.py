from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from andon.cases.case_in import CaseIn
from andon.cases.facts_merging import CaseSplit, CaseSplitOff
from andon.cases.from_whom import from_whom
from andon.cases.mails import mail_text
from andon.cases.models import CarriedMessage, Case
from andon.cases.reads.case_messages import case_messages
from andon.cases.reads.homes import homes_of
from andon.cases.telling import write_to_customer
from andon.conversations.models import Message
from andon.conversations.rules.audience import CUSTOMER
from andon.customers.models import Contact
from andon.kit.errors import Invalid
from andon.people.models import Team, User
from andon.timeline.actor import Actor
from andon.timeline.record import Entry, record_all

from .open_case import open_case


@transaction.atomic
def split_case(
    case: Case,
    *,
    messages: Sequence[Message],
    title: str,
    by: Actor,
    owner: User | None = None,
    team: Team | None = None,
    copies: Sequence[str] = (),
    tell: bool = False,
    key: str = "",
) -> Case:
    """Open a case for a part of what was written in this one; both show these messages, which stay where they are.

    It is the case of whoever wrote all of them, else of this one's customer. Without an owner the least loaded of the
    team gets it. She is written to only with `tell`. The same `key` again gives back the case that it has.
    """
    (case,) = Case.objects.locked(case)
    chosen = _checked(case, messages)
    contact = _whose(case, chosen)
    new = open_case(
        CaseIn(
            title=title,
            contact=contact,
            account=contact.account if contact else case.account,
            team=team or case.team,
            brand=case.brand,
            mailbox=case.mailbox,
            owner=owner,
            channel=chosen[0].channel[:16],
            locale=case.locale,
            copies=copies,
            verified=case.verified and contact == case.contact,
            receipt=False,
            external_key=f"split:{case.id}:{key}" if key else "",
        ),
        by=by,
    )
    if new.split_from_id:
        return new
    new.split_from = case
    new.save(update_fields=["split_from"])
    CarriedMessage.objects.bulk_create(CarriedMessage(case=new, message=message) for message in chosen)
    if tell:
        said = mail_text("split", new)
        write_to_customer(new, said, by=by, name=from_whom(new).name, purpose="split", automatic=True)
    about = list(dict.fromkeys([*case.live_about, *new.live_about]))
    record_all(
        [
            Entry(CaseSplit(new=new.id, messages=len(chosen)), case.subject, by, [new.subject, *about]),
            Entry(CaseSplitOff(split_from=case.id), new.subject, by, [case.subject, *about]),
        ]
    )
    return new


def _checked(case: Case, messages: Sequence[Message]) -> list[Message]:
    wanted = {message.id for message in messages}
    shown = case_messages(homes_of(case), {CUSTOMER})
    chosen = [message for message in shown if message.id in wanted and message.is_from_customer]
    if not wanted:
        raise Invalid({"messages": _("Choose what is split off.")})
    if len(chosen) < len(wanted):
        raise Invalid({"messages": _("Only what a customer wrote in this case can be split off.")})
    return chosen


def _whose(case: Case, chosen: Sequence[Message]) -> Contact | None:
    authors = {message.author_id for message in chosen}
    author = Contact.objects.select_related("account").filter(id=chosen[0].author_id, erased_at=None).first()
    return author if len(authors) == 1 and author is not None else case.contact
