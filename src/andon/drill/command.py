"""`andon drill broadcast`: whether everybody would be told, rehearsed on this machine."""

import argparse
import json
import signal
import sys
import tempfile
from pathlib import Path
from types import FrameType

from .broadcast import Wanted, rehearse, say_on_screen
from .figures import Figures

KILLS = 20
MOST = 1_000_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Tells made-up customers of a made-up incident through a mail server that is late, asks for patience, refuses "
        "and hangs up, and counts there who got it. In a database of its own that is gone when it ends; nothing leaves "
        "this machine."
    )
    parser.add_argument("what", choices=["broadcast"], help="what is rehearsed: one update to many customers")
    parser.add_argument("--recipients", type=int, default=1_000, metavar="N", help="so many customers (default: 1000)")
    parser.add_argument("--kill-worker", action="store_true", help="SIGKILL the worker at random moments")
    parser.add_argument("--kills", type=int, default=KILLS, metavar="K", help=f"so often (default: {KILLS})")
    parser.add_argument("--seed", type=int, default=1, help="another seed, other moments and faults (default: 1)")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON; progress goes to stderr")


def run(options: argparse.Namespace) -> int:
    if not 1 <= options.recipients <= MOST:
        print(f"--recipients is a number from 1 to {MOST:,}.", file=sys.stderr)
        return 2
    if not 0 <= options.kills <= options.recipients:
        print("--kills is a number from 0 to that of the recipients.", file=sys.stderr)
        return 2
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _interrupt)
    wanted = Wanted(recipients=options.recipients, kills=options.kills if options.kill_worker else 0, seed=options.seed)
    try:
        with tempfile.TemporaryDirectory(prefix="andon-drill-", ignore_cleanup_errors=True) as home:
            figures = rehearse(Path(home), wanted, say_on_screen)
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return 130
    print(json.dumps(figures.as_json()) if options.json else _said(figures), flush=True)
    return 1 if figures.lost or figures.twice else 0


def _said(figures: Figures) -> str:
    lines = [
        "",
        f"{figures.told:,} of {figures.owed:,} have it; {figures.refused:,} addresses do not exist.",
        f"Lost {figures.lost:,}, twice {figures.twice:,}, once more because in doubt {figures.repeated_in_doubt:,}, "
        f"killed {figures.kills} times.",
        f"{figures.seconds:.1f} s; customers of strategic accounts after {figures.first_vip_seconds:.1f} to "
        f"{figures.last_vip_seconds:.1f} s.",
        f"{figures.raw_smtp_ratio:.2f} of the {figures.raw_per_second:,.0f} mails a second that bare connections send.",
    ]
    return "\n".join(lines)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
