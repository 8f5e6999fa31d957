"""Long streams of lines: taken in lots, each line answered after its commit, a bad one alone."""

import json
import socket
from collections.abc import Callable, Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from andon.alerts.actions.create_integration_key import create_integration_key
from andon.alerts.models import Alert
from andon.api import bulk
from andon.api.bulk import Line, answer_lines
from andon.cases.models import Case
from andon.catalog.models import Service
from andon.customers.models import Account, Contact
from andon.kit.secret import digest
from andon.people.actions.revoke_token import revoke_token
from andon.people.intakes import all_intakes, intake_named
from andon.people.models import ApiToken, Team, User
from andon.project.doors import bulk as door
from andon.signals.models import Signal
from tests.cast import NOBODY
from tests.doors import Caller
from tests.live_server import Product, wait_until

Api = Callable[..., Caller]
NDJSON = {"Content-Type": "application/x-ndjson"}


@pytest.fixture
def program(product: Product, api: Api, alice: User, care: Team) -> Iterator[httpx.Client]:
    token = {"Authorization": f"Bearer {api(alice).token}"}
    with httpx.Client(base_url=product.url, headers=token, timeout=60) as client:
        yield client


def ndjson(*lines: Any) -> bytes:
    return b"\n".join(line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines)


def send(program: httpx.Client, name: str, content: bytes | Iterable[bytes]) -> dict[int, dict[str, Any]]:
    answer = program.post(f"/api/v1/bulk/{name}", content=content, headers=NDJSON)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/x-ndjson"), answer.text
    told = [json.loads(line) for line in answer.text.splitlines()]
    assert [line["line"] for line in told] == sorted({line["line"] for line in told})
    return {line["line"]: line for line in told}


def test_each_line_is_answered_and_a_broken_one_harms_no_other(program: httpx.Client) -> None:
    told = send(
        program,
        "cases",
        ndjson(
            {"title": "One", "team": "care", "external_key": "k1"},
            b"",
            b'{"title": "cut',
            b"   ",
            {"title": 5},
            {"title": "Two", "team": "care", "external_key": "k1"},
            {"title": "x", "body": "y" * 1_100_000},
            b'{"title": "a\\u0000b"}',
            {"title": "Last", "team": "care"},
        ),
    )
    assert {number: line["status"] for number, line in told.items()} == {
        1: 200,
        3: 400,
        5: 422,
        6: 200,
        7: 413,
        8: 422,
        9: 200,
    }
    assert told[5]["problem"]["errors"][0]["field"] == "title"
    assert told[1]["result"] == told[6]["result"]
    assert {told[1]["result"]["ref"], told[9]["result"]["ref"]} == {case.ref for case in Case.objects.all()}


def test_a_long_stream_is_taken_in_lots_and_may_be_repeated(program: httpx.Client) -> None:
    def lines() -> Iterator[bytes]:
        for number in range(603):
            yield ndjson({"title": f"c{number}", "team": "care", "external_key": f"k{number}"}) + b"\n"

    first = send(program, "cases", lines())
    assert [line["status"] for line in first.values()] == [200] * 603
    assert send(program, "cases", lines()) == first
    assert Case.objects.count() == 603


def test_accounts_contacts_and_events(program: httpx.Client, checkout: Service) -> None:
    told = send(
        program, "accounts", ndjson(*({"external_id": f"a{n}", "name": f"A {n}"} for n in range(3)), {"name": 1})
    )
    assert [line["status"] for line in told.values()] == [200, 200, 200, 422]
    people = [{"name": f"P {n}", "emails": [f"p{n}@a.example"], "account": f"a{n}"} for n in range(4)]
    told = send(program, "contacts", ndjson(*people))
    assert [line["status"] for line in told.values()] == [200, 200, 200, 422]
    assert (Account.objects.count(), Contact.objects.count()) == (3, 3)
    key = create_integration_key(checkout, name="Import", by=NOBODY)[1]
    event = {"event_action": "trigger", "payload": {"summary": "s", "source": "x", "severity": "info"}}
    told = send(
        program,
        "events",
        ndjson(event | {"routing_key": key, "dedup_key": "d"}, event | {"routing_key": "f" * 32}, {"routing_key": key}),
    )
    assert [line["status"] for line in told.values()] == [200, 422, 422]
    assert told[1]["result"] == {"dedup_key": "d"}
    assert {fault["field"] for fault in told[3]["problem"]["errors"]} == {"event_action"}
    assert Alert.objects.get().dedup_key == "d"


