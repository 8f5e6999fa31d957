"""A text message: short, with its link and how to answer kept whole."""

from andon.channels.models import Delivery
from andon.channels.registry import Accepted, WillNot

from .account import connected
from .numbers import without
from .rules.segments import fit


class Sms:
    """Taken by Twilio is not yet told: the phone's receipt comes later, to our address for it."""

    def is_ready(self) -> bool:
        return connected() is not None

    def hand_over(self, delivery: Delivery) -> Accepted:
        account = connected()
        if account is None:
            raise WillNot("no Twilio account is connected")
        sender = ("MessagingServiceSid", account.service) if account.service else ("From", account.number)
        fields = [
            ("To", delivery.address),
            sender,
            ("Body", fit(delivery.headline, delivery.text)),
            ("StatusCallback", account.address_for("status", delivery.key)),
        ]
        try:
            account.make("Messages", fields)
        except WillNot as never:
            raise WillNot(without(str(never), delivery.address)) from None
        return Accepted(receipt=False)
