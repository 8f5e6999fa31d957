"""What is answered to a page: keys in a call, text messages, and mails whose first word is a verb."""

from datetime import timedelta

from django.utils.translation import gettext as _

from andon.channels.models import Delivery
from andon.kit import clock
from andon.kit.errors import Refused
from andon.notifications.models import ContactMethod
from andon.notifications.models.contact_method import PHONES
from andon.notifications.reads.ways_of import ways_of
from andon.people.links import is_open_since
from andon.people.models import User

from .actions.acknowledge import acknowledge
from .actions.decline_page import decline_page
from .actions.escalate_now import escalate_now
from .actions.snooze_escalation import snooze_escalation
from .models import Escalation
from .models.escalation import State
from .page_link import PURPOSE
from .rules.phone_words import ACKNOWLEDGE, KEYS, MailReply, Reply, code_of, read_mail_reply, read_reply

_LOOK_BACK = timedelta(days=7)


class AnswersToPages:
    def prompt(self, delivery: Delivery) -> str:
        return _("Press 1 if you have it. Press 2 to page the next one.")

    def heard(self, delivery: Delivery, key: str) -> str:
        if key not in KEYS:
            return _("This key means nothing here. Nothing was changed. Goodbye.")
        return f"{_outcome(delivery, KEYS[key])} {_('Goodbye.')}"

    def press(self, delivery: Delivery, key: str) -> str:
        return _act(delivery, KEYS[key]) if key in KEYS else "a key that means nothing"

    def reply(self, address: str, text: str) -> str:
        """The number is the proof; the code, or else the newest page that waits, says which run is meant."""
        reply = read_reply(text)
        sent = list(_sent_to(address))
        if not sent:
            return "no page went to this number lately"
        if reply is None:
            return "no answer that is known: 1, 2, or the code"
        meant = _meant(sent, reply)
        return _act(meant, reply.verb) if meant else "no page with this code waits for an answer"

    def answer_to(self, address: str, text: str) -> str:
        """Who thinks that she has it and has not sleeps on: so it is said. Only to whose number it is."""
        sent, reply = [page for page in _sent_to(address) if _owner(page)], read_reply(text)
        if not sent:
            return ""
        if reply is None:
            return _("Nothing was changed. Answer 1: you have it. 2: the next one is paged. Or the code alone.")
        meant = _meant(sent, reply)
        return _outcome(meant, reply.verb) if meant else _("Nothing was changed: no such page waits for an answer.")

    def writes_from(self, delivery: Delivery, address: str) -> bool:
        return address.lower() in _mail_addresses(delivery)

    def mailed(self, delivery: Delivery, text: str) -> str:
        """The address that the page carried is the proof: as long as its link, while it went to an address of hers."""
        reply = read_mail_reply(text)
        owner = User.objects.filter(id=delivery.recipient_id, is_active=True).first()
        run = Escalation.objects.filter(id=delivery.subject_id).first()
        if owner is None or run is None or delivery.address.lower() not in _mail_addresses(delivery):
            return _("Nothing was changed: this page is nobody’s any more.")
        if not _is_open(delivery, run, owner):
            return _("Nothing was changed: this page is too old, or its link was ended. Sign in to answer.")
        if reply is None:
            return _("Nothing was changed. Begin your answer with ack, snooze 30, escalate or notme.")
        try:
            _act_by_mail(run, owner, reply)
        except Refused as refused:
            return refused.message
        return ""


def _mail_addresses(page: Delivery) -> set[str]:
    """Where mail reaches whom it went to now; none when she works here no longer."""
    owner = User.objects.filter(id=page.recipient_id, is_active=True).first()
    return {address.lower() for channel, address in ways_of(owner) if channel == "email"} if owner else set()


def _is_open(page: Delivery, run: Escalation, owner: User) -> bool:
    """No longer than an answer by phone, and not once the links in her pages were ended: a later page opens a new way,
    not this one."""
    handed_over = page.handed_over_at or page.at
    late = page.at <= clock.now() - _LOOK_BACK
    return not late and is_open_since(handed_over, PURPOSE, run.itself, owner.actor)


def _act_by_mail(run: Escalation, owner: User, reply: MailReply) -> None:
    match reply.verb:
        case "acknowledge":
            acknowledge(run, by=owner.actor)
        case "escalate_now":
            escalate_now(run, by=owner.actor)
        case "decline_page":
            decline_page(run, owner, by=owner.actor)
        case _:
            snooze_escalation(run, until=clock.now() + timedelta(minutes=reply.minutes), by=owner.actor)


def _outcome(page: Delivery, verb: str) -> str:
    run = Escalation.objects.select_related("acknowledged_by").filter(id=page.subject_id).first()
    if run is None or run.state == State.ENDED:
        return _("This is over already. There is nothing left to do.")
    if verb != ACKNOWLEDGE:
        return _("The next one is paged now.")
    if run.state == State.ACKNOWLEDGED and run.acknowledged_by_id not in (None, page.recipient_id):
        return _("%(name)s has it already.") % {"name": run.acknowledged_by}
    return _("You have it. Nobody else is woken.")


def _sent_to(number: str) -> list[Delivery]:
    """The newest first."""
    since = clock.now() - _LOOK_BACK
    pages = Delivery.objects.filter(address=number, at__gt=since, channel__in=PHONES, purpose="page")
    return list(pages.order_by("-at", "-id")[:100])


def _meant(sent: list[Delivery], reply: Reply) -> Delivery | None:
    named = [page for page in sent if not reply.code or code_of(page.subject_id) == reply.code]
    runs = Escalation.objects.standing().in_bulk({page.subject_id for page in named})
    standing = [page for page in named if page.subject_id in runs]
    waiting = [page for page in standing if runs[page.subject_id].state != State.ACKNOWLEDGED]
    return next(iter([*waiting, *standing]), None)


def _act(page: Delivery, verb: str) -> str:
    """ "" when it counts. Only whose number it still is answers, while she works here."""
    owner, run = _owner(page), Escalation.objects.filter(id=page.subject_id).first()
    if owner is None:
        return "this number is nobody's who is paged"
    if run is None or run.state == State.ENDED:
        return "this page is over"
    act = acknowledge if verb == ACKNOWLEDGE else escalate_now
    act(run, by=owner.actor)
    return ""


def _owner(page: Delivery) -> User | None:
    hers = ContactMethod.objects.select_related("user").filter(
        user_id=page.recipient_id, address=page.address, verified_at__isnull=False, user__is_active=True
    )
    method = hers.first()
    return method.user if method else None
