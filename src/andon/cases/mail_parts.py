"""What a mail gives us, made fit for a case."""

import hashlib
from collections.abc import Sequence
from itertools import islice

from django.utils.translation import gettext as _

from andon.channels.email.parsed import ParsedMail
from andon.channels.reads.our_mailboxes import our_mailboxes
from andon.conversations.models import Message
from andon.customers.actions.put_contacts import ContactIn, put_contacts
from andon.customers.models import Contact
from andon.customers.reads.find_contacts import find_contacts
from andon.kit.errors import Refused
from andon.kit.subject import Subject
from andon.kit.text import excerpt
from andon.timeline.actor import Actor

from .case_in import MOST_COPIES
from .models import BlockedSender, Case

LONGEST = 100_000


def text_of(mail: ParsedMail) -> str:
    """What she wrote now; a mail without words says so, as a message is never empty."""
    text = mail.reply.strip()
    if len(text) > LONGEST:
        return text[: LONGEST - 100] + "\n\n" + _("(The rest is in the original mail.)")
    return text or _("(This mail has no text.)")


def mail_key(mail: ParsedMail) -> str:
    """One mail, one case, however often it is delivered. Without a Message-ID there is no telling."""
    if not mail.message_id:
        return ""
    return "mail:" + hashlib.sha256(f"{mail.from_address}\0{mail.message_id}".encode()).hexdigest()


def own_message_id(mail: ParsedMail, case: Case | None) -> tuple[bool, str | None]:
    """Whether this very mail stands in the case already; and its id, if no other message has it.

    Somebody who repeats another's Message-ID loses the id, never the mail.
    """
    if not mail.message_id:
        return False, None
    known = Message.objects.select_related("thread").filter(message_id=mail.message_id).first()
    if known is None:
        return False, mail.message_id
    same = case is not None and known.thread.subject in _line_of(case) and known.body == text_of(mail)
    return same, None


def _line_of(case: Case) -> list[object]:
    """The case, its survivor, and the follow-ups of both, into which a second copy of a mail would come."""
    homes = [case.pk, *([case.merged_into_id] if case.merged_into_id else [])]
    follow_ups = Case.objects.filter(follow_up_of__in=homes)
    return [Subject("case", key) for key in [*homes, *follow_ups.values_list("id", flat=True)]]


def copies_of(mail: ParsedMail) -> list[str]:
    """Who else reads it: neither we nor the sender nor anybody who is blocked."""
    ours = our_mailboxes()
    others = (address for address in dict.fromkeys(mail.copies) if address != mail.from_address)
    found = list(islice((address for address in others if not ours.is_ours(address)), MOST_COPIES))
    blocked = set(BlockedSender.objects.filter(address__in=found).values_list("address", flat=True)) if found else set()
    return [address for address in found if address not in blocked]


def share_copies(copies: Sequence[str], writer: Contact | None, *, proved: bool) -> tuple[list[str], list[str]]:
    """Who is copied in at once, and who waits for an agent's yes.

    Anybody can name anybody in copy: only a proved sender's word counts, or that we know her for one of the account.
    """
    if proved or not copies:
        return list(copies), []
    account = writer.account_id if writer else None
    known = find_contacts(copies) if account else {}
    at_once = [address for address in copies if address in known and known[address].account_id == account]
    return at_once, [address for address in copies if address not in at_once]


def new_contact(mail: ParsedMail, *, by: Actor) -> Contact:
    """Somebody we do not know yet, with nothing but her address."""
    name = excerpt(mail.from_name, 200) or mail.from_address.partition("@")[0]
    (put,) = put_contacts([ContactIn(name=name, emails=[mail.from_address], locale=mail.language)], by=by)
    if isinstance(put, Refused):
        raise put
    return put
