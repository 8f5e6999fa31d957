"""A small vendor as a slice would write it: signed like GitHub, called with its token."""

import json
from datetime import datetime
from typing import Any

from andon.connections.external import link_external
from andon.connections.models import Connection, IncomingDelivery, OutgoingDelivery
from andon.connections.rules.arrived import Arrived
from andon.connections.rules.signatures.over_body import github
from andon.connections.vendor import Answer, Call, Field, Reply, Secrets, Told, Vendor, register_vendor
from andon.kit import http
from andon.kit.errors import Invalid, Refused


class Bench(Vendor):
    slug = "bench"
    title = "Workbench"
    about = "For tests"
    fields = (
        Field("url", "Address", kind="address", required=True),
        Field("colour", "Colour", kind="choice", choices=(("red", "Red"), ("green", "Green"))),
        Field("rooms", "Rooms", kind="choices", choices=(("Down", (("kitchen", "Kitchen"),)), ("attic", "Attic"))),
        Field("loud", "Loud", kind="switch", usual=False),
        Field("token", "Token", secret=True, required=True),
        Field("signing", "Signing secret", secret=True, made=True),
    )
    most_bytes = 2000

    def __init__(self) -> None:
        self.taken: list[Any] = []

    def check(self, settings: Any) -> None:
        if settings["url"].endswith("/wrong"):
            raise Invalid({"url": "not there"})

    def make_secret(self, name: str) -> str:
        return f"made-{name}"

    def test(self, connection: Connection, secrets: Secrets) -> str:
        response = http.request("GET", connection.settings["url"] + "/me")
        if response.status_code != 200:
            raise Refused("It does not know us.")
        connection.own_ids = ["bot-1"]
        return "It knows us."

    def is_genuine(self, arrived: Arrived, connection: Connection, secrets: Secrets) -> bool:
        return github(arrived, secrets.get("signing", []))

    def handshake(self, arrived: Arrived, connection: Connection, secrets: Secrets) -> Reply | None:
        if arrived.method == "GET" and "challenge" in arrived.query:
            return Reply(body=arrived.query["challenge"].encode())
        return None

    def read(self, arrived: Arrived, connection: Connection) -> Told:
        found = arrived.json
        if not isinstance(found, dict):
            raise Refused("An object, please.")
        return Told(
            id=arrived.header("X-GitHub-Delivery"),
            kind=str(found.get("kind", "")),
            order=str(found.get("of", "")),
            headers={"X-GitHub-Event": arrived.header("X-GitHub-Event")},
        )

    def take(self, delivery: IncomingDelivery, connection: Connection) -> str:
        found = delivery.json
        if found.get("kind") == "poison":
            raise ValueError("poison")
        if found.get("kind") == "dull":
            return "nothing to do"
        self.taken.append(found)
        return ""

    def call_of(self, outgoing: OutgoingDelivery, connection: Connection, secrets: Secrets, now: datetime) -> Call:
        return Call(
            url=connection.settings["url"] + "/call",
            headers={"Authorization": f"Bearer {secrets['token'][0]}", "Idempotency-Key": str(outgoing.id)},
            content=json.dumps(outgoing.content).encode(),
        )

    def sent(self, outgoing: OutgoingDelivery, connection: Connection, answer: Answer) -> None:
        if answer.body.startswith(b"id="):
            link_external(connection, "thing", answer.body[3:].decode(), outgoing.subject, ours=True)


bench = Bench()
register_vendor(bench)
