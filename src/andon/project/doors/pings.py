"""/ping/<word>: a heartbeat's sign of life, by GET, HEAD or POST.

The one address of ours where a GET changes something: it is written into crontabs as `curl`, by everybody who has ever
used such a service, and all it can change is that what has the word is alive.
"""

import math

from andon.alerts.actions.receive_pings import PingIn

from .answers import answer
from .body import Body, CutOff, TooLong
from .gather import Full, NoDatabase
from .incoming import Incoming, Receive, Scope, Send
from .intake import Intake
from .sender import key_of

_MOST_BYTES = 100 * 1024


class PingDoor:
    def __init__(self, intake: Intake) -> None:
        self._intake = intake

    async def __call__(self, request: Incoming, scope: Scope, receive: Receive, send: Send) -> None:
        status, said, headers = await self._ping(request, receive)
        # A body that was perhaps not read stands in the connection's way.
        closing = {} if status in (200, 503) else {"connection": "close"}
        await answer(send, status, f"{said}\n".encode(), "text/plain; charset=utf-8", headers | closing)

    async def _ping(self, request: Incoming, receive: Receive) -> tuple[int, str, dict[str, str]]:
        if request.method not in ("GET", "HEAD", "POST"):
            return 405, "ping by GET or POST", {"allow": "GET, HEAD, POST"}
        word = key_of(request, request.path.removeprefix("/ping/").strip("/"))
        if not word:
            return 404, "no such heartbeat", {}
        if wait := self._intake.limits.wait(word, request.client):
            return 429, "too many pings; try again later", {"retry-after": str(math.ceil(wait))}
        try:
            # What a script prints may be sent along; it is not kept.
            async with Body(request, receive, _MOST_BYTES):
                pass
            found = await self._intake.ping(PingIn(word))
        except (TooLong, CutOff):
            return 413, f"at most {_MOST_BYTES} bytes", {}
        except (Full, NoDatabase):
            return 503, "try again", {"retry-after": "2"}
        self._intake.limits.learn(word, good=found is not None)
        return (200, "OK", {}) if found else (404, "no such heartbeat", {})
