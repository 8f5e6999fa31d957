"""Workers of one process: calls to other systems have threads of their own, so that nothing waits for a slow one."""

import logging
import threading
from collections.abc import Sequence

from andon.work.lanes import CALL

from .worker import Worker

_log = logging.getLogger(__name__)


def run_side_by_side(lanes: Sequence[str], *, threads: int, calls: int, stop: threading.Event) -> None:
    """Do what is due in these lanes until `stop` is set, and what was running has ended."""
    others = [lane for lane in lanes if lane != CALL]
    if CALL not in lanes:
        Worker(others, threads=threads).run(stop)
    elif not others:
        Worker([CALL], threads=calls).run(stop)
    else:
        calling = threading.Thread(target=_run, args=(Worker([CALL], threads=calls), stop), name="andon-calls")
        calling.start()
        try:
            Worker(others, threads=threads).run(stop)
        finally:
            stop.set()
            calling.join()


def _run(worker: Worker, stop: threading.Event) -> None:
    try:
        worker.run(stop)
    except BaseException:
        # Half a worker would be worse than none: the process ends, and whoever watches it starts it again.
        _log.exception("the worker of calls ended")
        stop.set()
        raise
