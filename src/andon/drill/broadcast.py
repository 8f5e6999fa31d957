"""One update to many, through a server that misbehaves, and a worker that is killed."""

import random
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from .figures import Figures, count
from .house import House
from .raw import raw_rate
from .recipients import addresses, vips
from .server import BAD, GOOD, Server

PATIENCE = 600.0
"""Seconds without any progress, after which the rest counts as lost."""

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    recipients: int
    kills: int = 0
    seed: int = 1


def rehearse(home: Path, wanted: Wanted, say: Say) -> Figures:
    """Takes as long as it takes; `home` is an empty folder."""
    with Server(seed=wanted.seed) as server, House(home, server.port) as house:
        say(f"Making {wanted.recipients:,} customers with a case each …")
        house.run("fill", str(wanted.recipients))
        say("Asking the server what it takes from bare connections …")
        server.behave(GOOD)
        raw = raw_rate(server.port, min(max(wanted.recipients, 500), 5_000))
        server.behave(BAD)
        house.start_worker()
        _until_ready(house)
        sent = house.run("send")
        say("The update is sent.")
        kills = _watch(house, server, wanted, say)
        return count(
            server.took(), owed=addresses(wanted.recipients), vips=vips(wanted.recipients), sent_at=sent["at"], raw=raw,
            kills=kills, told=house.states().get("told", 0),
        )  # fmt: skip


def _until_ready(house: House) -> None:
    end = time.monotonic() + 120
    while not house.is_ready():
        if time.monotonic() > end:
            raise TimeoutError("the worker does not start")
        time.sleep(0.2)


def _watch(house: House, server: Server, wanted: Wanted, say: Say) -> int:
    """Until the product has nothing left to tell; says how often the worker was killed."""
    dice = random.Random(wanted.seed)
    marks = sorted(dice.uniform(0, wanted.recipients * 0.95) for _kill in range(wanted.kills))
    kills, seen, since, looked = 0, -1, time.monotonic(), 0.0
    while True:
        reached = server.count()
        while marks and reached >= marks[0]:
            marks.pop(0)
            house.kill_worker()
            kills += 1
        if reached != seen:
            seen, since = reached, time.monotonic()
            say(f"\r{reached:,} of {wanted.recipients:,} have it, {kills} kills ")
        if time.monotonic() - looked > 1:
            looked = time.monotonic()
            if not house.states().get("owed") or time.monotonic() - since > PATIENCE:
                return kills
        if not house.is_alive():
            raise RuntimeError("the worker ended by itself")
        time.sleep(0.02)


def say_on_screen(line: str) -> None:
    print(line, end="" if line.startswith("\r") else "\n", file=sys.stderr, flush=True)
