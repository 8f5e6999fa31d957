"""What this room offers to lower rooms: its pieces on the screens of incidents, and the words of its facts."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from andon.impact.marks import mark_on_curve
from andon.incidents.reads.event_words import Names, say
from andon.ui.slots import fill_slot

from . import slots


def _sent(body: Any, who: str, names: Names) -> str:
    text = ngettext(
        "%(who)s sent update %(number)s to %(n)s person",
        "%(who)s sent update %(number)s to %(n)s people",
        body.recipients,
    )
    return text % {"who": who, "number": body.number, "n": body.recipients}


def _withdrawn(body: Any, who: str, names: Names) -> str:
    return _("%(who)s took update %(number)s back") % {"who": who, "number": body.number}


def _not_told(body: Any, who: str, names: Names) -> str:
    return _("An update did not reach a customer")


def _waived(body: Any, who: str, names: Names) -> str:
    return _("%(who)s waived telling a customer") % {"who": who}


say("comms.UpdateSent", "send", "done", _sent)
say("comms.UpdateWithdrawn", "undo", "none", _withdrawn)
say("comms.CustomerNotTold", "mail", "broken", _not_told)
say("comms.RecipientWaived", "x", "none", _waived)

mark_on_curve("comms.UpdateSent", lambda body: _("update %(number)s") % {"number": body.number})
fill_slot("incident.told", slots.told, "comms/_coverage.html")
fill_slot("board.told", slots.told_on_board, "comms/_share.html")
fill_slot("incident.acts", slots.acts, "comms/_acts.html")
fill_slot("incident.case.told", slots.told_of_case, "comms/_told.html")
fill_slot("incident.line.acts", slots.acts_of_message, "comms/_message_acts.html")
