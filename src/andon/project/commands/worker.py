"""`andon worker`: does what is due."""

import argparse

from andon.work.lanes import LANES

from .attach import attach, end_on_signals


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--lane", action="append", choices=LANES, help="only this kind of work; may be repeated (default: all)"
    )
    parser.add_argument("--threads", type=int, default=4, help="pieces of work at a time (default: 4)")


def run(options: argparse.Namespace) -> int:
    attach()
    stop = end_on_signals()
    from andon.work.engine.worker import Worker

    Worker(options.lane or LANES, threads=options.threads).run(stop)
    return 0
