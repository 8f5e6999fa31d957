"""Twilio, or whoever speaks its API: messages and calls to those who work here, and their answers."""

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from andon.channels.actions.note_arrival import note_arrival
from andon.channels.actions.note_no_arrival import note_no_arrival
from andon.channels.answers import answer_to, find_answers, offer_reply
from andon.channels.models import Delivery
from andon.channels.registry import TryLater, WillNot
from andon.connections.models import Connection, IncomingDelivery
from andon.connections.rules.arrived import Arrived
from andon.connections.rules.signatures.by_address import twilio
from andon.connections.vendor import Field, Reply, Secrets, Told, Vendor
from andon.customers.rules.points import normalise
from andon.kit import clock
from andon.kit.errors import Invalid, Refused
from andon.kit.text import scrub
from andon.work.lanes import PAGE

from .account import SLUG, account_of
from .rules.receipts import Meaning, meaning_of, status_of, why_of
from .rules.twiml import EMPTY, said, written

_SID = re.compile(r"[A-Za-z0-9-]{8,64}")
_LANGUAGES = (
    ("en-GB", gettext_lazy("English (United Kingdom)")),
    ("en-US", gettext_lazy("English (United States)")),
    ("en-AU", gettext_lazy("English (Australia)")),
    ("en-IN", gettext_lazy("English (India)")),
)
_XML = "text/xml; charset=utf-8"
MOST_ANSWERS = 5
"""To one number in ten minutes, by SMS."""


