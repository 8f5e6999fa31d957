"""`andon demo`: Fernhill's house, and one day of it played through the front doors."""

import argparse
import json
import signal
import sys
from types import FrameType

from andon.project.locks import Taken

from .place import own_home
from .show import Show


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Fills a believable company in a place of its own, plays a day of it through the front doors (mail, portal, API, "
        "alarms), says what to look at, and stays up until Ctrl-C. Nothing leaves this machine."
    )
    parser.add_argument(
        "--speed", type=float, default=1.0, help="how fast the day is played: 2 is twice as fast, 0 without pauses"
    )
    parser.add_argument("--once", action="store_true", help="play it on an empty database without pauses, then end")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON; the story goes to stderr")


def run(options: argparse.Namespace) -> int:
    if not 0 <= options.speed <= 1000:
        print("The speed is a number from 0 to 1000.", file=sys.stderr)
        return 2
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _interrupt)
    try:
        with own_home(lasting=not options.once) as home:
            return _play(Show(home, options))
    except KeyboardInterrupt:
        print("Stopped. The next start begins anew.", file=sys.stderr)
        return 130 if options.once else 0
    except Taken as taken:
        print(f"The demo runs already (process {taken.holder}). Stop it there first.", file=sys.stderr)
    except Exception as error:  # noqa: BLE001  whatever it is, it is said in one line and the exit status
        print(f"The demo could not go on: {error or type(error).__name__}", file=sys.stderr)
    return 1


def _play(show: Show) -> int:
    result = show.play()
    if show.options.json:
        print(json.dumps(result.figures.as_json()), flush=True)
    for fault in result.faults:
        print(f"Not as it should be: {fault}.", file=sys.stderr)
    return 1 if result.faults else 0


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
