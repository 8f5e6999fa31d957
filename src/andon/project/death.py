"""Children that do not outlive their parent, even one that was killed with -9."""

import ctypes
import os
import signal
import sys
from collections.abc import Callable

_PR_SET_PDEATHSIG = 1


def dies_with_parent(number: signal.Signals) -> Callable[[], None]:
    """For Popen's `preexec_fn`: the kernel sends `number` when the thread that starts the child ends.

    Start such children from the main thread. It must be set after the change of user, which clears it; Popen calls
    `preexec_fn` last. Only Linux has it; elsewhere a server left over is ended at the next start.
    """
    # Loaded here: between fork and exec nothing may be loaded.
    set_signal = _setter()
    parent = os.getpid()

    def set_it() -> None:
        set_signal(int(number))
        # The parent may have died before that.
        if os.getppid() != parent:
            os._exit(1)

    return set_it


def die_with_parent(number: signal.Signals) -> None:
    """The same for this very process, when somebody else's code started it."""
    _setter()(int(number))


def _setter() -> Callable[[int], object]:
    if sys.platform != "linux":
        return lambda number: None
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    return lambda number: prctl(_PR_SET_PDEATHSIG, number)
