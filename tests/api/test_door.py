"""Who gets in, and what each bad request is told."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from andon.api import door
from andon.kit import clock
from andon.people.models import ApiToken, Team, User
from andon.work.shared_buckets import SharedBuckets
from tests.doors import Caller

Api = Callable[..., Caller]


def test_a_token_acts_for_its_user(api: Api, ada: User) -> None:
    answer = api(ada).post("/teams/create_team", {"name": "Search"})
    assert answer.status_code == 201
    assert answer.json()["slug"] == "search"
    assert answer["Cache-Control"] == "no-store"


def test_nobody_is_told_to_sign_in(db: None) -> None:
    answer = Client().get("/api/v1/users")
    assert (answer.status_code, answer["Content-Type"]) == (401, "application/problem+json")
    assert answer["WWW-Authenticate"].startswith("Bearer")
    assert Client().get("/api/v1/users", headers={"Authorization": "Bearer andon_nonsense"}).status_code == 401
    assert Client().get("/api/v1/users", headers={"Authorization": "Basic YTpi"}).status_code == 401


def test_an_expired_or_revoked_token_opens_nothing(api: Api, ada: User) -> None:
    caller = api(ada)
    ApiToken.objects.update(expires_at=clock.now() - timedelta(seconds=1))
    assert caller.get("/users").status_code == 401
    ApiToken.objects.update(expires_at=None, revoked_at=clock.now())
    assert caller.get("/users").status_code == 401


def test_its_last_use_is_noted_once_a_minute(api: Api, ada: User, move_clock: Any) -> None:
    caller = api(ada)
    caller.get("/users")
    first = ApiToken.objects.get().last_used_at
    assert first == clock.now()
    move_clock.forward(seconds=30)
    caller.get("/users")
    assert ApiToken.objects.get().last_used_at == first
    move_clock.forward(seconds=31)
    caller.get("/users")
    assert ApiToken.objects.get().last_used_at == clock.now()


def test_scopes_are_by_room_and_verb(api: Api, ada: User) -> None:
    assert api(ada, scopes=["people:read"]).get("/teams").status_code == 200
    assert api(ada, scopes=["people:read"]).post("/teams/create_team", {"name": "X"}).status_code == 403
    assert api(ada, scopes=["cases:write"]).get("/teams").status_code == 403


def test_roles_hold_for_tokens_too(api: Api, alice: User) -> None:
    answer = api(alice).post("/teams/create_team", {"name": "X"})
    assert answer.status_code == 403
    assert answer.json()["title"] == "Forbidden"


def test_a_token_passes_on_only_what_it_has(api: Api, ada: User) -> None:
    answer = api(ada, scopes=["people:write"]).post("/tokens/create_token", {"name": "x", "scopes": ["write"]})
    assert answer.status_code == 403


def test_a_session_needs_csrf(ada: User) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(ada, backend="django.contrib.auth.backends.ModelBackend")
    assert browser.get("/api/v1/users").status_code == 200
    refused = browser.post("/api/v1/teams/create_team", {"name": "X"}, content_type="application/json")
    assert refused.status_code == 403
    browser.cookies["csrftoken"] = "a" * 32
    sent = {"X-CSRFToken": "a" * 32}
    made = browser.post("/api/v1/teams/create_team", {"name": "X"}, content_type="application/json", headers=sent)
    assert made.status_code == 201


def test_bad_fields_are_named(api: Api, ada: User) -> None:
    caller = api(ada)
    answer = caller.post("/teams/create_team", {"name": 5})
    assert answer.status_code == 422
    assert [fault["field"] for fault in answer.json()["errors"]] == ["name"]
    assert [f["field"] for f in caller.post("/teams/create_team", {"name": " "}).json()["errors"]] == ["name"]
    assert [f["field"] for f in caller.get("/teams", limit=0).json()["errors"]] == ["limit"]
    assert [f["field"] for f in caller.get("/teams", cursor="!").json()["errors"]] == ["cursor"]


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        (b'{"name": "cut', 400),
        (b"", 422),
        (b"[" * 100_000, 400),
        (b'{"name": NaN}', 400),
        ('{"name": "Café"}'.encode("latin-1"), 400),
        ('{"name": "Café"}'.encode("utf-16"), 400),
        (b'{"name": "a\\u0000b"}', 422),
        (b'{"name": "a\\ud800b"}', 422),
        (b'{"name": "a\x00b"}', 400),
    ],
)
def test_bad_bodies_have_clear_answers(api: Api, ada: User, raw: bytes, status: int) -> None:
    answer = api(ada).post("/teams/create_team", raw=raw)
    assert answer.status_code == status, answer.content
    assert answer["Content-Type"] == "application/problem+json"
    assert Team.objects.count() == 0


def test_the_size_is_capped_before_reading(db: None) -> None:
    answer = Client().generic(
        "POST",
        "/api/v1/teams/create_team",
        b"x",
        content_type="application/json",
        CONTENT_LENGTH=str(26 * 1024 * 1024),
    )
    assert answer.status_code == 413


def test_other_media_types_are_refused(api: Api, ada: User) -> None:
    assert api(ada).post("/teams/create_team", {"name": "X"}, content_type="text/plain").status_code == 415
    latin = api(ada).post("/teams/create_team", {"name": "X"}, content_type="application/json; charset=latin-1")
    assert latin.status_code == 415


def test_unknown_places_and_methods_are_problems(api: Api, ada: User) -> None:
    caller = api(ada)
    for path in ("/users/0190a000-0000-7000-8000-000000000000", "/users/nobody@example.org", "/nothing"):
        answer = caller.get(path)
        assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")
    answer = caller.post("/users")
    assert (answer.status_code, answer["Content-Type"], answer["Allow"]) == (405, "application/problem+json", "GET")
    assert caller.get("/users/a%00b").status_code == 422


def test_too_many_requests(api: Api, ada: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "_buckets", SharedBuckets("t", rate=0.5, burst=1))
    caller = api(ada)
    assert caller.get("/users").status_code == 200
    answer = caller.get("/users")
    assert (answer.status_code, answer["Retry-After"]) == (429, "2")
    assert api(ada).get("/users").status_code == 200


def test_the_document_and_the_docs_are_open(db: None) -> None:
    document = Client().get("/api/v1/openapi.json").json()
    operation = document["paths"]["/api/v1/teams/create_team"]["post"]
    assert operation["operationId"] == "create_team"
    assert "Idempotency-Key" in [parameter["name"] for parameter in operation["parameters"]]
    docs = Client().get("/api/v1/docs")
    assert docs.status_code == 200
    assert b"create_team" in docs.content
    assert b'id="not-found"' in docs.content


def test_a_program_that_writes_makes_no_administrators(api: Api, alice: User, care: Team) -> None:
    """The key of a shop's help desk opens cases; whoever finds it must not become somebody here."""
    new, role = {"name": "New", "email": "n@example.org"}, {"role": "administrator"}
    token = {"name": "More", "scopes": ["read"], "user": alice.email}
    for path, body in (
        ("/users/create_user", new),
        (f"/users/{alice.email}/grant_role", role),
        (f"/users/{alice.email}/switch_off_user", {}),
        ("/tokens/create_token", token),
    ):
        assert api(None).post(path, body).status_code == 403
        assert api(None, scopes=["write", "people:read"]).post(path, body).status_code == 403
    assert api(None).get("/tokens").status_code == 403
    assert api(None, scopes=["people:write"]).post("/users/create_user", new).status_code == 201
