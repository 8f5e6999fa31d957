"""Erasing a person forgets what came and went about her."""

from collections.abc import Callable

from tests.peers.receiver import Receiver

from andon.connections import personal
from andon.connections.actions.send_out import OutgoingIn, send_out
from andon.connections.models import Connection, IncomingDelivery, OutgoingDelivery
from andon.connections.tests.test_incoming import tell
from andon.connections.tests.vendor_of_tests import bench
from andon.customers.models import Contact


def test_contents_that_name_her_are_exported_and_erased(
    connection: Connection, dana: Contact, receiver: Receiver, run_due_work: Callable[[], int]
) -> None:
    tell(connection, {"from": "Dana@Acme.example", "kind": "note"})
    tell(connection, {"text": "from=dana%40acme.example", "kind": "note"})
    tell(connection, {"from": "eve@other.example"})
    for key, to in (("a", "Dana@acme.example"), ("b", "eve@other.example")):
        given = OutgoingIn(connection=connection, key=key, kind="told", subject=dana.subject, content={"to": to})
        send_out([given])
    found = personal.export(dana)
    assert [one["kind"] for one in found["came_in"]] == ["note", "note"]
    assert [one["by"] for one in found["went_out"]] == ["Our workbench"]
    personal.erase(dana)
    run_due_work()
    assert [one["from"] for one in bench.taken] == ["eve@other.example"]
    assert [got.body for got in receiver.got] == [b'{"to": "eve@other.example"}']
    assert {one.kind for one in IncomingDelivery.objects.filter(body=None)} == {"note"}
    assert OutgoingDelivery.objects.get(key="a").content == {}
    assert personal.export(dana) == {"came_in": [], "went_out": []}


def test_who_has_no_address_is_in_nothing(connection: Connection, dana: Contact) -> None:
    tell(connection, {"text": "anything"})
    dana.points.all().delete()
    personal.erase(dana)
    assert IncomingDelivery.objects.get().body is not None
