"""Slack: a channel for each incident, the line both ways, pages with buttons, and /andon."""

import json
import re
import threading
from collections.abc import Callable
from datetime import datetime

from django.utils.translation import gettext_lazy

from andon.catalog.models import Service
from andon.connections.models import Connection, IncomingDelivery, OutgoingDelivery
from andon.connections.rules.arrived import Arrived
from andon.connections.rules.signatures.stamped import slack
from andon.connections.vendor import Answer, Field, Reply, Secrets, Told, Vendor
from andon.conversations.rules.audience import AUDIENCES
from andon.incidents.models.incident import Severity
from andon.kit.errors import Invalid
from andon.work.lanes import PAGE, TELL

from .homes import SLUG
from .rules.payload import EVENT, HANDSHAKE, payload_of, text
from .rules.verdict import SlackSays, names_in
from .sending.acts import ACTS
from .socket.listen import listen
from .taking.takers import TAKERS
from .trying import try_out
from .web import Web

HTTP, SOCKET = "http", "socket"
_TRANSPORTS = (
    (SOCKET, gettext_lazy("Socket Mode: we call Slack, and need no public address")),
    (HTTP, gettext_lazy("HTTP: Slack calls us, at an address that it can reach")),
)
_MIRROR = (
    ("customer", gettext_lazy("what is safe for customers")),
    ("agents", gettext_lazy("agents’ messages")),
    ("engineering", gettext_lazy("engineers’ messages")),
)
_SHAPES = {
    "bot_token": (re.compile(r"xoxb-[\w-]{8,}"), gettext_lazy("A bot token begins with xoxb-.")),
    "app_token": (re.compile(r"xapp-[\w-]{8,}"), gettext_lazy("An app-level token begins with xapp-.")),
    "signing": (re.compile(r"[0-9A-Za-z]{16,128}"), gettext_lazy("This is no signing secret.")),
}


def _services() -> list[tuple[str, str]]:
    return list(Service.objects.order_by("name").values_list("slug", "name"))


class Slack(Vendor):
    slug = SLUG
    title = "Slack"
    about = gettext_lazy("A channel for each incident, its line both ways, pages with buttons, and /andon")
    icon = "chat"
    lane_in = TELL
    takes_outside = True
    most_bytes = 256 * 1024
    incoming_hint = gettext_lazy("The manifest below has it already. With Socket Mode it is not called.")
    fields = (
        Field("transport", gettext_lazy("How Slack tells us"), kind="choice", choices=_TRANSPORTS, required=True,
              usual=SOCKET),
        Field("severities", gettext_lazy("Incidents that get a channel by themselves"), kind="choices",
              choices=Severity.choices, usual=["critical", "major"]),
        Field("private", gettext_lazy("Channels are private"), kind="switch", usual=True,
              hint=gettext_lazy("Only those who are asked in read them.")),
        Field("mirror", gettext_lazy("Of the line the channel shows"), kind="choices", choices=_MIRROR,
              usual=list(AUDIENCES), hint=gettext_lazy("Whoever is in the channel reads it, whatever her role here.")),
        Field("service", gettext_lazy("What is declared in Slack is about"), kind="choice", choices=_services,
              hint=gettext_lazy("Where no service is said.")),
        Field("bot_token", gettext_lazy("Bot token"), secret=True,
              hint=gettext_lazy("xoxb-…, from “Install App”. Leave it empty until the app is made.")),
        Field("app_token", gettext_lazy("App-level token"), secret=True,
              hint=gettext_lazy("xapp-…, with connections:write, from “Basic Information”. For Socket Mode.")),
        Field("signing", gettext_lazy("Signing secret"), secret=True,
              hint=gettext_lazy("From “Basic Information”. For HTTP.")),
        Field("base", gettext_lazy("Address of the Web API"), kind="address", required=True,
              usual="https://slack.com/api"),
    )  # fmt: skip

    def check_secret(self, name: str, secret: str) -> None:
        shape, words = _SHAPES[name]
        if not shape.fullmatch(secret):
            raise Invalid({name: str(words)})

    def test(self, connection: Connection, secrets: Secrets) -> str:
        return try_out(connection, secrets)

    # In.

    def is_genuine(self, arrived: Arrived, connection: Connection, secrets: Secrets) -> bool:
        return arrived.method == "POST" and slack(arrived, secrets.get("signing", []))

    def handshake(self, arrived: Arrived, connection: Connection, secrets: Secrets) -> Reply | None:
        """The address is proved by an answer to a signed challenge."""
        if not self.is_genuine(arrived, connection, secrets) or arrived.body[:1] != b"{":
            return None
        if text(arrived.json, "type") != HANDSHAKE:
            return None
        return Reply(body=text(arrived.json, "challenge").encode())

    def read(self, arrived: Arrived, connection: Connection) -> Told:
        payload = payload_of(arrived)
        return Told(
            id=payload.id,
            kind=payload.what,
            order=payload.order,
            headers={"Content-Type": arrived.header("Content-Type")},
        )

    def lane_of(self, delivery: IncomingDelivery) -> str:
        """Somebody waits for the answer to a command or a button."""
        return TELL if payload_of(delivery.arrived).kind == EVENT else PAGE

    def take(self, delivery: IncomingDelivery, connection: Connection) -> str:
        payload = payload_of(delivery.arrived)
        return TAKERS[payload.kind](delivery, connection, payload.body, Web(connection))

    def listens(self, connection: Connection) -> bool:
        return bool(connection.settings["transport"] == SOCKET)

    def listen(
        self, connection: Connection, secrets: Secrets, stop: threading.Event, alive: Callable[[], None]
    ) -> None:
        listen(Web(connection, secrets), self, stop, alive)

    # Out.

    def deliver(self, outgoing: OutgoingDelivery, connection: Connection, secrets: Secrets, now: datetime) -> Answer:
        act = ACTS.get(outgoing.kind)
        if act is None:
            raise SlackSays("nothing here makes such a call any more")
        said = act.call(outgoing, Web(connection, secrets))
        return Answer(200, {}, json.dumps(names_in(said)).encode())

    def judge(self, answer: Answer, outgoing: OutgoingDelivery) -> None:
        """Judged call by call."""

    def sent(self, outgoing: OutgoingDelivery, connection: Connection, answer: Answer) -> None:
        ACTS[outgoing.kind].done(outgoing, connection, json.loads(answer.body))
