"""Programs that call the REST API: `api(alice).post("/cases", {...})`."""

import json
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from django.test import Client

from andon.people.actions.create_token import create_token
from andon.people.models import User

from .cast import NOBODY


class Caller:
    """A program that holds an API token."""

    def __init__(self, token: str) -> None:
        self.token = token
        self._client = Client()

    def get(self, path: str, **query: Any) -> Any:
        return self._client.get(f"/api/v1{path}", query, headers=self._headers())

    def post(
        self,
        path: str,
        body: Any = None,
        *,
        key: str = "",
        raw: bytes | None = None,
        content_type: str = "application/json",
    ) -> Any:
        content = raw if raw is not None else json.dumps({} if body is None else body).encode()
        headers = self._headers() | ({"Idempotency-Key": key} if key else {})
        return self._client.post(f"/api/v1{path}", content, content_type=content_type, headers=headers)

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}


@pytest.fixture
def api(db: None) -> Callable[..., Caller]:
    """A program that acts for this user, or (None) as an integration."""

    def call(user: User | None = None, *, scopes: Sequence[str] = ("read", "write")) -> Caller:
        return Caller(create_token(name="program", scopes=scopes, by=NOBODY, user=user)[1])

    return call
