"""/api/v1/bulk/…: a stream of lines, each a body of the same verb that the API has for one; a stream of answers.

A lot of lines is one transaction, and its answers go out after its commit: what was answered is done, whatever is lost
then. What was not answered may be sent again; by their external keys nothing is done twice.
"""

import asyncio
import logging
import math
from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from django.conf import settings
from django.db import DatabaseError, InterfaceError, close_old_connections
from django.utils.translation import gettext as _

from andon.api.bulk import Line, admit, answer_lines, ending, failure, refuse_lines
from andon.api.caller import token_digest, unknown_token
from andon.api.door import limits
from andon.api.problems import refusal
from andon.kit.errors import Refused
from andon.people.intakes import Intake, all_intakes
from andon.work.threads import DatabaseThreads

from .answers import answer, answer_problem, begin
from .body import CutOff
from .callers import Callers
from .gather import is_away
from .incoming import Incoming, Receive, Scope, Send
from .lines import Lines, NothingComes
from .outflow import Outflow

MEDIA_TYPE = "application/x-ndjson"
_TAKEN = (MEDIA_TYPE, "application/ndjson", "application/jsonl", "application/x-jsonlines")
T = TypeVar("T")
_log = logging.getLogger(__name__)


class Bulk:
    """What all bulk doors share: threads, and how many streams there may be at once."""

    def __init__(self, callers: Callers) -> None:
        self.callers = callers
        self.threads = DatabaseThreads(2, "andon-bulk")
        self.streams = 0
        self.reading: set[Lines] = set()
        self.ending = False

    def end(self) -> None:
        """Nothing further is read; what was is still taken and answered."""
        self.ending = True
        for lines in self.reading:
            lines.end()

    def close(self) -> None:
        self.threads.end()


class BulkDoor:
    def __init__(self, intake: Intake, shared: Bulk) -> None:
        self._intake = intake
        self._shared = shared

    async def __call__(self, request: Incoming, scope: Scope, receive: Receive, send: Send) -> None:
        token = token_digest(request.headers.get("authorization", ""))
        if request.method != "POST":
            await answer_problem(send, 405, _("This address does not take this method."), {"allow": "POST"})
        elif request.headers.get("content-type", "").partition(";")[0].strip().lower() not in _TAKEN:
            said = _("Send lines of JSON as %(type)s.") % {"type": MEDIA_TYPE}
            await answer_problem(send, 415, said, {"connection": "close"})
        elif wait := self._shared.callers.wait(token, request.client):
            again = {"retry-after": str(math.ceil(wait)), "connection": "close"}
            await answer_problem(send, 429, _("Too many requests; try again later."), again)
        elif self._shared.streams >= settings.BULK_STREAMS or self._shared.ending:
            again = {"retry-after": "10", "connection": "close"}
            await answer_problem(send, 503, _("Too much at once; try again soon."), again)
        else:
            self._shared.streams += 1
            try:
                await self._serve(token, receive, send)
            finally:
                self._shared.streams -= 1

    async def _serve(self, token: str, receive: Receive, send: Send) -> None:
        try:
            name = await self._in_thread(partial(_admitted, self._intake, token))
        except Refused as refused:
            self._shared.callers.learn(token, "")
            told = refusal(refused)
            headers = dict(told.headers) | {"connection": "close"}
            await answer(send, told.status, told.content.encode(), told.content_type, headers)
            return
        except (DatabaseError, InterfaceError):
            again = {"retry-after": "2", "connection": "close"}
            await answer_problem(send, 503, _("The database does not answer just now. Try again."), again)
            return
        self._shared.callers.learn(token, name)
        await begin(send, 200, {"content-type": MEDIA_TYPE, "x-accel-buffering": "no"})
        lines, out = Lines(receive), Outflow(send)
        self._shared.reading.add(lines)
        try:
            try:
                await self._through(lines, out, token, name)
            except NothingComes as nothing:
                await out.put(ending(nothing.number, nothing.status))
            await out.finish()
        except CutOff:
            _log.info("a stream of %s was cut off", self._intake.name)
        finally:
            self._shared.reading.discard(lines)
            lines.end()
            out.close()

    async def _through(self, lines: Lines, out: Outflow, token: str, name: str) -> None:
        async for lot in lines:
            while wait := limits().take(name):
                # A lot counts as one request; who sends faster is slowed, not refused.
                await asyncio.sleep(wait)
            answers, more = await self._in_thread(partial(_take, self._intake, token, lot))
            await out.put(b"".join(answers))
            if not more:
                break

    async def _in_thread(self, do: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._shared.threads, do)


def bulk_doors(shared: Bulk) -> dict[str, BulkDoor]:
    """By path."""
    return {f"/api/v1/bulk/{intake.name}": BulkDoor(intake, shared) for intake in all_intakes()}


def _admitted(intake: Intake, token: str) -> str:
    close_old_connections()
    if not token:
        raise unknown_token()
    return admit(intake, token).name


def _take(intake: Intake, token: str, lot: Sequence[Line]) -> tuple[list[bytes], bool]:
    """The answers, and whether there is any use in going on."""
    close_old_connections()
    try:
        return answer_lines(intake, token, lot), True
    except Refused as refused:
        return refuse_lines(lot, refused), False
    except Exception as error:  # noqa: BLE001  whatever it is, the other lines must not suffer
        if is_away(error):
            return [failure(line, 503) for line in lot], False
        if len(lot) == 1:
            _log.error("a line could not be taken", exc_info=error)
            return [failure(lot[0], 500)], True
        _log.warning("a lot of %s lines failed, taking them one by one: %r", len(lot), error)
    alone = [_take(intake, token, [line]) for line in lot]
    return [answers[0] for answers, _more in alone], all(more for _answers, more in alone)
