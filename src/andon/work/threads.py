"""Threads that talk to the database, and close their connections when they end."""

import threading
from concurrent.futures import ThreadPoolExecutor

from django.db import connections


class DatabaseThreads(ThreadPoolExecutor):
    """A pool of at most `count` threads; each keeps its own connection until `end`."""

    def __init__(self, count: int, name: str) -> None:
        super().__init__(count, thread_name_prefix=name)
        self._count = count

    def end(self) -> None:
        """Wait for what runs, close every thread's connection, end the threads."""
        # The barrier gives each thread exactly one of the closing tasks.
        barrier = threading.Barrier(self._count)
        for _thread in range(self._count):
            self.submit(_close, barrier)
        self.shutdown(wait=True)


def _close(barrier: threading.Barrier) -> None:
    barrier.wait()
    connections.close_all()
