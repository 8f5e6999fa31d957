"""What this room offers to lower rooms: its places on their screens, and the sentences of its facts."""

from collections.abc import Callable
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from andon.cases.reads.event_words import Names, Said, say
from andon.customers.personal import PersonalRoom, holds_personal_content
from andon.timeline.models import RecordedFact
from andon.ui.slots import fill_slot

from . import notices, personal, slots  # noqa: F401  registers what people are told
from .money import money_words


def _sentence(icon: str, text: str, text_without: str) -> Callable[[RecordedFact, object, Names], Said]:
    def said(fact: RecordedFact, body: object, names: Names) -> Said:
        money = money_words(Decimal(fact.body.amount), fact.body.currency) if fact.body.amount else ""
        words = {"who": names.actor(fact), "money": money, "name": names.customer}
        return icon, _(text if money else text_without) % words

    return said


def _given(fact: RecordedFact, body: object, names: Names) -> Said:
    return (_asked if fact.body.waits else _gave)(fact, body, names)


_asked = _sentence(
    "heart",
    gettext_noop("%(who)s asked to give %(name)s %(money)s, which a lead must approve"),
    gettext_noop("%(who)s asked to give %(name)s something, which a lead must approve"),
)
_gave = _sentence(
    "heart", gettext_noop("%(who)s gave %(name)s %(money)s"), gettext_noop("%(who)s gave %(name)s something")
)

say("gestures.GestureGiven", _given)
say(
    "gestures.GestureApproved",
    _sentence("check", gettext_noop("%(who)s approved %(money)s for %(name)s"), gettext_noop("%(who)s approved it")),
)
say(
    "gestures.GestureDeclined",
    _sentence("x", gettext_noop("%(who)s declined %(money)s for %(name)s"), gettext_noop("%(who)s declined it")),
)
say(
    "gestures.GestureOffered",
    _sentence(
        "heart", gettext_noop("%(who)s offered %(name)s %(money)s"), gettext_noop("%(who)s offered it to %(name)s")
    ),
)
say(
    "gestures.GestureDone",
    _sentence(
        "check",
        gettext_noop("%(who)s noted %(money)s for %(name)s as done"),
        gettext_noop("%(who)s noted as done what %(name)s was given"),
    ),
)
say(
    "gestures.GestureWaived",
    _sentence("x", gettext_noop("%(who)s gave up %(money)s for %(name)s"), gettext_noop("%(who)s gave it up")),
)
fill_slot("case.context", slots.of_case, "gestures/_of_case.html", position=40)
fill_slot("account.section", slots.of_account, "gestures/_of_account.html", position=60)
holds_personal_content(PersonalRoom("gestures", personal.export, personal.erase))
