from .binding import Binding
from .escalation import Escalation, JoinedAlert
from .page import Page
from .policy import Policy, Step, StepTarget

__all__ = [
    "Binding",
    "Escalation",
    "JoinedAlert",
    "Page",
    "Policy",
    "Step",
    "StepTarget",
]
