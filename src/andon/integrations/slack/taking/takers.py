"""Who takes what Slack tells."""

from collections.abc import Callable, Mapping
from typing import Any

from andon.connections.models import Connection, IncomingDelivery
from andon.integrations.slack.rules.payload import COMMAND, EVENT, PRESS
from andon.integrations.slack.web import Web

from .command import take_command
from .event import take_event
from .press import take_press

Taker = Callable[[IncomingDelivery, Connection, Mapping[str, Any], Web], str]
TAKERS: Mapping[str, Taker] = {EVENT: take_event, COMMAND: take_command, PRESS: take_press}
