from .calendar import Calendar, CalendarShift
from .feed import Feed
from .fixed import FixedShift, FixedSpan
from .gap import Gap
from .layer import Layer, LayerVersion, Member
from .override import Override
from .schedule import Schedule
from .swap import Swap, SwapOffer

__all__ = [
    "Calendar",
    "CalendarShift",
    "Feed",
    "FixedShift",
    "FixedSpan",
    "Gap",
    "Layer",
    "LayerVersion",
    "Member",
    "Override",
    "Schedule",
    "Swap",
    "SwapOffer",
]
