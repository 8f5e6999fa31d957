"""A lot of lines out of a long stream: read, taken together in one transaction, each with its answer."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from ninja.responses import NinjaJSONEncoder

from andon.kit.errors import Refused, TooLarge
from andon.kit.rest.batch import Unreadable, answer_each
from andon.kit.rest.problem import Problem, problem, problem_of
from andon.people.guard import only_for
from andon.people.intakes import Intake

from .calls import Caller, callers_of, read_body

MOST_LINE_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Line:
    """`number` counts from 1, blank lines too; `content` None was too long."""

    number: int
    content: bytes | None


def admit(intake: Intake, token: str) -> Caller:
    """Who sends lines to this intake. Raises why she may not."""
    caller = callers_of([token], intake)[token]
    if isinstance(caller, Refused):
        raise caller
    only_for(caller.access, *intake.roles)
    return caller


@transaction.atomic
def answer_lines(intake: Intake, token: str, lines: Sequence[Line]) -> list[bytes]:
    """An answer a line; one that is refused harms no other. Raises Refused when the caller may not (any more)."""
    caller = admit(intake, token)
    bodies = [_read(intake, line) for line in lines]
    outcomes = answer_each(bodies, lambda good: intake.take(good, caller.access))
    return [_answer(line, outcome, intake.brief) for line, outcome in zip(lines, outcomes, strict=True)]


def refuse_lines(lines: Sequence[Line], refused: Refused) -> list[bytes]:
    """What each of them is told when none was taken."""
    return [_refusal(line, problem_of(refused)) for line in lines]


def failure(line: Line, status: int) -> bytes:
    """What failed here; 503 may be sent again as it is."""
    detail = _("Something went wrong here. It was logged; nothing was changed.")
    return _refusal(line, problem(status, detail if status == 500 else _("Nothing was changed. Try again.")))


def ending(number: int, status: int) -> bytes:
    """Why a stream ends here though its sender does not: 408 for too long without a line, 413 for too many bytes."""
    detail = _("No line came for two minutes.") if status == 408 else _("4 MB came without a line.")
    return _refusal(Line(number, None), problem(status, detail))


def _read(intake: Intake, line: Line) -> Any:
    try:
        if line.content is None:
            raise TooLarge(_("A line may have at most 1 MB."))
        return read_body(intake, line.content)
    except Refused as refused:
        return Unreadable(refused)


def _answer(line: Line, outcome: dict[str, Any], brief: Callable[[Any], dict[str, Any]]) -> bytes:
    if "problem" in outcome:
        return _refusal(line, outcome["problem"])
    told = {"line": line.number, "status": 200, "result": brief(outcome["result"])}
    return json.dumps(told, cls=NinjaJSONEncoder).encode() + b"\n"


def _refusal(line: Line, said: Problem) -> bytes:
    return json.dumps({"line": line.number, "status": said.status, "problem": said.model_dump()}).encode() + b"\n"
