"""One kind of call to Slack: making it, and what is kept of the answer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from andon.connections.models import Connection, OutgoingDelivery
from andon.integrations.slack.web import Web

Said = Mapping[str, Any]
# Nothing (more) is to be done; the row counts as sent.
NOTHING: Said = {"ok": True}


def _nothing(outgoing: OutgoingDelivery, connection: Connection, said: Said) -> None:
    pass


@dataclass(frozen=True, slots=True)
class Act:
    """`call` may be made again when its answer was not recorded; `done` is in the transaction that notes it."""

    call: Callable[[OutgoingDelivery, Web], Said]
    done: Callable[[OutgoingDelivery, Connection, Said], None] = _nothing
