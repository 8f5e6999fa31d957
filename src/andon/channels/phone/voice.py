"""A call that says what and why, and takes a key as the answer."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from andon.channels.answers import find_answers
from andon.channels.models import Delivery
from andon.channels.registry import Accepted, WillNot

from .account import Account, connected
from .numbers import without
from .rules.twiml import asked, repeated

# Seconds it rings: longer than most take to wake, and about when a voice mail would take it.
RINGS = "40"


class Voice:
    """Told once somebody took the call. What is said goes with the call, so nobody fetches it from us."""

    def is_ready(self) -> bool:
        return connected(calls=True) is not None

    def hand_over(self, delivery: Delivery) -> Accepted:
        account = connected(calls=True)
        if account is None:
            raise WillNot("no Twilio account with a number to call from is connected")
        fields = [
            ("To", delivery.address),
            ("From", account.number),
            ("Twiml", words_of(delivery, account)),
            ("Timeout", RINGS),
            ("StatusCallback", account.address_for("status", delivery.key)),
            ("StatusCallbackMethod", "POST"),
            ("StatusCallbackEvent", "answered"),
            ("StatusCallbackEvent", "completed"),
        ]
        try:
            account.make("Calls", fields)
        except WillNot as never:
            raise WillNot(without(str(never), delivery.address)) from None
        return Accepted(receipt=False)


def words_of(delivery: Delivery, account: Account) -> str:
    """The call's words, with the keys where the delivery can be answered."""
    words = f"{delivery.headline} {delivery.text}".strip()
    answers = find_answers(delivery.purpose)
    if answers is None:
        return repeated(words, account.language)
    with override(account.language):
        prompt, farewell = answers.prompt(delivery), _("No key was pressed. Goodbye.")
    action = account.address_for("keys", delivery.key)
    return asked(words, prompt, action, account.language, farewell=farewell)
