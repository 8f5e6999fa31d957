"""What became of a delivery, in words that promise nothing that is not known."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from andon.channels.models import Delivery
from andon.channels.models.delivery import State


@dataclass(frozen=True, slots=True)
class HowItWent:
    """`state` is the lamp; `at` the instant that the words speak of; `why` what the other side said."""

    state: str
    words: str
    at: datetime | None
    why: str = ""


def how_it_went(delivery: Delivery) -> HowItWent:
    match delivery.state:
        case State.TOLD:
            return HowItWent("done", _told(delivery), delivery.told_at)
        case State.HANDED_OVER:
            return HowItWent("watch", _handed_over(delivery), delivery.handed_over_at)
        case State.FAILED:
            return HowItWent("broken", _("failed"), delivery.at, delivery.error)
        case State.BOUNCED:
            return HowItWent("broken", _("came back"), delivery.handed_over_at, delivery.error)
        case State.SUPPRESSED:
            return HowItWent("risk", _("held back"), delivery.at, delivery.error)
        case State.WITHDRAWN:
            return HowItWent("none", _("taken back"), delivery.at, delivery.error)
        case _:
            return HowItWent("watch", _("on its way"), delivery.at, delivery.error)


def _told(delivery: Delivery) -> str:
    match delivery.channel:
        case "sms":
            return _("arrived at the phone")
        case "voice":
            return _("the call was taken")
        case "email":
            return _("taken by the mail server")
    return _("taken by the service")


def _handed_over(delivery: Delivery) -> str:
    match delivery.channel:
        case "sms":
            return _("sent, the phone’s receipt is awaited")
        case "voice":
            return _("calling, nobody has taken it yet")
    return _("handed over, no receipt")
