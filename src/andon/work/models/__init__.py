from .blob import Blob
from .clock_shift import ClockShift
from .due_work import DueWork
from .idempotency_key import IdempotencyKey

__all__ = ["Blob", "ClockShift", "DueWork", "IdempotencyKey"]
