"""Calls that are taken many at once: who calls, what is a repeat, and what becomes of each, in one transaction.

What `door.py` does for one request, this does for a batch, in the same order and with the same answers.
"""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from ninja.responses import NinjaJSONEncoder
from pydantic import ValidationError

from andon.kit.errors import NotAllowed, Refused
from andon.people.access import Access, access_of_tokens
from andon.people.guard import only_for
from andon.people.intakes import Intake

from .answer import Answer
from .caller import check_rights, tokens_of, unknown_token
from .once import Asked, asked, find_answers, keep_answers
from .parser import read_json
from .problems import bad_fields, refusal

JSON = "application/json; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Call:
    """`token` is the digest of the caller's; `key` her Idempotency-Key, or ""."""

    path: str
    token: str
    key: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Caller:
    """`name` is what limits and repeats are counted to."""

    name: str
    access: Access


def callers_of(digests: Sequence[str], intake: Intake) -> dict[str, Caller | Refused]:
    """Who holds each token, and may write in the intake's room; two statements for any number."""
    tokens = tokens_of(set(digests))
    access = access_of_tokens(tokens.values())
    found: dict[str, Caller | Refused] = dict.fromkeys(digests, unknown_token())
    for key, token in tokens.items():
        try:
            check_rights(access[token.id], intake.room, "write")
            found[key] = Caller(f"token:{token.id}", access[token.id])
        except NotAllowed as refused:
            found[key] = refused
    return found


@transaction.atomic
def answer_calls(intake: Intake, route: str, calls: Sequence[Call]) -> list[tuple[Caller | Refused, Answer]]:
    """What each is answered, in order. A call alone that is refused half-way has changed nothing.

    Raises what fails for many; the same calls are then taken one by one.
    """
    callers = callers_of([call.token for call in calls], intake)
    batch = _Batch(intake, route, calls, [callers[call.token] for call in calls])
    batch.answer_repeats()
    batch.take()
    batch.keep()
    return [(callers[call.token], batch.answers[place]) for place, call in enumerate(calls)]


class _Batch:
    """Calls by their place, and the answers that they have so far."""

    def __init__(self, intake: Intake, route: str, calls: Sequence[Call], callers: Sequence[Caller | Refused]) -> None:
        self._intake = intake
        self._route = route
        self._calls = calls
        self.answers: dict[int, Answer] = {}
        self._callers: dict[int, Caller] = {}
        self._asked: dict[int, Asked] = {}
        for place, caller in enumerate(callers):
            if isinstance(caller, Refused):
                self.answers[place] = refusal(caller)
            else:
                self._callers[place] = caller

    def answer_repeats(self) -> None:
        for place, caller in self._callers.items():
            call = self._calls[place]
            try:
                if call.key:
                    name = caller.name
                    self._asked[place] = asked(name, self._route, call.key, full_path=call.path, body=call.content)
            except Refused as refused:
                self.answers[place] = refusal(refused)
        known = find_answers(list(self._asked.values()))
        for place, answer in zip(list(self._asked), known, strict=True):
            if answer is not None:
                self.answers[place] = refusal(answer) if isinstance(answer, Refused) else answer
                del self._asked[place]

    def take(self) -> None:
        """What is read is taken caller by caller; whoever else is in the batch, nobody acts for another."""
        lots: dict[str, dict[int, Any]] = defaultdict(dict)
        for place, caller in self._callers.items():
            if place in self.answers:
                continue
            try:
                lots[caller.name][place] = self._read(self._calls[place], caller.access)
            except Refused as refused:
                self.answers[place] = refusal(refused)
        for lot in lots.values():
            access = self._callers[next(iter(lot))].access
            for place, result in zip(lot, self._taken(list(lot.values()), access), strict=True):
                self.answers[place] = self._answer(result)

    def keep(self) -> None:
        keep_answers([(one, self.answers[place]) for place, one in self._asked.items()])

    def _read(self, call: Call, access: Access) -> Any:
        body = read_body(self._intake, call.content)
        only_for(access, *self._intake.roles)
        return body

    def _taken(self, bodies: Sequence[Any], access: Access) -> Sequence[Any]:
        if len(self._calls) > 1:
            return self._intake.take(bodies, access)
        try:
            # Its answer is kept though what it did is undone.
            with transaction.atomic():
                return self._intake.take(bodies, access)
        except Refused as refused:
            return [refused]

    def _answer(self, result: Any) -> Answer:
        if isinstance(result, Refused):
            return refusal(result)
        told = self._intake.told or self._intake.brief
        return Answer(200, json.dumps(told(result), cls=NinjaJSONEncoder), JSON)


def read_body(intake: Intake, content: bytes) -> Any:
    """Raises Refused, naming each bad field."""
    try:
        return intake.read(read_json(content))
    except ValidationError as error:
        raise bad_fields(error.errors(include_url=False, include_input=False)) from None
