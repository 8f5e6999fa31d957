"""A page's message, changed when somebody has it or it is over."""

from andon.connections.models import OutgoingDelivery
from andon.integrations.slack.reads.page_words import buttons_of_run, state_of_run, words_of_run
from andon.integrations.slack.rules.page import page_blocks
from andon.integrations.slack.web import Web
from andon.paging.models import Escalation

from .act import Act, Said


def _edit(outgoing: OutgoingDelivery, web: Web) -> Said:
    """Whatever it was planned for, it says how things are now."""
    run = Escalation.objects.select_related("acknowledged_by").get(id=outgoing.subject_id)
    channel, _colon, ts = str(outgoing.content["message"]).partition(":")
    words, state = words_of_run(run), state_of_run(run)
    blocks = page_blocks(words, state, buttons_of_run(run), str(run.id))
    return web.ask("chat.update", channel=channel, ts=ts, text=f"{words} {state}", blocks=blocks)


EDIT = Act(_edit)
