from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.peers.receiver import Receiver

from andon.connections.actions.send_out import OutgoingIn, send_out
from andon.connections.live_secrets import live_secrets
from andon.connections.models import Connection, IncomingDelivery, OutgoingDelivery
from andon.connections.tests.test_incoming import tell
from andon.kit.ids import new_id
from andon.kit.subject import Subject
from andon.people.models import User
from andon.timeline.models import RecordedFact

Run = Callable[[], int]
LIST, ADD = "connections:connections", "connections:add_connection"


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def at(name: str, connection: Connection, *more: str) -> str:
    return reverse(f"connections:{name}", args=[connection.id, *more])


def facts(connection: Connection) -> list[str]:
    found = RecordedFact.objects.filter(about__contains=[connection.subject.key]).order_by("at", "id")
    return [fact.kind.removeprefix("connections.") for fact in found]


def test_a_connection_is_added_and_its_made_secret_shown_once(ada: User, receiver: Receiver) -> None:
    client = signed_in(ada)
    assert "Workbench" in client.get(reverse(LIST)).content.decode()
    typed = {"name": "Our <bench>", "url": receiver.url, "colour": "red", "rooms": ["kitchen"], "token": "t0k3n-x"}
    shown = client.post(reverse(ADD, args=["bench"]), typed).content.decode()
    made = Connection.objects.get()
    assert made.settings == {"url": receiver.url, "colour": "red", "rooms": ["kitchen"], "loud": False}
    assert live_secrets(made) == {"token": ["t0k3n-x"], "signing": ["made-signing"]}
    for said in ("Our &lt;bench&gt;", "made-signing", f"/connect/bench/{made.id}/"):
        assert said in shown
    again = client.get(at("connection", made)).content.decode()
    assert "made-signing" not in again
    assert "t0k3n-x" not in shown + again
    assert facts(made) == ["ConnectionAdded"]


def test_bad_input_is_named_and_kept(ada: User, connection: Connection) -> None:
    good = {"name": "Bench", "url": "https://vendor.example", "token": "x"}
    bad = [
        {"name": ""}, {"url": "ftp://x"}, {"url": "https://u:p@x.example"}, {"url": "https://x.example/wrong"},
        {"url": "https://x.example:99999"}, {"colour": "blue"}, {"rooms": ["cellar"]}, {"token": ""},
        {"name": "a\0b"}, {"token": "a\0b"}, {"url": "x" * 3000}, {"token": "x" * 4001},
    ]  # fmt: skip
    client = signed_in(ada)
    for wrong in bad:
        answer = client.post(reverse(ADD, args=["bench"]), good | wrong)
        assert answer.status_code == 422, wrong
        if "name" not in wrong:
            assert 'value="Bench"' in answer.content.decode()
    answer = client.post(at("change_connection", connection), good | {"url": "https://x.example/wrong"})
    assert answer.status_code == 422
    assert "not there" in answer.content.decode()
    assert Connection.objects.get().settings["colour"] == ""


def test_settings_are_changed_with_a_fact_that_holds_no_value(
    ada: User, connection: Connection, receiver: Receiver
) -> None:
    typed = {"name": "Our workbench", "url": receiver.url, "colour": "green"}
    for _twice in range(2):
        assert signed_in(ada).post(at("change_connection", connection), typed).status_code == 302
    fact = RecordedFact.objects.get(kind="connections.ConnectionChanged")
    assert fact.stored == {"vendor": "bench", "fields": ["colour"]}


def test_a_secret_is_replaced(ada: User, connection: Connection) -> None:
    client = signed_in(ada)
    replace = at("replace_connection_secret", connection, "signing")
    typed = {"signing-secret": "second", "signing-overlap_hours": "24"}
    assert client.post(replace, typed).status_code == 302
    assert live_secrets(connection)["signing"] == ["second", "s1gn"]
    shown = client.post(replace, typed | {"signing-secret": "", "signing-overlap_hours": "0"}).content.decode()
    assert "made-signing" in shown
    assert live_secrets(connection)["signing"] == ["made-signing"]
    needed = at("replace_connection_secret", connection, "token")
    assert client.post(needed, {"token-secret": "", "token-overlap_hours": "1"}).status_code == 422
    assert client.post(replace, typed | {"signing-overlap_hours": "999"}).status_code == 422
    assert client.post(at("replace_connection_secret", connection, "none"), {}).status_code == 302


def test_it_is_tested_paused_and_removed(ada: User, connection: Connection, receiver: Receiver) -> None:
    client = signed_in(ada)
    assert "It knows us." in client.post(at("try_connection", connection), follow=True).content.decode()
    connection.refresh_from_db()
    assert connection.own_ids == ["bot-1"]
    receiver.behave = "401"
    assert "It does not know us." in client.post(at("try_connection", connection), follow=True).content.decode()
    receiver.behave = "close"
    assert "the connection broke" in client.post(at("try_connection", connection), follow=True).content.decode()
    assert "Paused" in client.post(at("pause_connection", connection), follow=True).content.decode()
    assert "Paused" not in client.post(at("resume_connection", connection), follow=True).content.decode()
    assert client.post(at("remove_connection", connection)).status_code == 302
    assert not Connection.objects.exists()
    assert facts(connection) == [
        "ConnectionAdded", "ConnectionTested", "ConnectionTested", "ConnectionTested", "ConnectionPaused",
        "ConnectionResumed", "ConnectionRemoved",
    ]  # fmt: skip


