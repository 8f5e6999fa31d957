"""What a receiver was told."""

import json
from collections.abc import Callable

from tests.peers.receiver import Got, Receiver

from andon.cases.actions.close_case import close_case
from andon.cases.models import Case
from andon.connections.models import Connection
from andon.people.models import User
from andon.timeline.follow import look
from andon.work.engine.inline import run_due_work

Subscribe = Callable[..., tuple[Connection, str]]


def tell() -> None:
    """Follow the timeline, and do what is due."""
    look("webhooks")
    run_due_work()


def types(receiver: Receiver) -> list[str]:
    return [json.loads(got.body)["type"] for got in receiver.got]


def closed(receiver: Receiver) -> Got:
    """The event that says that a case was closed; it must have come once."""
    (found,) = (got for got in receiver.got if json.loads(got.body)["type"] == "cases.case_closed")
    return found


def close(case: Case, alice: User) -> None:
    close_case(case, reason="duplicate", note="twice", by=alice.actor)
