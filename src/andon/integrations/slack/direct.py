"""Pages as direct messages: a channel of the ledger."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import translation

from andon.channels import registry
from andon.channels.models import Delivery
from andon.connections.external import link_external
from andon.connections.models import Connection
from andon.connections.vendor import TryLater, WillNot
from andon.kit.errors import Refused
from andon.kit.http import NoAnswer, NotFound
from andon.kit.subject import Subject
from andon.paging.models import Escalation
from andon.paging.models.escalation import State
from andon.people.models import User

from .homes import PAGE_MESSAGE, connected, message_name, team_of
from .planning import show_page_again
from .reads.page_words import buttons_of_run
from .rules.mrkdwn import escaped
from .rules.page import page_blocks, split_address
from .rules.payload import text
from .web import Web

NAME = "slack"


class DirectMessage:
    """Told when Slack took it. A page has buttons, and says later who has it."""

    def is_ready(self) -> bool:
        return bool(connected())

    def hand_over(self, delivery: Delivery) -> registry.Accepted:
        connection, user = _whereto(delivery.address)
        run = Escalation.objects.filter(id=delivery.subject_id).first() if delivery.purpose == "page" else None
        try:
            said = _post(delivery, Web(connection), user, run)
        except (TryLater, NoAnswer) as later:
            raise registry.TryLater(str(later)) from None
        except NotFound as lost:
            raise registry.TryLater(lost.message) from None
        except WillNot as never:
            raise registry.WillNot(str(never)) from None
        except Refused as refused:
            raise registry.WillNot(refused.message) from None
        if run:
            _keep(connection, delivery, message_name(text(said, "channel"), text(said, "ts")), run)
        return registry.Accepted()


def _whereto(address: str) -> tuple[Connection, str]:
    team, user = split_address(address)
    for connection in connected():
        if team_of(connection) == team:
            return connection, user
    raise registry.WillNot("no such Slack workspace is connected")


def _post(delivery: Delivery, web: Web, user: str, run: Escalation | None) -> Mapping[str, Any]:
    words = f"*{escaped(delivery.headline)}*\n{escaped(delivery.text)}"
    reader = User.objects.filter(id=delivery.recipient_id).first()
    with translation.override(reader.locale if reader else "en"):
        buttons = buttons_of_run(run) if run else []
    blocks = page_blocks(words, "", buttons, str(run.id) if run else "")
    return web.ask("chat.postMessage", channel=user, text=escaped(delivery.headline), blocks=blocks, unfurl_links=False)


def _keep(connection: Connection, delivery: Delivery, name: str, run: Escalation) -> None:
    """Whatever happened to the run while the message left is shown on it."""
    with transaction.atomic():
        link_external(connection, PAGE_MESSAGE, name, Subject("delivery", delivery.id), ours=True, sole=False)
    run.refresh_from_db()
    if run.state != State.RUNNING:
        show_page_again(connection, run, name, key=f"late:{delivery.id}")
