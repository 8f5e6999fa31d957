"""A request of a vendor, as plain values: what a signature is checked against, and what is read once it holds."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any
from urllib.parse import parse_qsl

from andon.kit.errors import Refused
from andon.kit.storable import is_storable


@dataclass(frozen=True)
class Arrived:
    """`headers` by lower-case name; `body` byte for byte; `url` as the outside calls us; `tail` what follows the
    connection's address; `now` wall time, because vendors stamp by it."""

    method: str
    url: str
    headers: Mapping[str, str]
    body: bytes
    now: datetime
    tail: str = ""
    query: Mapping[str, str] = field(default_factory=dict)

    def header(self, name: str) -> str:
        return self.headers.get(name.lower(), "")

    @cached_property
    def form(self) -> list[tuple[str, str]]:
        """The fields of a form post, in order, empty ones too."""
        return parse_qsl(self.body.decode("utf-8", "replace"), keep_blank_values=True)

    @cached_property
    def json(self) -> Any:
        """Raises Refused for what is no JSON, or holds what a database cannot keep."""
        try:
            text = self.body.decode()
            found = json.loads(text, parse_constant=_no_constant)
            # Either is written as an escape, so that only the decoded value shows it.
            fits = "\\u" not in text or is_storable(found)
        except (ValueError, RecursionError):
            raise Refused("The body is not JSON.") from None
        if not fits:
            raise Refused("The body holds a NUL character or half of a surrogate pair.")
        return found

    @cached_property
    def digest(self) -> str:
        """For vendors that name no delivery: the same bytes are the same delivery."""
        return hashlib.sha256(self.body).hexdigest()


def _no_constant(name: str) -> None:
    raise ValueError(name)
