"""Single calls taken many at once: in a batch each is answered as it would be alone."""

import json
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from andon.api.calls import Call, answer_calls
from andon.cases.models import Case
from andon.conversations.models import Message
from andon.customers.models import Contact
from andon.kit.secret import digest
from andon.people.actions.revoke_token import revoke_token
from andon.people.intakes import Intake, intake_named
from andon.people.models import ApiToken, Team, User
from andon.project.doors.gather import Gathering
from andon.timeline.models import RecordedFact
from andon.work.models import IdempotencyKey
from tests.cast import NOBODY
from tests.doors import Caller

pytestmark = pytest.mark.django_db(transaction=True)
Api = Callable[..., Caller]
PATH, ROUTE = "/api/v1/cases/open_case", "POST /cases/open_case"


def cases() -> Intake:
    found = intake_named("cases")
    assert found
    return found


def call(caller: Caller, body: Any, key: str = "") -> Call:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Call(PATH, digest(caller.token), key, content)


def answer(*calls: Call) -> list[tuple[int, Any]]:
    return [(told.status, json.loads(told.content)) for _caller, told in answer_calls(cases(), ROUTE, calls)]


def one_by_one(*calls: Call) -> list[tuple[int, Any] | Exception]:
    """As the door does it: together, and one by one if that fails."""
    gathering = Gathering(lambda some: answer(*some), most_waiting=9)
    return list(gathering._store(calls))


def fields(body: Any) -> list[str]:
    return [fault["field"] for fault in body["errors"]]


def test_each_is_answered_as_if_alone(api: Api, alice: User, rita: User, care: Team) -> None:
    program, reader = api(alice), api(rita)
    told = answer(
        call(program, {"title": "One", "team": care.slug}),
        call(program, {"title": 5}),
        call(program, b'{"title": "cut'),
        call(program, b'{"title": "a\\u0000b"}'),
        call(program, {"title": "Two", "team": "nowhere"}),
        call(reader, {"title": "Three"}),
        call(Caller("andon_nobody"), {"title": "Four"}),
        call(api(alice, scopes=["cases:read"]), {"title": "Five"}),
        call(program, {"title": " ", "email": "new@else.example"}),
        call(program, {"title": "Six", "email": "new@else.example"}),
    )
    assert [status for status, _body in told] == [200, 422, 400, 422, 422, 403, 401, 403, 422, 200]
    assert [fields(told[place][1]) for place in (1, 3, 4, 8)] == [["title"], ["title"], ["team"], ["title"]]
    assert sorted(Case.objects.values_list("title", flat=True)) == ["One", "Six"]
    assert Contact.objects.get().name == "new"
    alone = program.post("/cases/open_case", {"title": "One", "team": care.slug}).json()
    differs = {name for name, value in told[0][1].items() if value != alone[name]}
    assert differs <= {"id", "ref", "opened_at", "status_since", "last_customer_at", "due_at"}


def test_the_bare_part_refuses_with_the_words_of_djangos(api: Api, alice: User, care: Team) -> None:
    program = api(alice)
    bad: Sequence[Any] = [{"title": 5}, {"title": "x" * 201}, {"title": "a", "owner": "me"}, [], {"title": "a\u0007"}]
    for body in bad:
        alone = program.post("/cases/open_case", body)
        assert answer(call(program, body)) == [(alone.status_code, alone.json())]


def test_a_token_revoked_while_it_waited_opens_nothing(api: Api, alice: User, care: Team) -> None:
    one, other = api(alice), api(alice)
    waiting = [call(one, {"title": "Late"}), call(other, {"title": "In time"})]
    revoke_token(ApiToken.objects.get(digest=digest(one.token)), by=NOBODY)
    assert [status for status, _body in answer(*waiting)] == [401, 200]
    assert Case.objects.get().title == "In time"


