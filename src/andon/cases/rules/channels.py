"""By which way somebody reached us, in words; a channel that has none here keeps its own name."""

from django.utils.translation import gettext_lazy as _

_WORDS = {
    "email": _("e-mail"),
    "portal": _("the portal"),
    "api": _("a program"),
    "phone": _("phone"),
    "person": _("visit"),
    "chat": _("chat"),
    "letter": _("letter"),
    "console": _("the console"),
    "signal": _("a signal"),
    "import": _("another system"),
    "hand_over": _("hand-over"),
}
CHANNELS = tuple(_WORDS)


def channel_word(channel: str) -> str:
    return str(_WORDS.get(channel, channel))
