"""Rows for the outbox: what goes to an incident's channel, in its order, and what one person is told."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from andon.connections.actions.send_out import OutgoingIn, send_out
from andon.connections.models import Connection, IncomingDelivery
from andon.incidents.models import Incident
from andon.kit.subject import Subject
from andon.paging.models import Escalation
from andon.work.lanes import PAGE, TELL

from .homes import order_of


def to_channel(
    connection: Connection, incident: Incident, kind: str, key: str, content: Mapping[str, Any] | None = None
) -> OutgoingIn:
    return OutgoingIn(
        connection=connection,
        key=key,
        kind=kind,
        subject=incident.subject,
        # What is empty counts as forgotten.
        content=content or {"do": kind},
        order=order_of(incident),
        lane=TELL,
    )


def invitation(connection: Connection, incident: Incident, user: UUID) -> OutgoingIn:
    return to_channel(connection, incident, "invite", f"invite:{incident.id}:{user}", {"user": str(user)})


def invite_all(connections: Iterable[Connection], incident: Incident, user: UUID) -> None:
    """Once each; in the transaction of the change."""
    send_out([invitation(connection, incident, user) for connection in connections])


def hint(connection: Connection, *, channel: str, user: str, words: str) -> None:
    """To one person in a channel, once for good."""
    content = {"channel": channel, "user": user, "text": words}
    key = f"hint:{channel}:{user}"
    row = OutgoingIn(
        connection=connection, key=key, kind="hint", subject=connection.subject, content=content, order=key, lane=TELL
    )
    send_out([row])


def answer(delivery: IncomingDelivery, connection: Connection, *, url: str, words: str, about: Subject) -> None:
    """To whoever typed a command or pressed a button; each delivery is answered once."""
    key = f"answer:{delivery.id}"
    content = {"url": url, "text": words}
    row = OutgoingIn(
        connection=connection, key=key, kind="answer", subject=about, content=content, order=key, lane=PAGE
    )
    send_out([row])


def show_page_again(connection: Connection, run: Escalation, message: str, *, key: str) -> None:
    """Bring a page's message up to what became of its run. `key`: which change that was."""
    row = OutgoingIn(
        connection=connection,
        key=f"page:{message}:{key}",
        kind="page edited",
        subject=run.itself,
        content={"message": message},
        order=f"page:{message}",
        lane=PAGE,
    )
    send_out([row])
