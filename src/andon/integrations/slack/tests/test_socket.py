"""Socket Mode: the same news by a line of ours, answered once it is committed."""

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from slack_sdk.socket_mode.request import SocketModeRequest
from tests.cast import connect_slack
from tests.live_server import wait_until
from tests.peers.slack import Slack
from tests.peers.slack_socket import SlackSocket

from andon.catalog.models import Service
from andon.connections.actions.pause_connection import pause_connection
from andon.connections.listening import listen_to_vendors
from andon.connections.models import Connection, IncomingDelivery
from andon.conversations.models import Message
from andon.incidents.actions.declare_incident import declare_incident
from andon.incidents.models import Incident
from andon.integrations.slack.socket.client import checked
from andon.integrations.slack.socket.listen import take
from andon.integrations.slack.vendor import Slack as Vendor
from andon.kit.errors import Refused
from andon.people.models import User
from andon.work.engine.inline import run_due_work

# The lines are threads of their own: they see what is committed.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def workspace(settings: Any) -> Iterator[Slack]:
    settings.PRIVATE_NETWORKS_ALLOWED = ["127.0.0.0/8"]
    made = Slack().start()
    yield made
    made.stop()


@pytest.fixture
def line(workspace: Slack) -> Iterator[SlackSocket]:
    made = SlackSocket(workspace)
    connect_slack(workspace, transport="socket")
    yield made
    made.stop()


@pytest.fixture
def listening(line: SlackSocket) -> Iterator[None]:
    """As `andon mail` does."""
    stop = threading.Event()
    thread = threading.Thread(target=listen_to_vendors, args=(stop,))
    thread.start()
    yield
    stop.set()
    thread.join(20)
    assert not thread.is_alive()


@pytest.fixture
def incident(omar: User, checkout: Service, line: SlackSocket) -> Incident:
    made = declare_incident(title="Slow", services=[checkout], severity="critical", by=omar.actor, page=False)
    run_due_work()
    return made


def on_line() -> list[str]:
    return list(Message.objects.order_by("written_at", "id").values_list("body", flat=True))


def answered(line: SlackSocket) -> None:
    wait_until(lambda: set(line.acknowledged) == set(line.sent), what="all envelopes to be answered")


@pytest.mark.slow
def test_news_come_by_the_line_once_and_after_it_broke(
    workspace: Slack, line: SlackSocket, incident: Incident, listening: None, ada: User
) -> None:
    wait_until(lambda: line.sockets.open_lines, what="a line")
    channel = workspace.channel.id
    event = {"type": "message", "channel": channel, "user": "U0OMAR", "text": "Here", "ts": "1790000999.000100"}
    for _twice in range(2):
        workspace.event(event, id="Ev1")
    workspace.command("U0OMAR", "status")
    answered(line)
    assert IncomingDelivery.objects.count() == 2
    run_due_work()
    assert on_line() == ["Here"]
    assert f"{incident.ref} Slow" in workspace.answers[-1]["text"]
    wait_until(lambda: Connection.objects.get().listening_at, what="the note that the line stands")
    # Slack wants a new line; then a cable is pulled.
    line.refresh()
    wait_until(lambda: len(line.sockets.lines) == 2, what="the second line")
    workspace.write(channel, "U0OMAR", "There")
    answered(line)
    line.sockets.open_lines[-1].break_off()
    wait_until(lambda: len(line.sockets.lines) == 3, seconds=40, what="the third line")
    workspace.write(channel, "U0OMAR", "Everywhere")
    answered(line)
    run_due_work()
    assert on_line() == ["Here", "There", "Everywhere"]
    pause_connection(Connection.objects.get(), by=ada.actor)
    wait_until(lambda: not line.sockets.open_lines, what="the line of a paused connection to end")
    assert workspace.faults == []


@pytest.mark.slow
def test_what_is_wrong_stands_on_the_connection(workspace: Slack, line: SlackSocket, listening: None) -> None:
    wait_until(lambda: line.sockets.open_lines, what="a line")
    connection = Connection.objects.get()
    workspace.refuse["apps.connections.open"] = ["invalid_auth"] * 50
    connection.settings["severities"] = []
    connection.save()
    wait_until(lambda: Connection.objects.get().last_error == "invalid_auth", seconds=40, what="the error to be noted")


class Silent:
    """A line that keeps what is said on it."""

    def __init__(self) -> None:
        self.said: list[Any] = []

    def send_socket_mode_response(self, response: Any) -> None:
        self.said.append(response.to_dict())


def told(payload: dict[str, Any]) -> SocketModeRequest:
    return SocketModeRequest(type="events_api", envelope_id="e1", payload=payload)


def test_what_could_not_be_kept_is_not_answered(line: SlackSocket) -> None:
    connection, silent = Connection.objects.get(), Silent()
    payload = {"type": "event_callback", "event_id": "Ev1", "event": {"type": "message", "channel": "C1"}}
    take(silent, told(payload), connection, Vendor())  # type: ignore[arg-type]
    assert silent.said == [{"envelope_id": "e1"}]
    Connection.objects.all().delete()
    with pytest.raises(Connection.DoesNotExist):
        take(silent, told(payload), connection, Vendor())  # type: ignore[arg-type]
    assert len(silent.said) == 1


@pytest.mark.parametrize("payload", [{"type": "no such thing"}, {"type": "event_callback", "x": "y" * 300_000}])
def test_what_will_never_be_readable_does_not_come_again(payload: dict[str, Any], line: SlackSocket) -> None:
    silent = Silent()
    take(silent, told(payload), Connection.objects.get(), Vendor())  # type: ignore[arg-type]
    assert len(silent.said) == 1
    assert not IncomingDelivery.objects.exists()


def test_only_encrypted_addresses_that_may_be_called(settings: Any) -> None:
    api = "https://slack.com/api"
    settings.PRIVATE_NETWORKS_ALLOWED = ["127.0.0.0/8"]
    assert checked("wss://127.0.0.1/link/?ticket=1", api)
    assert checked("ws://127.0.0.1:9000/link/", "http://127.0.0.1:8000/api")
    for bad in ("ws://127.0.0.1/link/", "wss://127.0.0.1:9000/link/", "https://127.0.0.1/", "nonsense", ""):
        with pytest.raises(Refused):
            checked(bad, api)
    settings.PRIVATE_NETWORKS_ALLOWED = []
    with pytest.raises(Refused):
        checked("wss://127.0.0.1/link/", api)
