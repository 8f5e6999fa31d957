"""What the API is sent that is no request: a problem that names what is wrong, and nothing changed."""

import json
from collections.abc import Callable

import pytest

from andon.cases.models import Case
from andon.conversations.models import Message
from andon.people.models import Team, User
from tests.doors import Caller

pytestmark = pytest.mark.django_db
OPEN = "/cases/open_case"
HOSTILE = "<script>alert(1)</script>{{ 7|add:1 }}=cmd()"

BAD: dict[str, tuple[bytes, int]] = {
    "empty": (b"", 422),
    "no JSON": (b"it hangs", 400),
    "cut off": (b'{"title": "It ha', 400),
    "a list": (b'[{"title": "It hangs"}]', 422),
    "latin-1": ('{"title": "K\u00e4se"}'.encode("latin-1"), 400),
    "UTF-16": ('{"title": "It hangs"}'.encode("utf-16"), 400),
    "NUL": (b'{"title": "It \\u0000 hangs"}', 422),
    "half a pair": (b'{"title": "It \\ud800 hangs"}', 422),
    "a NUL in a name": (b'{"title": "It hangs", "\\u0000": 1}', 422),
    "a control character": (b'{"title": "It \\u0007 hangs"}', 422),
    "NaN": (b'{"title": NaN}', 400),
    "no number": (b'{"title": "It hangs", "more": 1e999}', 400),
    "deep": (b'{"title": "It hangs", "tags": ' + b"[" * 3000 + b"]" * 3000 + b"}", 400),
    "a number too long": (b'{"title": ' + b"9" * 5000 + b"}", 400),
    "of another kind": (b'{"title": {"a": 1}}', 422),
    "too long": (json.dumps({"title": "x" * 201}).encode(), 422),
    "broken base64": (b'{"title": "It hangs", "attachments": [{"name": "a", "content": "%%%"}]}', 422),
    "nobody's team": (b'{"title": "It hangs", "team": "no-such-team"}', 422),
}


def test_each_has_its_problem_and_changes_nothing(api: Callable[..., Caller], alice: User, care: Team) -> None:
    caller, wrong = api(alice), {}
    for name, (content, status) in BAD.items():
        answer = caller.post(OPEN, raw=content)
        if answer.status_code != status or answer["Content-Type"] != "application/problem+json":
            wrong[name] = (answer.status_code, answer.content[:300])
    assert wrong == {}
    assert not Case.objects.exists()


def test_what_is_too_large_or_of_another_type_is_refused(api: Callable[..., Caller], alice: User) -> None:
    caller = api(alice)
    assert caller.post(OPEN, raw=b'"' + b"x" * (25 * 1024 * 1024) + b'"').status_code == 413
    assert caller.post(OPEN, raw=b"<case/>", content_type="text/xml").status_code == 415
    assert caller.post(OPEN, raw=b"{}", content_type="application/json; charset=latin-1").status_code == 415


def test_unsigned_and_with_a_wrong_token(api: Callable[..., Caller], alice: User) -> None:
    for token in ("", "nonsense", "andon_" + "x" * 43, "\u00fc"):
        assert Caller(token).post(OPEN, {"title": "It hangs"}).status_code == 401
    assert not Case.objects.exists()


def test_a_replayed_request_is_done_once(api: Callable[..., Caller], alice: User, care: Team) -> None:
    caller, body = api(alice), {"title": "It hangs", "team": care.slug}
    first, again = caller.post(OPEN, body, key="k1"), caller.post(OPEN, body, key="k1")
    assert (first.status_code, first.content) == (again.status_code, again.content)
    assert again["Idempotent-Replayed"] == "true"
    assert caller.post(OPEN, body | {"title": "Another"}, key="k1").status_code == 422
    assert Case.objects.count() == 1


def test_hostile_text_stays_text(api: Callable[..., Caller], alice: User, care: Team) -> None:
    answer = api(alice).post(OPEN, {"title": HOSTILE, "body": HOSTILE, "team": care.slug})
    assert answer.status_code == 200
    assert Case.objects.get().title == HOSTILE
    assert Message.objects.get().body == HOSTILE
