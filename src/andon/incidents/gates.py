"""What holds back “resolved”: higher rooms know more than this one, and ask at this port."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from .models import Incident


@dataclass(frozen=True, slots=True)
class Held:
    """A reason not to resolve yet: a code that figures count, and a sentence for whoever wants to."""

    code: str
    why: str


_gates: list[Callable[[Incident], Iterable[Held]]] = []


def register_gate(ask: Callable[[Incident], Iterable[Held]]) -> None:
    """At start-up (`ports.py`). It reads only, and is asked in the transaction that resolves."""
    _gates.append(ask)


def held_back(incident: Incident) -> list[Held]:
    """Nothing, when it may be resolved as it is."""
    return [held for ask in _gates for held in ask(incident)]
