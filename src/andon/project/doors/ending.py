"""Hear of the server's end before it waits for us.

On SIGTERM the server stops listening, waits for open answers, and only then tells the application (lifespan). Streams
are answers that would stay open until the server is killed, so we listen for the signal ourselves.
"""

import asyncio
import contextlib
import signal
from collections.abc import Callable


def before_the_end(do: Callable[[], None]) -> None:
    """Call `do` on the running event loop when this process is asked to end; the server's own handler still runs.

    An event loop learns of signals through its wake-up descriptor, which stays when the handler is replaced.
    """
    loop = asyncio.get_running_loop()
    # Only the main thread may set a handler; a server that runs us elsewhere ends streams by the lifespan.
    with contextlib.suppress(ValueError):
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(do))
            signal.siginterrupt(number, False)
