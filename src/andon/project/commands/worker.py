"""`andon worker`: does what is due."""

import argparse
import os

from andon.work.lanes import LANES

from .attach import attach, end_on_signals


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--lane", action="append", choices=LANES, help="only this kind of work; may be repeated (default: all)"
    )
    parser.add_argument("--threads", type=int, default=4, help="pieces of work at a time (default: 4)")
    parser.add_argument("--calls", type=int, default=8, help="calls to other systems at a time, besides (default: 8)")
    parser.add_argument("--nice", type=int, default=0, help="give way to other processes, from 0 to 19 (default: 0)")


def run(options: argparse.Namespace) -> int:
    os.nice(max(0, options.nice))
    attach()
    stop = end_on_signals()
    from django.urls import get_resolver

    from andon.work.engine.side_by_side import run_side_by_side

    # All screens are imported for the first link that is written: seconds that no page may wait for.
    _ = get_resolver().reverse_dict
    run_side_by_side(options.lane or LANES, threads=options.threads, calls=options.calls, stop=stop)
    return 0
