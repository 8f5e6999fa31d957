"""Where a contact stands, in a word or two, with its lamp."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from andon.comms.models import Recipient
from andon.ui.templatetags.ui import day_time


@dataclass(frozen=True, slots=True)
class Told:
    state: str
    text: str
    why: str = ""


def told_words(recipient: Recipient | None) -> Told:
    """None: no update is hers yet."""
    if recipient is None:
        return Told("none", _("not yet"))
    if recipient.state == "told" and recipient.told_at:
        return Told("done", _("told %(at)s") % {"at": day_time(recipient.told_at)})
    words = {
        "told": Told("done", _("told")),
        "owed": Told("watch", _("on its way")),
        "waits": Told("risk", _("waits for a person"), recipient.why),
        "failed": Told("broken", _("did not arrive"), recipient.why),
        "waived": Told("none", _("waived"), recipient.why),
    }
    return words[recipient.state]
