"""What higher rooms put into a case's thread, each piece at its time among the messages."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from andon.people.access import Access

from .models import Case


@dataclass(frozen=True, slots=True)
class Piece:
    """`context` is what the provider's template shows."""

    at: datetime
    context: Mapping[str, Any]


Provider = Callable[[Case, Access], Sequence[Piece]]
_providers: list[tuple[Provider, str]] = []


def add_to_thread(provider: Provider, template: str) -> None:
    """At start-up (`ports.py`): each of the provider's pieces is one item of the thread, drawn by this template."""
    _providers.append((provider, template))


def pieces_of(case: Case, access: Access, request: HttpRequest) -> list[tuple[datetime, SafeString]]:
    return [
        (piece.at, render_to_string(template, dict(piece.context), request=request))
        for provider, template in _providers
        for piece in provider(case, access)
    ]
