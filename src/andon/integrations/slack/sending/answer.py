"""What one person alone is told: a hint in a channel, and the answer to what she typed or pressed."""

import json
from datetime import timedelta
from urllib.parse import urlsplit

from andon.connections.models import OutgoingDelivery
from andon.connections.vendor import Answer
from andon.integrations.slack.rules.verdict import SlackSays, read_answer
from andon.integrations.slack.web import Web
from andon.kit import clock, http

from .act import NOTHING, Act, Said

# Slack lets an address for answers be used so long.
_GOOD_FOR = timedelta(minutes=30)


def _hint(outgoing: OutgoingDelivery, web: Web) -> Said:
    content = outgoing.content
    return web.ask("chat.postEphemeral", channel=content["channel"], user=content["user"], text=content["text"])


def _answer(outgoing: OutgoingDelivery, web: Web) -> Said:
    """To the address that Slack gave with the question; its own hosts alone."""
    if clock.now() - outgoing.made_at > _GOOD_FOR:
        raise SlackSays("too late to answer")
    url = str(outgoing.content["url"])
    if not is_slacks(url, str(web.connection.settings["base"])):
        raise SlackSays("the address for the answer is not Slack's")
    body = json.dumps({"response_type": "ephemeral", "replace_original": False, "text": outgoing.content["text"]})
    found = http.request("POST", url, content=body.encode(), headers={"Content-Type": "application/json"})
    if found.status_code == 200:
        return NOTHING
    return read_answer(Answer(found.status_code, dict(found.headers), found.content))


def is_slacks(url: str, base: str) -> bool:
    """Of the API's own host, or of Slack's for answers."""
    at, api = urlsplit(url), urlsplit(base)
    if (at.scheme, at.netloc) == (api.scheme, api.netloc):
        return True
    return at.scheme == "https" and at.netloc == "hooks.slack.com"


HINT = Act(_hint)
ANSWER = Act(_answer)
