"""To which case a mail belongs."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from andon.cases.models import Case, Participant
from andon.channels.email.parsed import ParsedMail
from andon.channels.email.tokens import read_reply_address, read_return_path
from andon.channels.models import Delivery
from andon.conversations.models import Message
from andon.customers.models import ContactPoint


@dataclass(frozen=True, slots=True)
class Found:
    """`by_token`: whoever wrote it was sent our signed address."""

    case: Case
    by_token: bool


def case_of_mail(mail: ParsedMail, envelope_to: Sequence[str]) -> Found | None:
    """By a signed reply address; else by References, if the sender takes part in that case and is proved; else none.

    What a machine answers comes to the return path of the mail that it answers (RFC 3834): that is a token too.
    """
    for address in [*envelope_to, *mail.recipients]:
        if key := read_reply_address(address):
            case = Case.objects.with_people().filter(id=key).first()
            return Found(case, True) if case else None
    if mail.automatic and (case := _answered_by_machine(envelope_to)):
        return Found(case, False)
    # Anybody can write any address into From, and References are read by everybody in copy.
    if not mail.authenticated:
        return None
    referred = _referred([*reversed(mail.references), mail.in_reply_to])
    if referred is None or not takes_part(referred, mail.from_address):
        return None
    return Found(referred, False)


def _answered_by_machine(envelope_to: Sequence[str]) -> Case | None:
    ids = [id for address in envelope_to if (id := read_return_path(address))]
    sent = Delivery.objects.filter(id__in=ids, subject_kind="case").first() if ids else None
    return Case.objects.with_people().filter(id=sent.subject_id).first() if sent else None


def takes_part(case: Case, address: str) -> bool:
    """Whether this address is the contact's or stands in copy."""
    hers = ContactPoint.objects.filter(contact=case.contact, kind="email", value=address)
    return bool(case.contact and hers.exists()) or Participant.objects.filter(case=case, address=address).exists()


def _referred(ids: Sequence[str]) -> Case | None:
    """The case of the first id that one of our threads or deliveries knows."""
    wanted = [one for one in ids if one]
    if not wanted:
        return None
    in_threads = Message.objects.filter(message_id__in=wanted, thread__subject_kind="case")
    sent = Delivery.objects.filter(message_id__in=wanted, subject_kind="case")
    known: dict[str | None, UUID] = dict(sent.values_list("message_id", "subject_id"))
    known |= dict(in_threads.values_list("message_id", "thread__subject_id"))
    found = next((known[one] for one in wanted if one in known), None)
    return Case.objects.with_people().filter(id=found).first() if found else None
