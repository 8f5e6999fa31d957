"""What Twilio tells us: receipts, keys pressed in calls, and messages to our number."""

from collections.abc import Mapping
from datetime import timedelta

from django.utils.translation import gettext as _

from andon.channels.actions.note_arrival import note_arrival
from andon.channels.actions.note_no_arrival import note_no_arrival
from andon.channels.answers import answer_to, find_answers
from andon.channels.models import Delivery
from andon.connections.models import Connection, IncomingDelivery
from andon.kit import clock
from andon.kit.text import scrub

from .rules.receipts import Meaning, meaning_of, status_of, why_of

MOST_ANSWERS = 5
"""To one number in ten minutes, by SMS."""


def heard(connection: Connection, key: str, digit: str) -> str:
    """What whoever pressed a key is told."""
    if connection.is_paused:
        return _("Keys are not taken just now. Answer by the link in the message. Goodbye.")
    told = Delivery.objects.filter(key=key).first()
    answers = find_answers(told.purpose) if told else None
    return answers.heard(told, digit) if told and answers else _("There is nothing to answer. Goodbye.")


def written_back(connection: Connection, form: Mapping[str, str]) -> str:
    """Nothing to a stranger, nothing while paused, and not for ever to a machine that answers messages."""
    sender = scrub(form.get("From", ""))[:40]
    lately = IncomingDelivery.objects.filter(
        connection=connection, received_at__gt=clock.now() - timedelta(minutes=10), kind="message", order=sender
    )
    if connection.is_paused or lately.count() > MOST_ANSWERS:
        return ""
    return answer_to(sender, scrub(form.get("Body", ""))[:1600])


def take_status(key: str, form: Mapping[str, str]) -> str:
    """ "" when it was taken, else why not; so of a key, too."""
    match meaning_of(status_of(form)):
        case Meaning.ARRIVED:
            return "" if note_arrival(key) else "no delivery of ours waits for this"
        case Meaning.NOT_ARRIVED:
            return "" if note_no_arrival(key, why=scrub(why_of(form))) else "no delivery of ours waits for this"
        case Meaning.ON_ITS_WAY:
            return ""
    return "a status that is not known here"


def take_key(key: str, digit: str) -> str:
    told = Delivery.objects.filter(key=key, channel="voice").first()
    answers = find_answers(told.purpose) if told else None
    if told is None or answers is None:
        return "no call of ours asks for a key"
    return answers.press(told, digit)


def split(tail: str) -> tuple[str, str]:
    """What is told, and of which delivery."""
    what, _slash, key = scrub(tail).strip("/").partition("/")
    return what, key
