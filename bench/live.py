"""One change that all consoles hear: milliseconds until each has heard of it, and until each has its screen again.

A browser fetches its screen anew after what it heard, within a quarter of a second (`live.js`). So many at once are a
storm of their own; it is measured with them.
"""

import asyncio
import random
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.urls import reverse

from andon.cases.actions.open_case import open_case
from andon.cases.case_in import CaseIn
from andon.people.actions.create_user import create_user
from andon.people.actions.grant_role import grant_role
from andon.people.models import Team, User

from .company import BY
from .house import BASE_URL
from .processes import running

OF_ONE, JITTER, PATIENCE = 25, 0.25, 240.0


@dataclass(frozen=True, slots=True)
class Heard:
    """Milliseconds after the commit; `refused` refetches were answered 503 or not at all."""

    streams: int
    heard: list[float]
    fresh: list[float]
    refused: int

    def heard_at(self, share: float) -> float:
        return _at(self.heard, share)

    def fresh_at(self, share: float) -> float:
        return _at(self.fresh, share)


def live(home: Path, streams: int, *, refetch: bool) -> Heard:
    team = Team.objects.order_by("name")[0]
    sessions = [_session(_agent(number, team)) for number in range(-(-streams // OF_ONE))]
    with running(home, "web"):
        return asyncio.run(_listen(streams, sessions, team, refetch=refetch))


async def _listen(streams: int, sessions: list[str], team: Team, *, refetch: bool) -> Heard:
    ready, changed = asyncio.Semaphore(0), asyncio.Event()
    heard: list[float] = []
    fresh: list[float] = []
    statuses: Counter[int] = Counter()
    began = 0.0

    async def console(number: int) -> None:
        session = sessions[number // OF_ONE]
        reader, writer = await _get(f"/live?topics=team:{team.id}", session)
        await reader.readuntil(b"retry:")
        ready.release()
        await changed.wait()
        await reader.readuntil(b"event: change")
        heard.append((time.perf_counter() - began) * 1000)
        if refetch:
            await asyncio.sleep(random.random() * JITTER)
            status = await _fetch(session)
            statuses[status] += 1
            if status == 200:
                fresh.append((time.perf_counter() - began) * 1000)
        writer.close()

    tasks = [asyncio.ensure_future(console(number)) for number in range(streams)]
    for _ in range(streams):
        await asyncio.wait_for(ready.acquire(), 120)
    await asyncio.sleep(6)  # what happened before the streams opened is told for five seconds
    changed.set()
    await asyncio.to_thread(open_case, CaseIn(title="Everybody hears of it", team=team, receipt=False), by=BY)
    began = time.perf_counter()
    _done, late = await asyncio.wait(tasks, timeout=PATIENCE)
    for task in late:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    return Heard(streams, sorted(heard), sorted(fresh), (len(heard) - len(fresh)) if refetch else 0)


async def _fetch(session: str) -> int:
    try:
        reader, writer = await _get(f"{reverse('cases:inbox')}?view=team", session)
        answer = await reader.read()
        writer.close()
    except OSError:
        return 0
    return int(answer.split(b" ", 2)[1]) if answer else 0


async def _get(path: str, session: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    reader, writer = await asyncio.open_connection("127.0.0.1", urlsplit(BASE_URL).port, limit=2**20)
    close = "" if path.startswith("/live") else "Connection: close\r\n"
    cookie = f"Cookie: {settings.SESSION_COOKIE_NAME}={session}\r\n"
    writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n{cookie}{close}\r\n".encode())
    return reader, writer


def _agent(number: int, team: Team) -> User:
    email = f"listener{number}@bench.example"
    if found := User.objects.filter(email=email).first():
        return found
    agent = create_user(email=email, name=f"Listener {number}", by=BY)
    grant_role(agent, role="agent", team=team, by=BY)
    return agent


def _session(user: User) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    assert session.session_key
    return session.session_key


def _at(times: list[float], share: float) -> float:
    return times[int(len(times) * share)] if times else float("nan")
