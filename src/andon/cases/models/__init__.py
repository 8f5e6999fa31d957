from .blocked_sender import BlockedSender
from .carried_message import CarriedMessage
from .case import Case
from .grant import Grant
from .merge import Merge
from .obligation import Obligation
from .participant import Participant
from .policy import CasePolicy
from .step_tried import StepTried

__all__ = [
    "BlockedSender",
    "CarriedMessage",
    "Case",
    "CasePolicy",
    "Grant",
    "Merge",
    "Obligation",
    "Participant",
    "StepTried",
]
