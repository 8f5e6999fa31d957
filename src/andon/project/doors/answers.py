"""Answers of the bare part, with the headers that Django's middleware gives the rest."""

import json
from collections.abc import Mapping
from typing import Any

from django.conf import settings

from andon.kit.rest.problem import MEDIA_TYPE, problem

from .incoming import Send

_ALWAYS = {
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
}
if settings.SECURE_HSTS_SECONDS:
    _ALWAYS["strict-transport-security"] = f"max-age={settings.SECURE_HSTS_SECONDS}"


async def begin(send: Send, status: int, headers: Mapping[str, str]) -> None:
    pairs = [(name.encode(), value.encode("latin-1")) for name, value in (_ALWAYS | dict(headers)).items()]
    await send({"type": "http.response.start", "status": status, "headers": pairs})


async def answer(send: Send, status: int, body: bytes, content_type: str, headers: Mapping[str, str] = {}) -> None:
    await begin(send, status, {"content-type": content_type, "content-length": str(len(body))} | dict(headers))
    await send({"type": "http.response.body", "body": body})


async def answer_json(send: Send, status: int, body: Any, headers: Mapping[str, str] = {}) -> None:
    await answer(send, status, json.dumps(body).encode(), "application/json", headers)


async def answer_problem(send: Send, status: int, detail: str, headers: Mapping[str, str] = {}) -> None:
    await answer(send, status, problem(status, detail).model_dump_json().encode(), MEDIA_TYPE, headers)