def test_a_repeat_in_the_same_batch_is_still_running(api: Api, alice: User, care: Team) -> None:
    program, body = api(alice), {"title": "Once"}
    told = answer(call(program, body, "k1"), call(program, body, "k1"), call(api(alice), body, "k1"))
    assert [status for status, _body in told] == [200, 409, 200]
    assert answer(call(program, body, "k1"))[0] == told[0]
    assert answer(call(program, {"title": "Other"}, "k1"))[0][0] == 422
    assert answer(call(program, body, "k" * 256))[0][0] == 422
    assert Case.objects.count() == IdempotencyKey.objects.count() == 2


def test_a_repeat_gets_its_answer_at_either_door(api: Api, alice: User, care: Team) -> None:
    program = api(alice)
    body = json.dumps({"title": "Once"}).encode()
    ((status, first),) = answer(call(program, body, "k1"))
    again = program.post("/cases/open_case", raw=body, key="k1")
    assert (status, first) == (again.status_code, again.json())
    assert again["Idempotent-Replayed"] == "true"
    refused = program.post("/cases/open_case", raw=b'{"title": " "}', key="k2")
    assert answer(call(program, b'{"title": " "}', "k2")) == [(422, refused.json())]


def test_what_nobody_can_store_harms_no_neighbour(
    api: Api, alice: User, care: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    from andon.cases import bodies

    opened = bodies.opening.open_cases

    def poisoned(items: Any, **more: Any) -> Any:
        if any(item.title == "poison" for item in items):
            raise ValueError("poison")
        return opened(items, **more)

    monkeypatch.setattr(bodies.opening, "open_cases", poisoned)
    program = api(alice)
    told = one_by_one(
        *(call(program, {"title": title, "email": f"{title}@else.example"}, title) for title in ("a", "poison", "b"))
    )
    assert [one if isinstance(one, Exception) else one[0] for one in told][::2] == [200, 200]
    assert isinstance(told[1], ValueError)
    assert sorted(Case.objects.values_list("title", flat=True)) == ["a", "b"]
    assert sorted(Contact.objects.values_list("name", flat=True)) == ["a", "b"]
    assert IdempotencyKey.objects.count() == 2


def test_a_refusal_half_way_is_kept_and_what_it_did_is_not(
    api: Api, alice: User, care: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    from andon.cases import bodies
    from andon.kit.errors import Conflict

    def refuse(items: Any, **more: Any) -> Any:
        raise Conflict("not now")

    monkeypatch.setattr(bodies.opening, "open_cases", refuse)
    stranger = call(api(alice), {"title": "a", "email": "new@else.example"}, "k1")
    with pytest.raises(Conflict):
        answer(stranger, stranger)
    assert [one[0] for one in one_by_one(stranger, stranger) if isinstance(one, tuple)] == [409, 409]
    assert not Contact.objects.exists()
    assert IdempotencyKey.objects.get().status == 409


@pytest.mark.parametrize("count", [1, 40])
def test_many_cost_as_many_statements_as_one(
    count: int, api: Api, alice: User, care: Team, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    program = api(alice)
    answer(call(program, {"title": "First", "email": "dana@acme.example", "team": care.slug}))
    calls = [
        call(program, {"title": f"c{n}", "body": "It hangs", "email": "dana@acme.example", "team": care.slug}, f"k{n}")
        for n in range(count)
    ]
    with django_assert_max_num_queries(33):
        answer(*calls)
    assert Message.objects.count() == count
    assert RecordedFact.objects.filter(kind="cases.CaseOpened").count() == count + 1


def test_killed_between_the_change_and_its_answer_there_is_neither(
    api: Api, alice: User, care: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    from andon.api import calls

    def fail(*_: object) -> None:
        raise RuntimeError("killed")

    waiting = [call(api(alice), {"title": title, "email": f"{title}@else.example"}, title) for title in ("a", "b")]
    with monkeypatch.context() as broken:
        broken.setattr(calls, "keep_answers", fail)
        assert all(isinstance(one, RuntimeError) for one in one_by_one(*waiting))
    assert (Case.objects.count(), Contact.objects.count(), IdempotencyKey.objects.count()) == (0, 0, 0)
    assert [status for status, _body in answer(*waiting)] == [200, 200]
    assert IdempotencyKey.objects.count() == 2
