from .audit_state import AuditState
from .blob import Blob
from .bucket import Bucket
from .clock_shift import ClockShift
from .due_work import DueWork
from .idempotency_key import IdempotencyKey
from .lane_beat import LaneBeat

__all__ = ["AuditState", "Blob", "Bucket", "ClockShift", "DueWork", "IdempotencyKey", "LaneBeat"]
