from .calendar import BusinessCalendar
from .calendar_version import CalendarVersion
from .clock import Clock
from .kept_happening import KeptHappening
from .recompute import Recompute
from .target_policy import TargetPolicy
from .target_settings import TargetSettings

__all__ = [
    "BusinessCalendar",
    "CalendarVersion",
    "Clock",
    "KeptHappening",
    "Recompute",
    "TargetPolicy",
    "TargetSettings",
]
