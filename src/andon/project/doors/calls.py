"""Single calls of the API that come in crowds, gathered: what waits for the same kind of commit is written together.

Only plain calls of programs are taken here: small, JSON, with a token. Whatever else comes to the same address is
Django's, which answers alike; so nothing that is rare stands in the way of what is frequent.
"""

import math
from functools import partial

from django.conf import settings
from django.utils.translation import gettext as _

from andon.api.answer import Answer
from andon.api.caller import token_digest
from andon.api.calls import Call, Caller, answer_calls
from andon.kit.errors import Refused
from andon.people.intakes import Intake, intake_named

from .answers import answer, answer_problem
from .body import Body
from .callers import Callers
from .gather import Full, Gathering, NoDatabase
from .incoming import Door, Incoming, Receive, Scope, Send

MOST_BYTES = 256 * 1024
# By path: the intake's name, and the route as repeats are counted to it.
_GATHERED = {"/api/v1/cases/open_case": ("cases", "POST /cases/open_case")}


class CallsDoor:
    def __init__(self, intake: Intake, route: str, callers: Callers, django: Door) -> None:
        self._callers = callers
        self._django = django
        take = partial(answer_calls, intake, route)
        self._gathering: Gathering[Call, tuple[Caller | Refused, Answer]] = Gathering(
            take, most_waiting=settings.API_QUEUE
        )

    async def __call__(self, request: Incoming, scope: Scope, receive: Receive, send: Send) -> None:
        token = token_digest(request.headers.get("authorization", "")) if _is_plain(request) else ""
        if not token:
            await self._django(request, scope, receive, send)
            return
        async with Body(request, receive, MOST_BYTES) as content:
            await self._answer(request, token, content, send)

    def close(self) -> None:
        self._gathering.close()

    async def _answer(self, request: Incoming, token: str, content: bytes, send: Send) -> None:
        if wait := self._callers.wait(token, request.client):
            again = {"retry-after": str(math.ceil(wait))}
            await answer_problem(send, 429, _("Too many requests; try again later."), again)
            return
        call = Call(request.path, token, request.headers.get("idempotency-key", ""), content)
        try:
            caller, told = await self._gathering.put(call)
        except (Full, NoDatabase):
            await answer_problem(send, 503, _("Too much at once; try again soon."), {"retry-after": "2"})
            return
        self._callers.learn(token, caller.name if isinstance(caller, Caller) else "")
        await answer(send, told.status, told.content.encode(), told.content_type, told.headers)


def calls_doors(callers: Callers, django: Door) -> dict[str, CallsDoor]:
    """By path."""
    found = {path: (intake_named(name), route) for path, (name, route) in _GATHERED.items()}
    return {path: CallsDoor(intake, route, callers, django) for path, (intake, route) in found.items() if intake}


def _is_plain(request: Incoming) -> bool:
    media, _semicolon, charset = request.headers.get("content-type", "").partition(";")
    length = request.headers.get("content-length", "")
    return (
        request.method == "POST"
        and not request.query_string
        and media.strip().lower() == "application/json"
        and charset.strip().lower().replace('"', "") in ("", "charset=utf-8")
        and length.isdecimal()
        and len(length) < 9
        and 0 < int(length) <= MOST_BYTES
        and "transfer-encoding" not in request.headers
        and _reads_english(request.headers.get("accept-language", ""))
    )


def _reads_english(accepted: str) -> bool:
    return accepted.partition(",")[0].partition(";")[0].strip().lower()[:2] in ("", "*", "en")
