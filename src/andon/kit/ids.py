"""Keys made before the row is written."""

import os
import threading
import time
from uuid import UUID

_lock = threading.Lock()
_last = 0


def new_id() -> UUID:
    """A UUIDv7 (RFC 9562, section 5.7) of wall-clock milliseconds, a counter and 62 random bits.

    Those of one process sort as they were made, also within a millisecond (section 6.2, method 1: 12 bits count).
    """
    tick = _next_tick()
    value = int.from_bytes(os.urandom(8), "big") & ~(0b11 << 62) | 0b10 << 62
    return UUID(int=(tick >> 12) << 80 | 0x7 << 76 | (tick & 0xFFF) << 64 | value)


def _next_tick() -> int:
    """Milliseconds and counter as one number, larger each time; a counter that runs over borrows from time to come."""
    global _last
    with _lock:
        _last = max(_last + 1, time.time_ns() // 1_000_000 << 12)
        return _last