def out(connection: Connection, *keys: str) -> None:
    thing = Subject("thing", new_id())
    send_out(
        [
            OutgoingIn(connection=connection, key=key, kind="note.made", subject=thing, content={"n": "secret words"})
            for key in keys
        ]
    )


def test_what_came_and_went_is_seen_and_replayed(
    ada: User, connection: Connection, receiver: Receiver, run_due_work: Run
) -> None:
    receiver.behave, receiver.body = "400", b"<b>no such thing</b>"
    tell(connection, {"kind": "dull", "text": "secret words"}, id="D-<1>")
    out(connection, "a")
    run_due_work()
    client = signed_in(ada)
    shown = client.get(at("connection", connection)).content.decode()
    for said in ("dull", "nothing to do", "note.made", "It answered 400", "&lt;b&gt;no such", "One call was refused"):
        assert said in shown
    came = client.get(at("incoming_deliveries", connection)).content.decode()
    assert "D-&lt;1&gt;" in came
    trouble = client.get(at("outgoing_deliveries", connection), {"which": "trouble"}).content.decode()
    assert "parked" in trouble
    assert "secret words" not in shown + came + trouble
    receiver.behave = "accept"
    row = OutgoingDelivery.objects.get()
    answer = client.post(at("replay_outgoing", connection), {"id": [row.id, "nonsense"]}, follow=True)
    assert "1 delivery goes again" in answer.content.decode()
    kept = IncomingDelivery.objects.get()
    assert client.post(at("replay_incoming", connection), {"id": kept.id}).status_code == 302
    run_due_work()
    row.refresh_from_db()
    assert row.state == "sent"
    assert "Nothing is in trouble" in (
        client.get(at("outgoing_deliveries", connection), {"which": "trouble"}).content.decode()
    )


def test_what_is_no_longer_kept_cannot_be_replayed(ada: User, connection: Connection, run_due_work: Run) -> None:
    out(connection, "a")
    run_due_work()
    OutgoingDelivery.objects.update(content={})
    client = signed_in(ada)
    assert "content no longer kept" in client.get(at("outgoing_deliveries", connection)).content.decode()
    answer = client.post(at("replay_outgoing", connection), {"id": OutgoingDelivery.objects.get().id}, follow=True)
    assert "no longer kept" in answer.content.decode()


def test_a_vendor_whose_slice_is_gone_is_shown_and_stands_still(ada: User, run_due_work: Run) -> None:
    from andon.kit import clock

    left = Connection.objects.create(vendor="gone", name="Left over", made_at=clock.now())
    out(left, "a")
    run_due_work()
    client = signed_in(ada)
    shown = client.get(at("connection", left)).content.decode()
    assert "Nothing here speaks with this vendor any more." in shown
    assert "Left over" in client.get(reverse(LIST)).content.decode()
    for name in ("try_connection", "change_connection"):
        assert client.post(at(name, left)).status_code == 302
    assert client.post(at("remove_connection", left)).status_code == 302


POSTS = [
    ("change_connection", ()), ("replace_connection_secret", ("token",)), ("try_connection", ()),
    ("pause_connection", ()), ("resume_connection", ()), ("remove_connection", ()), ("replay_incoming", ()),
    ("replay_outgoing", ()),
]  # fmt: skip


def test_others_and_wrong_methods(connection: Connection, ada: User, alice: User, mei: User, rita: User) -> None:
    seen = [
        at("connection", connection),
        at("incoming_deliveries", connection),
        at("outgoing_deliveries", connection),
        reverse(LIST),
        reverse(ADD, args=["bench"]),
    ]
    for user in (alice, mei, rita):
        client = signed_in(user)
        assert {client.get(path).status_code for path in seen} == {403}
        assert {client.post(at(name, connection, *more)).status_code for name, more in POSTS} == {403}
    assert {Client().get(path).status_code for path in seen} == {302}
    assert {signed_in(ada).get(at(name, connection, *more)).status_code for name, more in POSTS} == {405}
    nobody = Connection(id=new_id())
    assert {signed_in(ada).post(at(name, nobody, *more)).status_code for name, more in POSTS} == {404}
    assert signed_in(ada).get(reverse(ADD, args=["none"])).status_code == 404
    assert Connection.objects.filter(id=connection.id, paused_at=None).exists()


@pytest.mark.parametrize("count", [2, 20])
def test_the_lists_are_flat(ada: User, connection: Connection, count: int, django_assert_max_num_queries: Any) -> None:
    from andon.kit import clock

    Connection.objects.bulk_create(
        Connection(vendor="bench", name=str(number), made_at=clock.now()) for number in range(count)
    )
    for number in range(count):
        tell(connection, {"n": number})
    out(connection, *map(str, range(count)))
    client = signed_in(ada)
    for path in (reverse(LIST), at("incoming_deliveries", connection), at("outgoing_deliveries", connection)):
        with django_assert_max_num_queries(14):
            assert client.get(path).status_code == 200
