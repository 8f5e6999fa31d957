from collections.abc import Callable
from typing import Any

from tests.peers.receiver import Receiver

from andon.connections.live_secrets import live_secrets
from andon.connections.models import Connection, IncomingDelivery, OutgoingDelivery
from andon.connections.tests.screens.test_connections import out
from andon.connections.tests.test_incoming import tell
from andon.people.models import User

Api = Callable[..., Any]
Run = Callable[[], int]


def test_a_program_connects_changes_tries_pauses_and_removes(api: Api, ada: User, receiver: Receiver) -> None:
    program = api(ada)
    (bench,) = (one for one in program.get("/vendors").json() if one["slug"] == "bench")
    assert {field["name"]: field["secret"] for field in bench["fields"]}["token"] is True
    body = {"vendor": "bench", "name": "Bench", "settings": {"url": receiver.url}, "secrets": {"token": "t0k3n"}}
    answer = program.post("/connections/add_connection", body)
    assert answer.status_code == 201
    made = answer.json()
    assert made["made"] == {"signing": "made-signing"}
    at = f"/connections/{made['id']}"
    read = program.get(at)
    assert "t0k3n" not in read.content.decode()
    assert read.json()["address"].endswith(f"/connect/bench/{made['id']}/")
    settings = {"url": receiver.url, "loud": True, "rooms": ["attic", "attic"]}
    changed = program.post(f"{at}/change_connection", {"name": "B", "settings": settings}).json()
    assert changed["settings"] == {"url": receiver.url, "loud": True, "rooms": ["attic"], "colour": ""}
    replaced = program.post(f"{at}/replace_connection_secret", {"field": "token", "secret": "2"}).json()
    assert replaced == {"made": ""}
    assert live_secrets(Connection.objects.get())["token"] == ["2", "t0k3n"]
    assert program.post(f"{at}/try_connection").json() == {"worked": True, "said": "It knows us."}
    assert program.post(f"{at}/pause_connection").json()["paused_why"] == "asked"
    assert program.post(f"{at}/resume_connection").json()["paused_at"] is None
    assert [one["id"] for one in program.get("/connections", vendor="bench").json()["items"]] == [made["id"]]
    assert program.get("/connections", vendor="other").json()["items"] == []
    assert program.post(f"{at}/remove_connection").status_code == 204
    assert program.get(at).status_code == 404


def test_bad_input_names_each_field(api: Api, ada: User, connection: Connection) -> None:
    program = api(ada)
    good = {"vendor": "bench", "name": "B", "settings": {"url": "https://x.example"}, "secrets": {"token": "t"}}
    cases: list[tuple[dict[str, Any], set[str]]] = [
        ({"vendor": "none"}, {"vendor"}),
        ({"name": " "}, {"name"}),
        ({"settings": {}}, {"url"}),
        ({"settings": {"url": 1, "rooms": "attic", "loud": "yes", "size": 3}}, {"url", "rooms", "loud", "size"}),
        ({"settings": {"url": "https://x.example", "rooms": [1]}}, {"rooms"}),
        ({"secrets": {}}, {"token"}),
        ({"secrets": {"token": "x", "word": "y"}}, {"word"}),
    ]
    for wrong, named in cases:
        answer = program.post("/connections/add_connection", good | wrong)
        assert answer.status_code == 422, wrong
        assert {fault["field"] for fault in answer.json()["errors"]} == named
    secret = program.post(f"/connections/{connection.id}/replace_connection_secret", {"field": "none", "secret": "x"})
    assert secret.status_code == 422
    assert Connection.objects.count() == 1


def test_what_came_and_went_and_goes_again(
    api: Api, ada: User, connection: Connection, receiver: Receiver, run_due_work: Run
) -> None:
    tell(connection, {"kind": "note"}, id="D-1")
    receiver.behave = "400"
    out(connection, "a")
    run_due_work()
    program, at = api(ada), f"/connections/{connection.id}"
    (came,) = program.get(f"{at}/incoming").json()["items"]
    assert (came["delivery_id"], came["state"]) == ("D-1", "taken")
    (went,) = program.get(f"{at}/outgoing", trouble=True).json()["items"]
    assert (went["state"], went["status"]) == ("parked", 400)
    assert "secret words" not in program.get(f"{at}/outgoing").content.decode()
    receiver.behave = "accept"
    assert program.post(f"{at}/replay_outgoing", {"ids": [went["id"]]}).json() == {"count": 1}
    assert program.post(f"{at}/replay_incoming", {"ids": [came["id"]]}).json() == {"count": 1}
    run_due_work()
    assert program.get(f"{at}/outgoing", trouble=True).json()["items"] == []
    IncomingDelivery.objects.update(body=None)
    OutgoingDelivery.objects.update(content={})
    assert program.post(f"{at}/replay_incoming", {"ids": [came["id"]]}).status_code == 409
    assert program.post(f"{at}/replay_outgoing", {"ids": [went["id"]]}).status_code == 409


def test_others_see_and_change_nothing(api: Api, connection: Connection, alice: User, mei: User) -> None:
    verbs = ["change_connection", "pause_connection", "remove_connection", "replay_outgoing", "try_connection"]
    for user in (alice, mei):
        program = api(user)
        for path in (
            "/vendors",
            "/connections",
            f"/connections/{connection.id}",
            f"/connections/{connection.id}/incoming",
        ):
            assert program.get(path).status_code == 403
        for verb in verbs:
            body = {"name": "x", "settings": {}, "ids": []}
            assert program.post(f"/connections/{connection.id}/{verb}", body).status_code == 403
    assert Connection.objects.filter(paused_at=None).count() == 1
