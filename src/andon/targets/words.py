"""Clocks, and why they stand still, in words."""

from collections.abc import Mapping
from datetime import timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

CLOCKS: Mapping[str, Promise] = {
    "first_reply": gettext_lazy("First reply"),
    "next_reply": gettext_lazy("Next reply"),
    "update": gettext_lazy("Update to the customer"),
    "resolution": gettext_lazy("Resolution"),
    "owed": gettext_lazy("What is owed"),
}
PAUSES: Mapping[str, Promise] = {
    "waiting_customer": gettext_lazy("waits for the customer"),
    "waiting_others": gettext_lazy("waits for others"),
    "over": gettext_lazy("was solved or closed"),
}
STATES: Mapping[str, tuple[str, Promise]] = {
    "running": ("none", gettext_lazy("running")),
    "paused": ("watch", gettext_lazy("paused")),
    "met": ("ok", gettext_lazy("met")),
    "dropped": ("none", gettext_lazy("ended")),
}


def clock_word(kind: str) -> str:
    """A name that no policy of ours knows stands for itself."""
    return str(CLOCKS.get(kind, kind.replace("_", " ").capitalize()))


def pause_word(why: str) -> str:
    return str(PAUSES.get(why, why.replace("_", " ")))


def length_words(length: timedelta) -> str:
    """Exact to the second where there are some: 3 h 20 min, 45 s."""
    seconds = round(length.total_seconds())
    sign = "−" if seconds < 0 else ""
    minutes, rest = divmod(abs(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    parts = [_("%(n)s h") % {"n": hours}] if hours else []
    parts += [_("%(n)s min") % {"n": minutes}] if minutes else []
    parts += [_("%(n)s s") % {"n": rest}] if rest or not parts else []
    return sign + " ".join(parts)
