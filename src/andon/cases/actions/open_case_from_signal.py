from django.db import transaction
from django.utils.translation import gettext as _

from andon.cases.case_in import CaseIn
from andon.cases.facts import CaseOpenedFromSignal
from andon.cases.models import Case
from andon.cases.rules.titles import title_of
from andon.customers.actions.put_contacts import ContactIn, put_contacts
from andon.customers.models import Contact
from andon.kit.errors import Conflict, Refused
from andon.people.models import Team, User
from andon.signals.actions.take_signal import take_signal
from andon.signals.models import Signal
from andon.signals.reads.who_it_may_be import who_it_may_be
from andon.signals.rules.lifecycle import TAKEN, check_move
from andon.timeline.actor import Actor
from andon.timeline.record import record

from .open_case import open_case


@transaction.atomic
def open_case_from_signal(
    signal: Signal,
    *,
    by: Actor,
    title: str = "",
    team: Team | None = None,
    owner: User | None = None,
    is_hers: bool = True,
) -> Case:
    """Make a case of what somebody said elsewhere; doing so again gives the same case, or its survivor. She is not
    written to.

    `is_hers`: its author is the contact who holds that address or handle; else she becomes a contact of no account.
    """
    signal = Signal.objects.select_for_update(of=("self",)).select_related("contact__account").get(pk=signal.pk)
    if signal.became is not None and signal.became.kind == "case":
        return Case.objects.with_people().named(str(signal.became.id)).get()
    check_move(signal.status, TAKEN)
    known = who_it_may_be(signal) if is_hers else None
    contact = known or _meet(signal, by)
    given = CaseIn(
        title=title or title_of("", signal.text, nothing=_("A signal")),
        body=f"{signal.text}\n\n{signal.url}".strip(),
        contact=contact,
        team=team,
        owner=owner,
        channel="signal",
        tags=[signal.source],
        locale=signal.language or contact.speaks,
        verified=signal.verified and known is not None,
        receipt=False,
        external_key=f"signal:{signal.id}",
    )
    case = open_case(given, by=by)
    fact = CaseOpenedFromSignal(signal=signal.id, source=signal.source)
    record(fact, subject=case.subject, by=by, about=[signal.subject, *case.live_about])
    take_signal(signal, became=case.subject, contact=contact, by=by)
    return case


def _meet(signal: Signal, by: Actor) -> Contact:
    """Her address names her; where another person holds it, or she has none, the signal does."""
    taken = who_it_may_be(signal) is not None
    emails = [signal.author_email] if signal.author_email and not taken else []
    handles = [signal.author_handle] if signal.author_handle and not taken else []
    given = ContactIn(
        name=signal.said_by or _("Somebody nameless"),
        external_id="" if emails else f"signal:{signal.id}",
        emails=emails,
        handles=handles,
        locale=signal.language,
    )
    (put,) = put_contacts([given], by=by)
    if isinstance(put, Refused):
        raise Conflict(put.message)
    return put
