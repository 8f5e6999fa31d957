"""/healthz: 200 while this process can do its work, 503 while it cannot; says which part fails, nothing else."""

import asyncio

from django.db import Error, close_old_connections, connection

from andon.project.work_health import work_health
from andon.timeline.live.hub import Hub

from .answers import answer_json, answer_problem
from .incoming import Incoming, Receive, Scope, Send

_SECONDS = 3.0


class Health:
    def __init__(self, hub: Hub) -> None:
        self._hub = hub

    async def __call__(self, request: Incoming, scope: Scope, receive: Receive, send: Send) -> None:
        if request.method not in ("GET", "HEAD"):
            await answer_problem(send, 405, "", {"allow": "GET"})
            return
        try:
            async with asyncio.timeout(_SECONDS):
                database = await asyncio.to_thread(_database_answers)
        except TimeoutError:
            database = False
        parts = {"database": database, "live": self._hub.is_running}
        well = all(parts.values())
        said = {name: "ok" if fine else "failing" for name, fine in parts.items()}
        if database:
            # Another process's trouble: this one serves, so it stays in front of a load balancer.
            said["work"] = await asyncio.to_thread(_how_work_goes)
        await answer_json(send, 200 if well else 503, {"status": "ok" if well else "failing", **said})


def _how_work_goes() -> str:
    """ok, still (a lane has no worker) or orphans (something that waits has no wake-up, or nobody has looked)."""
    close_old_connections()
    try:
        return work_health().word
    except Error:
        connection.close()
        return "unknown"


def _database_answers() -> bool:
    close_old_connections()
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        connection.close()
        return False
    return True