def test_who_may_not_is_refused_before_a_line_is_read(
    program: httpx.Client, product: Product, api: Api, alice: User, rita: User
) -> None:
    path, line = f"{product.url}/api/v1/bulk/cases", ndjson({"title": "a"})

    def status(token: str | None, **headers: str) -> int:
        sent = NDJSON | ({"Authorization": f"Bearer {token}"} if token else {}) | headers
        answer = httpx.post(path, content=line, headers=sent)
        assert answer.headers["content-type"] == "application/problem+json"
        return answer.status_code

    assert status(None) == status("andon_nonsense") == 401
    assert status(api(rita).token) == status(api(alice, scopes=["cases:read"]).token) == 403
    assert status(api(alice).token, **{"Content-Type": "application/json"}) == 415
    assert program.get("/api/v1/bulk/cases").status_code == 405
    assert program.post("/api/v1/bulk/nothing", content=line, headers=NDJSON).status_code == 404
    assert not Case.objects.exists()


def raw(product: Product, program: httpx.Client, length: str) -> socket.socket:
    place = urlsplit(product.url)
    sender = socket.create_connection((place.hostname, place.port), timeout=20)
    head = "POST /api/v1/bulk/cases HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\n"
    sender.sendall(f"{head}Authorization: {program.headers['authorization']}\r\n{length}\r\n\r\n".encode())
    return sender


def piece(*lines: Any) -> bytes:
    content = ndjson(*lines) + b"\n"
    return f"{len(content):x}\r\n".encode() + content + b"\r\n"


def until(sender: socket.socket, text: bytes) -> bytes:
    got = b""
    while text not in got:
        came = sender.recv(65536)
        assert came, got
        got += came
    return got


def test_answers_come_while_lines_still_do_and_a_revoked_token_ends_it(product: Product, program: httpx.Client) -> None:
    with raw(product, program, "Transfer-Encoding: chunked") as sender:
        sender.sendall(piece({"title": "One"}))
        until(sender, b'"line": 1')
        assert Case.objects.count() == 1
        sender.sendall(piece({"title": "Two"}))
        until(sender, b'"line": 2')
        revoke_token(ApiToken.objects.get(), by=NOBODY)
        sender.sendall(piece({"title": "Three"}))
        assert b'"line": 3, "status": 401' in until(sender, b"\r\n0\r\n\r\n")
    assert Case.objects.count() == 2


def test_what_was_answered_stays_when_the_connection_is_lost(product: Product, program: httpx.Client) -> None:
    with raw(product, program, "Content-Length: 1000000") as sender:
        sender.sendall(ndjson({"title": "One"}, {"title": "Two"}, b'{"title": "Thr'))
        until(sender, b'"line": 2')
    # The half line is none, and the next stream finds its place.
    told = send(program, "cases", ndjson({"title": "Three"}))
    assert told[1]["status"] == 200
    wait_until(lambda: set(Case.objects.values_list("title", flat=True)) == {"One", "Two", "Three"})


@pytest.mark.django_db(transaction=True)
def test_what_nobody_can_store_fails_alone(api: Api, alice: User, care: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    intake, token = intake_named("cases"), digest(api(alice).token)
    assert intake
    monkeypatch.setattr(bulk, "answer_each", _poisoned(bulk.answer_each))
    lot = [Line(n, ndjson({"title": title})) for n, title in enumerate(("a", "poison", "b"), 1)]
    answers, more = door._take(intake, token, lot)
    assert [json.loads(line)["status"] for line in answers] == [200, 500, 200]
    assert more
    assert Case.objects.count() == 2


def _poisoned(act: Any) -> Any:
    def poisoned(items: Any, *more: Any) -> Any:
        if any(item.title == "poison" for item in items):
            raise ValueError("poison")
        return act(items, *more)

    return poisoned


@pytest.mark.django_db
def test_a_lot_costs_the_same_statements_whatever_its_size(
    api: Api, alice: User, care: Team, django_assert_max_num_queries: Any
) -> None:
    intake, token = intake_named("cases"), digest(api(alice).token)
    assert intake
    answer_lines(intake, token, [Line(1, ndjson({"title": "a", "email": "d@acme.example", "team": "care"}))])
    lot = [Line(n, ndjson({"title": "a", "email": "d@acme.example", "team": "care"})) for n in range(200)]
    with django_assert_max_num_queries(27):
        answer_lines(intake, token, lot)
    assert Case.objects.count() == 201


def test_each_is_in_the_document(client: Any, db: None) -> None:
    document = client.get("/api/v1/openapi.json").json()
    for intake in all_intakes():
        operation = document["paths"][f"/api/v1/bulk/{intake.name}"]["post"]
        schema = operation["requestBody"]["content"]["application/x-ndjson"]["schema"]["$ref"].rpartition("/")[2]
        assert schema in document["components"]["schemas"]
    assert b"bulk_cases" in client.get("/api/v1/docs").content


def test_signals_come_in_long_streams_too(program: httpx.Client) -> None:
    said = {"text": "It hangs", "source": "forum", "external_key": "1"}
    told = send(program, "signals", ndjson(said, {"text": "of nowhere"}, said))
    assert [line["status"] for line in told.values()] == [200, 422, 200]
    assert told[1]["result"] == told[3]["result"] == {"id": str(Signal.objects.get().id), "external_key": "1"}
