"""Idempotency-Key: done once, whoever repeats it, whatever is killed."""

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction

from andon.api import once
from andon.kit import clock
from andon.people.models import Team, User
from andon.work.models import IdempotencyKey
from andon.work.sweeps import ensure_sweeps
from tests.doors import Caller

Api = Callable[..., Caller]
PATH = "/teams/create_team"


def test_a_repeat_gets_the_stored_answer(api: Api, ada: User) -> None:
    caller = api(ada)
    first = caller.post(PATH, {"name": "Search"}, key="k1")
    again = caller.post(PATH, {"name": "Search"}, key="k1")
    assert (first.status_code, first.content) == (again.status_code, again.content)
    assert again["Idempotent-Replayed"] == "true"
    assert Team.objects.count() == 1


def test_an_error_of_the_caller_is_stored_too(api: Api, ada: User) -> None:
    caller = api(ada)
    caller.post(PATH, {"name": "Search"})
    refused = caller.post(PATH, {"name": "Search"}, key="k1")
    Team.objects.all().delete()
    again = caller.post(PATH, {"name": "Search"}, key="k1")
    assert refused.status_code == again.status_code == 422
    assert again["Content-Type"] == "application/problem+json"


def test_the_same_key_with_another_body_is_refused(api: Api, ada: User) -> None:
    caller = api(ada)
    caller.post(PATH, {"name": "Search"}, key="k1")
    answer = caller.post(PATH, {"name": "Other"}, key="k1")
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "Idempotency-Key"
    assert Team.objects.count() == 1


def test_keys_are_per_token_and_route(api: Api, ada: User) -> None:
    caller = api(ada)
    caller.post(PATH, {"name": "Search"}, key="k1")
    assert api(ada).post(PATH, {"name": "Other"}, key="k1").status_code == 201
    assert caller.post("/users/create_user", {"name": "New", "email": "n@example.org"}, key="k1").status_code == 201


def test_a_key_is_kept_for_a_day(api: Api, ada: User) -> None:
    caller = api(ada)
    caller.post(PATH, {"name": "Search"}, key="k1")
    IdempotencyKey.objects.update(made_at=clock.wall() - timedelta(hours=24, seconds=1))
    assert caller.post(PATH, {"name": "Other"}, key="k1").status_code == 201
    assert IdempotencyKey.objects.count() == 1


def test_old_answers_are_forgotten(api: Api, ada: User, move_clock: Any) -> None:
    caller = api(ada)
    caller.post(PATH, {"name": "Search"}, key="old")
    IdempotencyKey.objects.update(made_at=clock.wall() - timedelta(hours=24, seconds=1))
    caller.post(PATH, {"name": "Sales"}, key="new")
    ensure_sweeps()
    move_clock.forward(minutes=11)
    assert [kept.key for kept in IdempotencyKey.objects.all()] == ["new"]


def test_an_overlong_key_is_refused(api: Api, ada: User) -> None:
    assert api(ada).post(PATH, {"name": "Search"}, key="k" * 256).status_code == 422


@pytest.mark.django_db(transaction=True)
def test_one_that_is_still_running_is_told_so(api: Api, ada: User) -> None:
    caller = api(ada)
    held, go = threading.Event(), threading.Event()

    def hold() -> None:
        with transaction.atomic():
            one = once.Asked(f"token:{_token_id()}", f"POST {PATH}", "k1", "")
            assert once.find_answers([one]) == [None]
            held.set()
            go.wait(10)
        connection.close()

    thread = threading.Thread(target=hold)
    thread.start()
    assert held.wait(10)
    answer = caller.post(PATH, {"name": "Search"}, key="k1")
    go.set()
    thread.join()
    assert answer.status_code == 409
    # The one that held it died without an answer: the repeat is the first.
    assert caller.post(PATH, {"name": "Search"}, key="k1").status_code == 201


@pytest.mark.django_db(transaction=True)
def test_a_race_of_repeats_does_it_once(api: Api, ada: User) -> None:
    token = api(ada).token
    barrier, statuses = threading.Barrier(6), []

    def send() -> None:
        caller = Caller(token)
        barrier.wait()
        statuses.append(caller.post(PATH, {"name": "Search"}, key="k1").status_code)
        connection.close()

    threads = [threading.Thread(target=send) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Team.objects.filter(slug="search").count() == 1
    assert set(statuses) <= {201, 409}
    assert 201 in statuses


@pytest.mark.django_db(transaction=True)
def test_what_fails_here_changes_nothing_and_is_not_stored(
    api: Api, ada: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("killed between the change and its answer")

    caller = api(ada)
    caller._client.raise_request_exception = False
    with monkeypatch.context() as broken:
        broken.setattr(once, "keep_answers", fail)
        assert caller.post(PATH, {"name": "Search"}, key="k1").status_code == 500
    assert (Team.objects.count(), IdempotencyKey.objects.count()) == (0, 0)
    assert caller.post(PATH, {"name": "Search"}, key="k1").status_code == 201


def _token_id() -> str:
    from andon.people.models import ApiToken

    return str(ApiToken.objects.get().id)


def test_the_stored_answer_is_sealed(api: Api, ada: User) -> None:
    """The one that makes a token holds its text, which a copy of the database must not give away."""
    caller, given = api(ada), {"name": "Import", "scopes": ["read"]}
    made = caller.post("/tokens/create_token", given, key="k1").json()
    assert made["token"].encode() not in bytes(IdempotencyKey.objects.get().answer)
    assert caller.post("/tokens/create_token", given, key="k1").json() == made
