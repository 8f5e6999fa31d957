"""The client of Slack's own library for Socket Mode, made to ask for its address through the one door out."""

import logging
from urllib.parse import urlsplit

from slack_sdk.socket_mode.builtin import SocketModeClient

from andon.integrations.slack.rules.payload import text
from andon.integrations.slack.rules.verdict import read_answer
from andon.integrations.slack.web import Web
from andon.kit.errors import Refused
from andon.kit.http import check_host

_log = logging.getLogger(__name__)


class Client(SocketModeClient):
    """It reconnects by itself: when Slack says so, when a ping is not answered, and when the line breaks."""

    def __init__(self, web: Web, *, ping_seconds: float) -> None:
        super().__init__(app_token="", logger=_log, ping_interval=ping_seconds, concurrency=4)
        # The library would take a proxy from the environment; our other calls take none.
        self.proxy = None
        self._web = web

    def issue_new_wss_url(self) -> str:
        """Raises what Slack says instead, and Refused for where nobody may be called."""
        url = text(read_answer(self._web.answer("apps.connections.open", "app_token")), "url")
        return checked(url, str(self._web.connection.settings["base"]))


def checked(url: str, base: str) -> str:
    """The library encrypts on port 443 alone, and only there; elsewhere it speaks in the clear, which is for an API
    that is itself spoken to in the clear."""
    at = urlsplit(url)
    encrypted = at.scheme == "wss" and at.port in (None, 443)
    in_the_clear = at.scheme == "ws" and urlsplit(base).scheme == "http"
    if not at.hostname or not (encrypted or in_the_clear):
        raise Refused("Slack names an address that is not encrypted.")
    check_host(at.hostname, at.port or 443)
    return url
