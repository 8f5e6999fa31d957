"""One parent, its children: starts the whole set in order, starts again what ends, stops all in order.

To start it from Python, in a home of your own:

    installation = Installation(home=Path("..."), listen="127.0.0.1:8100", mail_listen="127.0.0.1:8125")
    with Supervisor(installation) as running:      # from the main thread; returns when the set answers
        installation.attach()                       # from here on, Django speaks with that set's database
        running.look()                              # now and then: starts again what has ended

`running.welcome` is the first administrator's link when there is none yet. `running.processes()` names the pids.
The children live as long as the thread that started them.
"""

import json
import os
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from andon.project.locks import Taken
from andon.work.lanes import EMBEDDING, LANES, PAGE, SEARCH

from .answering import free_ports, mail_answers, web_answers
from .backoff import Backoff
from .child import Child, CommandChild, DatabaseChild, run_to_the_end, wait_until
from .installation import Installation, write_private


def _lanes(*lanes: str) -> list[str]:
    return [argument for lane in lanes for argument in ("--lane", lane)]


class CannotStart(Exception):
    """Why the set cannot run, in words for people."""


@dataclass
class _Kept:
    child: Child
    backoff: Backoff = field(default_factory=Backoff)
    started: float = 0.0
    again_at: float | None = None


class Supervisor:
    """`logs` is a folder for the children's output; without it they share ours. `durable=False`: only for tests."""

    def __init__(
        self,
        installation: Installation,
        *,
        say: Callable[[str], None] = lambda text: None,
        logs: Path | None = None,
        durable: bool = True,
        ended: Callable[[], bool] = lambda: False,
    ) -> None:
        self.installation = installation
        self.welcome: str | None = None
        self._say = say
        self._logs = logs
        self._durable = durable
        self._ended = ended
        self._lock = installation.lock()
        self._kept: list[_Kept] = []

    def start(self) -> None:
        """Return when the whole set answers. Raises CannotStart; then nothing of it is left running."""
        home = self.installation.home
        try:
            self._lock.take()
        except Taken as taken:
            raise CannotStart(
                f"Andon already runs on {home} (process {taken.holder or 'unknown'}). "
                "Stop it there first, or set ANDON_HOME to another folder."
            ) from None
        try:
            self._start()
        except BaseException:
            self.stop()
            raise

    def look(self) -> None:
        """One look at every child; what has ended is started again, with growing pauses."""
        for kept in self._kept:
            if kept.child.pid() is not None:
                continue
            if kept.again_at is None:
                wait = kept.backoff.after(time.monotonic() - kept.started)
                self._say(f"{kept.child.name} ended ({kept.child.ended_with()}); it starts again in {wait:g} s.")
                kept.again_at = time.monotonic() + wait
            if time.monotonic() >= kept.again_at:
                self._start_child(kept)

    def stop(self) -> None:
        """Web, mail and workers first; the database when nobody needs it any more."""
        for kept in self._kept:
            kept.child.ask_to_end()
        for kept in reversed(self._kept):
            kept.child.end()
        self._kept.clear()
        self.installation.processes_file.unlink(missing_ok=True)
        self._lock.release()

    def processes(self) -> dict[str, int]:
        found = {kept.child.name: kept.child.pid() for kept in self._kept}
        return {name: pid for name, pid in found.items() if pid is not None}

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop()

    def _start(self) -> None:
        installation = self.installation
        self._wait_for_ports()
        if not installation.database_url:
            self._keep(DatabaseChild(installation.server(durable=self._durable), self._database_answers))
        environment = installation.environment()
        try:
            said = json.loads(run_to_the_end(["prepare"], environment))
        except subprocess.CalledProcessError:
            raise CannotStart("The database could not be made ready; the reason stands above.") from None
        self.welcome = said["welcome"]
        if said["backup"]:
            self._say(f"The database is of this version now; a backup from before is {said['backup']}.")

        meaning, apart = (SEARCH, EMBEDDING), (PAGE, SEARCH, EMBEDDING)
        others = [lane for lane in LANES if lane not in apart]
        # It needs nobody, so that it stays up when others do not.
        if installation.serves_status:
            self._keep(CommandChild("status", ["status", "serve"], environment, self._log("status"), patience=8))
        for name, arguments in {
            "page": ["worker", *_lanes(PAGE)],
            "worker": ["worker", *_lanes(*others)],
            # Reading texts takes whole processors for a while and runs C code on words of strangers.
            "meaning": ["worker", *_lanes(*meaning), "--nice", "10"],
            "mail": ["mail"],
            "web": ["web"],
        }.items():
            self._keep(CommandChild(name, arguments, environment, self._log(name), patience=20))
        self._wait("web", web_answers)
        self._wait("mail", mail_answers)

    def _log(self, name: str) -> Path | None:
        return self._logs / f"{name}.log" if self._logs else None

    def _wait_for_ports(self) -> None:
        """The children of a set that was killed need a moment to end."""
        if self.installation.processes_file.exists():
            wait_until(lambda: self._ended() or not free_ports(self.installation), seconds=25)
        if busy := free_ports(self.installation):
            raise CannotStart(busy)

    def _database_answers(self, url: str) -> None:
        write_private(self.installation.dsn_file, url + "\n")

    def _keep(self, child: Child) -> None:
        if self._ended():
            raise CannotStart("It was asked to stop while it started.")
        kept = _Kept(child)
        self._kept.append(kept)
        self._start_child(kept, first=True)

    def _start_child(self, kept: _Kept, *, first: bool = False) -> None:
        kept.again_at = None
        kept.started = time.monotonic()
        try:
            kept.child.start()
        except Exception as error:
            if first:
                raise CannotStart(str(error)) from error
            # The next look finds it ended, and waits longer.
            self._say(f"{kept.child.name} could not be started: {error}")
        pids = {"up": os.getpid(), **self.processes()}
        write_private(self.installation.processes_file, json.dumps(pids) + "\n")

    def _wait(self, name: str, answers: Callable[[Installation], bool]) -> None:
        def answers_or_ended() -> bool:
            self.look()
            return self._ended() or answers(self.installation)

        if not wait_until(answers_or_ended, seconds=90):
            raise CannotStart(f"{name} was started but does not answer.")
