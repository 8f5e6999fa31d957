"""The verbs of /andon. Each answers in Slack's markup; what is refused is said as the screens say it."""

from collections.abc import Callable, Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from andon.integrations.slack.rules.command import read_verb
from andon.integrations.slack.rules.manifest import COMMAND
from andon.integrations.slack.rules.mrkdwn import escaped
from andon.kit.errors import Invalid, Refused

from .asked import Asked
from .declare import declare
from .escalate import escalate
from .link import link
from .oncall import oncall
from .status import status


def usage(asked: Asked) -> str:
    lines = (
        ("declare [critical|major|minor] [service:] <title>", _("say that something does not work, and page")),
        ("link I-12 C-34 C-35", _("link cases to an incident; in its channel I-12 may be left out")),
        ("escalate I-12", _("page the next one now; in its channel I-12 may be left out")),
        ("oncall [service]", _("who is on call")),
        ("status", _("what does not work just now")),
    )
    return "\n".join(f"`{escaped(f'{COMMAND} {form}')}` {escaped(words)}" for form, words in lines)


_VERBS: Mapping[str, Callable[[Asked], str]] = {
    "declare": declare,
    "link": link,
    "escalate": escalate,
    "oncall": oncall,
    "status": status,
    "help": usage,
}


def answer_to(asked: Asked) -> str:
    """Does it; what is refused changes nothing."""
    verb, rest = read_verb(asked.text)
    if (do := _VERBS.get(verb)) is None:
        return "\n".join((_("“%(verb)s” is not known here.") % {"verb": escaped(verb[:40])}, usage(asked)))
    try:
        with transaction.atomic():
            return do(asked.rest(rest))
    except Invalid as invalid:
        return escaped(" ".join(invalid.faults.values()))
    except Refused as refused:
        return escaped(refused.message)
