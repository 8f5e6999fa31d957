"""What this room offers to lower rooms: its places on their screens, its lines on pages, the sentences of its facts."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from andon.incidents.reads.event_words import Names, say
from andon.incidents.reads.what_hangs_on_it import also_says
from andon.people.topics import register_topic
from andon.ui.slots import fill_slot

from . import notices, slots  # noqa: F401  registers what people are told
from .models import Contract
from .reads.restore_order import why_lines
from .said import round_money


def _rung(body: Any, who: str, names: Names) -> str:
    said = {"account": names.get(body.account, _("A customer")), "rung": body.rung, "n": body.minutes_left}
    return _("%(account)s: %(rung)s %% of the contract’s minutes are used, %(n)s left") % said


def _credit(body: Any, who: str, names: Names) -> str:
    money = round_money(Decimal(body.amount), body.currency)
    return _("%(account)s: below %(below)s %%, %(money)s are owed") % {
        "account": names.get(body.account, _("A customer")),
        "below": body.below,
        "money": money,
    }


say("contracts.RungReached", "contract", "risk", _rung)
say("contracts.CreditFellDue", "contract", "broken", _credit)
also_says(why_lines)
register_topic("contract", lambda access, id: Contract.objects.visible_to(access).filter(id=id).exists())
fill_slot("account.section", slots.of_account, "contracts/_of_account.html", position=20)
fill_slot("incident.matters", slots.of_incident, "contracts/_restore_first.html")
