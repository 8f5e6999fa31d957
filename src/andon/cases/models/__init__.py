from .blocked_sender import BlockedSender
from .case import Case
from .grant import Grant
from .obligation import Obligation
from .participant import Participant
from .policy import CasePolicy
from .proposed_copy import ProposedCopy
from .step_tried import StepTried

__all__ = ["BlockedSender", "Case", "CasePolicy", "Grant", "Obligation", "Participant", "ProposedCopy", "StepTried"]
