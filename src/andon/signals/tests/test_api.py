"""Signals through the API."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.doors import Caller

from andon.customers.models import Contact
from andon.kit.ids import new_id
from andon.people.models import User
from andon.signals.models import Signal

from .conftest import heard

Api = Callable[..., Caller]
GIVEN = {"text": "The last step hangs", "source": "review", "external_key": "r-1", "rating": 2}


def done(answer: Any) -> Any:
    assert answer.status_code == 200, answer.content
    return answer.json()


def test_one_comes_and_is_read(api: Api, dana: Contact) -> None:
    program = api(None, scopes=["signals:write"])
    more = {"author_email": "dana@acme.example", "happened_at": "2026-01-31T09:30:00+01:00", "attributes": {"v": [1]}}
    came = done(program.post("/signals", GIVEN | more))
    assert (came["contact_id"], came["happened_at"], came["status"]) == (str(dana.id), "2026-01-31T08:30:00Z", "new")
    assert done(program.post("/signals", GIVEN))["id"] == came["id"]
    assert done(program.get(f"/signals/{came['id']}")) == came
    assert program.get(f"/signals/{new_id()}").status_code == 404
    assert Signal.objects.count() == 1


def test_a_batch_answers_each(api: Api, alice: User) -> None:
    items = [GIVEN, {"text": "x"}, GIVEN | {"external_key": "r-2", "url": "ftp://x"}, GIVEN | {"rating": "much"}]
    answers = done(api(alice).post("/signals/receive_signals", {"items": items}))
    assert [one["status"] for one in answers] == [200, 422, 422, 422]
    assert [one["problem"]["errors"][0]["field"] for one in answers[1:]] == ["source", "url", "rating"]
    assert Signal.objects.count() == 1


def test_a_list_is_filtered_and_paged(api: Api, alice: User) -> None:
    kept = [heard(f"Number {n}", "forum" if n % 2 else "review", rating=n) for n in range(5)]
    program = api(alice)
    first = done(program.get("/signals", limit=2))
    second = done(program.get("/signals", limit=3, cursor=first["next_cursor"]))
    found = [one["id"] for one in [*first["items"], *second["items"]]]
    assert sorted(found) == sorted(str(one.id) for one in kept)
    assert len(found) == 5

    def count(**query: str) -> int:
        return len(done(program.get("/signals", **query))["items"])

    assert (count(source="forum"), count(source="nowhere"), count(q="number 3"), count(q="100%")) == (2, 0, 1, 0)
    assert (count(rating="low"), count(rating="high"), count(rating="none"), count(rating="odd")) == (3, 1, 0, 5)
    done(program.post(f"/signals/{kept[0].id}/dismiss_signal", {"reason": "spam"}))
    assert (count(status="dismissed"), count(status="new")) == (1, 4)
    assert done(program.post(f"/signals/{kept[0].id}/restore_signal"))["status"] == "new"
    refused = program.post(f"/signals/{kept[0].id}/dismiss_signal", {"reason": "because"})
    assert [error["field"] for error in refused.json()["errors"]] == ["reason"]


def test_who_may_not(api: Api, alice: User, omar: User, rita: User) -> None:
    signal = heard()
    for nobody in (omar, rita):
        program = api(nobody)
        assert done(program.get("/signals"))["items"] == []
        assert program.get(f"/signals/{signal.id}").status_code == 404
        assert program.post("/signals", GIVEN).status_code == 403
        assert program.post("/signals/receive_signals", {"items": [GIVEN]}).status_code == 403
        assert program.post(f"/signals/{signal.id}/dismiss_signal", {"reason": "spam"}).status_code == 403
        assert program.post(f"/signals/{signal.id}/restore_signal").status_code == 403
    assert api(alice, scopes=["cases:write"]).post("/signals", GIVEN).status_code == 403
    assert api(alice, scopes=["signals:read"]).post("/signals", GIVEN).status_code == 403
    assert api(alice, scopes=["signals:read"]).get(f"/signals/{signal.id}").status_code == 200


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        (b'{"text": "a\\u0000b", "source": "forum"}', 422),
        (b'{"text": "a\\ud800", "source": "forum"}', 422),
        (b'{"text": "a", "source": "forum", "attributes": {"\\u0000": 1}}', 422),
        (b'{"text": "a", "source": "forum", "attributes": [1]}', 422),
        (b"text", 400),
        (b'"' + b"x" * (25 * 1024 * 1024) + b'"', 413),
    ],
    ids=["NUL", "half a pair", "NUL in a name", "a list", "no JSON", "too large"],
)
def test_what_is_no_signal_is_a_problem(raw: bytes, status: int, api: Api, alice: User) -> None:
    answer = api(alice).post("/signals", raw=raw)
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert not Signal.objects.exists()
