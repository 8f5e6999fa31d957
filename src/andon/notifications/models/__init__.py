from .contact_method import ContactMethod
from .kind_choice import Choice, KindChoice
from .notice import Notice
from .phone_check import PhoneCheck
from .quiet_hours import QuietHours
from .reach_step import ReachStep
from .self_test import SelfTest, SelfTestPlan

__all__ = [
    "Choice",
    "ContactMethod",
    "KindChoice",
    "Notice",
    "PhoneCheck",
    "QuietHours",
    "ReachStep",
    "SelfTest",
    "SelfTestPlan",
]
