from .blocked_sender import BlockedSender
from .case import Case
from .case_field import CaseField
from .case_type import CaseType
from .grant import Grant
from .obligation import Obligation
from .participant import Participant
from .policy import CasePolicy
from .step_tried import StepTried

__all__ = [
    "BlockedSender",
    "Case",
    "CaseField",
    "CasePolicy",
    "CaseType",
    "Grant",
    "Obligation",
    "Participant",
    "StepTried",
]
