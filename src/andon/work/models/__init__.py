from .blob import Blob
from .bucket import Bucket
from .clock_shift import ClockShift
from .due_work import DueWork
from .idempotency_key import IdempotencyKey

__all__ = ["Blob", "Bucket", "ClockShift", "DueWork", "IdempotencyKey"]
