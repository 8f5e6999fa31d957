"""Each endpoint of the REST API, without a token, with a token that may only read, and for somebody without a role."""

import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from andon.api.bulk import admit
from andon.api.main import api as rest
from andon.api.problems import NotSignedIn
from andon.kit.errors import NotAllowed
from andon.kit.secret import digest
from andon.people.intakes import Intake, all_intakes
from andon.people.models import User
from tests.cast import person

pytestmark = pytest.mark.django_db

OPEN = {"/api/v1/openapi.json", "/api/v1/docs"}
# What anybody who is signed in may do: it concerns herself alone.
HERSELF = {"read_myself", "go_away", "come_back", "search"}


def operations() -> list[tuple[str, str, str]]:
    """Method, sample path below /api/v1, operation's name."""
    paths = rest.get_openapi_schema()["paths"]
    return [
        (method, re.sub(r"\{[^}]+\}", str(UUID(int=1)), path.removeprefix("/api/v1")), operation["operationId"])
        for path, methods in paths.items()
        for method, operation in methods.items()
        # Of the bare part, see the last test.
        if not path.startswith("/api/v1/bulk/")
    ]


def test_without_a_token_nothing_is_answered() -> None:
    answers = {name: getattr(Client(), method)(f"/api/v1{path}").status_code for method, path, name in operations()}
    assert {name: status for name, status in answers.items() if status != 401} == {}


def test_a_token_that_may_only_read_changes_nothing(api: Callable[..., Any], ada: User) -> None:
    reader = api(ada, scopes=["read"])
    answers = {name: reader.post(path).status_code for method, path, name in operations() if method == "post"}
    assert {name: status for name, status in answers.items() if status != 403} == {}


def test_without_a_role_there_is_nothing(api: Callable[..., Any]) -> None:
    caller = api(person("Nobody Here"))
    found = {}
    for method, path, name in operations():
        answer = getattr(caller, method)(path)
        empty = answer.status_code == 200 and answer.json() in ([], {"items": [], "next": None})
        if answer.status_code not in {403, 404, 422} and not empty and name not in HERSELF:
            found[name] = answer.status_code
    assert found == {}


@pytest.mark.parametrize("intake", all_intakes(), ids=lambda intake: intake.name)
def test_streams_of_lines_are_guarded_too(intake: Intake, api: Callable[..., Any], ada: User, rita: User) -> None:
    with pytest.raises(NotSignedIn):
        admit(intake, digest("andon_nonsense"))
    for caller in (api(ada, scopes=["read"]), api(rita), api(person("Nobody Here"))):
        with pytest.raises(NotAllowed):
            admit(intake, digest(caller.token))
    assert admit(intake, digest(api(None).token)).access.is_staff
