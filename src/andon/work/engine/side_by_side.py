"""Workers of one process: what takes long, or asks other systems, has threads of its own, so that nothing waits for it.

Calls to other systems have several. Reading texts has one, because its library takes one at a time, and a search must
not wait until all that is to be read has been.
"""

import logging
import threading
from collections.abc import Sequence

from andon.work.lanes import CALL, EMBEDDING, SEARCH

from .worker import Worker

_log = logging.getLogger(__name__)


def run_side_by_side(lanes: Sequence[str], *, threads: int, calls: int, stop: threading.Event) -> None:
    """Do what is due in these lanes until `stop` is set, and what was running has ended."""
    apart = {CALL: calls, SEARCH: 1, EMBEDDING: 1}
    groups = [([lane for lane in lanes if lane not in apart], threads)]
    groups += [([lane], apart[lane]) for lane in lanes if lane in apart]
    first, *others = [Worker(some, threads=count) for some, count in groups if some]
    beside = [threading.Thread(target=_run, args=(worker, stop), name="andon-beside") for worker in others]
    for thread in beside:
        thread.start()
    try:
        first.run(stop)
    finally:
        stop.set()
        for thread in beside:
            thread.join()


def _run(worker: Worker, stop: threading.Event) -> None:
    try:
        worker.run(stop)
    except BaseException:
        # Half a worker would be worse than none: the process ends, and whoever watches it starts it again.
        _log.exception("a worker beside others ended")
        stop.set()
        raise
