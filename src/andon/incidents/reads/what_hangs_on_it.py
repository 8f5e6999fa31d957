"""What else hangs on an incident, in sentences for those who are paged: higher rooms know more than this one."""

from collections.abc import Callable, Iterable

from andon.incidents.models import Incident

_said: list[Callable[[Incident], Iterable[str]]] = []


def also_says(lines: Callable[[Incident], Iterable[str]]) -> None:
    """At start-up (`ports.py`): whole sentences, the most urgent first."""
    _said.append(lines)


def what_hangs_on_it(incident: Incident) -> tuple[str, ...]:
    return tuple(line for lines in _said for line in lines(incident))
