from .binding import Binding
from .escalation import Escalation, JoinedAlert
from .page import Page
from .policy import Policy, Step, StepTarget
from .round_robin import RoundRobin

__all__ = [
    "Binding",
    "Escalation",
    "JoinedAlert",
    "Page",
    "Policy",
    "RoundRobin",
    "Step",
    "StepTarget",
]
