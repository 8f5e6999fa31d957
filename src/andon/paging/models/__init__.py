from .binding import Binding
from .contact_method import ContactMethod
from .escalation import Escalation, JoinedAlert
from .page import Page
from .phone_check import PhoneCheck
from .policy import Policy, Step, StepTarget

__all__ = [
    "Binding",
    "ContactMethod",
    "Escalation",
    "JoinedAlert",
    "Page",
    "PhoneCheck",
    "Policy",
    "Step",
    "StepTarget",
]