class Twilio(Vendor):
    slug = SLUG
    title = "Twilio"
    about = gettext_lazy("Pages by SMS and by call, answered by phone")
    icon = "phone"
    lane_in = PAGE
    most_bytes = 64 * 1024
    incoming_hint = gettext_lazy(
        "At Twilio, at your number or messaging service: let “A message comes in” call this address by POST, so that"
        " people can answer a page by SMS. Receipts and keys pressed in calls need no setting."
    )
    fields = (
        Field("account_sid", gettext_lazy("Account SID"), required=True, hint=gettext_lazy("It begins with AC.")),
        Field("auth_token", gettext_lazy("Auth token"), secret=True, required=True),
        Field(
            "from_number", gettext_lazy("Number to call and write from"),
            hint=gettext_lazy("With its country, such as +351210000142. Calls need it."),
        ),
        Field(
            "messaging_service", gettext_lazy("Messaging service SID"),
            hint=gettext_lazy("Messages leave from it instead of the number. It begins with MG."),
        ),
        Field("language", gettext_lazy("Voice of calls"), kind="choice", choices=_LANGUAGES, required=True,
              usual="en-GB"),
        Field(
            "base", gettext_lazy("Address of the API"), kind="address", required=True, usual="https://api.twilio.com",
            hint=gettext_lazy("Another one for who speaks the same API."),
        ),
    )  # fmt: skip

    def check(self, settings: Mapping[str, Any]) -> None:
        if not _SID.fullmatch(settings["account_sid"]):
            raise Invalid({"account_sid": _("This is no account SID.")})
        if service := settings["messaging_service"]:
            if not _SID.fullmatch(service):
                raise Invalid({"messaging_service": _("This is no SID of a messaging service.")})
        elif not settings["from_number"]:
            raise Invalid({"from_number": _("Give a number, or a messaging service.")})
        if number := settings["from_number"]:
            try:
                normalise("phone", number)
            except Invalid as invalid:
                raise Invalid({"from_number": invalid.message}) from None

    def test(self, connection: Connection, secrets: Secrets) -> str:
        try:
            status, found = account_of(connection).ask("GET", ".json")
        except (TryLater, WillNot) as error:
            raise Refused(_("It cannot be reached: %(why)s.") % {"why": error}) from None
        if status in (401, 403, 404):
            raise Refused(_("Twilio does not know this account SID with this auth token."))
        if status != 200:
            raise Refused(_("It answered %(status)s.") % {"status": status})
        if (state := str(found.get("status", "active"))) != "active":
            raise Refused(_("The account is %(state)s.") % {"state": scrub(state)[:40]})
        return _("It is the account %(name)s.") % {"name": scrub(str(found.get("friendly_name", "")))[:120]}

    # In.

    def is_genuine(self, arrived: Arrived, connection: Connection, secrets: Secrets) -> bool:
        return arrived.method == "POST" and twilio(arrived, secrets.get("auth_token", []))

    def read(self, arrived: Arrived, connection: Connection) -> Told:
        form, (what, key) = dict(arrived.form), _split(arrived.tail)
        sid = form.get("MessageSid") or form.get("CallSid") or form.get("SmsSid") or ""
        if not sid:
            raise Refused("It names no message and no call.")
        match what:
            case "status":
                return Told(id=f"{sid}:{status_of(form)}", kind=f"status {status_of(form)}", order=key)
            case "keys":
                return Told(id=f"{sid}:key:{form.get('Digits', '')}", kind="key", order=key)
            case "":
                return Told(id=f"{sid}:message", kind="message", order=form.get("From", ""))
        raise Refused("Nothing is told here.")

    def reply(self, arrived: Arrived, connection: Connection) -> Reply:
        """Who pressed a key or wrote hears what it did; a receipt is answered without a word."""
        (what, key), form = _split(arrived.tail), dict(arrived.form)
        language = account_of(connection).language
        with override(language):
            match what:
                case "keys":
                    made = said(self._heard(connection, key, form.get("Digits", "")), language)
                case "":
                    words = _written_back(connection, form)
                    made = written(words) if words else EMPTY
                case _:
                    made = EMPTY
        return Reply(body=made.encode(), content_type=_XML)

    def take(self, delivery: IncomingDelivery, connection: Connection) -> str:
        form, (what, key) = delivery.form, _split(delivery.tail)
        match what:
            case "status":
                return _take_status(key, form)
            case "keys":
                return _take_key(key, form.get("Digits", ""))
        return offer_reply(scrub(form.get("From", ""))[:40], scrub(form.get("Body", ""))[:1600])

    def _heard(self, connection: Connection, key: str, digit: str) -> str:
        if connection.is_paused:
            return _("Keys are not taken just now. Answer by the link in the message. Goodbye.")
        told = Delivery.objects.filter(key=key).first()
        answers = find_answers(told.purpose) if told else None
        return answers.heard(told, digit) if told and answers else _("There is nothing to answer. Goodbye.")


def _written_back(connection: Connection, form: Mapping[str, str]) -> str:
    """Nothing to a stranger, nothing while paused, and not for ever to a machine that answers messages."""
    sender = scrub(form.get("From", ""))[:40]
    lately = IncomingDelivery.objects.filter(
        connection=connection, received_at__gt=clock.now() - timedelta(minutes=10), kind="message", order=sender
    )
    if connection.is_paused or lately.count() > MOST_ANSWERS:
        return ""
    return answer_to(sender, scrub(form.get("Body", ""))[:1600])


def _take_status(key: str, form: Mapping[str, str]) -> str:
    match meaning_of(status_of(form)):
        case Meaning.ARRIVED:
            return "" if note_arrival(key) else "no delivery of ours waits for this"
        case Meaning.NOT_ARRIVED:
            return "" if note_no_arrival(key, why=scrub(why_of(form))) else "no delivery of ours waits for this"
        case Meaning.ON_ITS_WAY:
            return ""
    return "a status that is not known here"


def _take_key(key: str, digit: str) -> str:
    told = Delivery.objects.filter(key=key, channel="voice").first()
    answers = find_answers(told.purpose) if told else None
    if told is None or answers is None:
        return "no call of ours asks for a key"
    return answers.press(told, digit)


def _split(tail: str) -> tuple[str, str]:
    what, _slash, key = scrub(tail).strip("/").partition("/")
    return what, key
