"""Twilio, or whoever speaks its API: messages and calls to those who work here, and their answers."""

import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from andon.channels.answers import offer_reply
from andon.channels.registry import TryLater, WillNot
from andon.connections.models import Connection, IncomingDelivery
from andon.connections.rules.arrived import Arrived
from andon.connections.rules.signatures.by_address import twilio
from andon.connections.vendor import Field, Reply, Secrets, Told, Vendor
from andon.customers.rules.points import normalise
from andon.kit.errors import Invalid, Refused
from andon.kit.text import scrub
from andon.work.lanes import PAGE

from .account import SLUG, account_of
from .callbacks import heard, split, take_key, take_status, written_back
from .rules.receipts import status_of
from .rules.twiml import EMPTY, said, written

_SID = re.compile(r"[A-Za-z0-9-]{8,64}")
_LANGUAGES = (
    ("en-GB", gettext_lazy("English (United Kingdom)")),
    ("en-US", gettext_lazy("English (United States)")),
    ("en-AU", gettext_lazy("English (Australia)")),
    ("en-IN", gettext_lazy("English (India)")),
)
_XML = "text/xml; charset=utf-8"


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
        form, (what, key) = dict(arrived.form), split(arrived.tail)
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
        (what, key), form = split(arrived.tail), dict(arrived.form)
        language = account_of(connection).language
        with override(language):
            match what:
                case "keys":
                    made = said(heard(connection, key, form.get("Digits", "")), language)
                case "":
                    words = written_back(connection, form)
                    made = written(words) if words else EMPTY
                case _:
                    made = EMPTY
        return Reply(body=made.encode(), content_type=_XML)

    def take(self, delivery: IncomingDelivery, connection: Connection) -> str:
        form, (what, key) = delivery.form, split(delivery.tail)
        match what:
            case "status":
                return take_status(key, form)
            case "keys":
                return take_key(key, form.get("Digits", ""))
        return offer_reply(scrub(form.get("From", ""))[:40], scrub(form.get("Body", ""))[:1600])
