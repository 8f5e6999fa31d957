from .gesture import Gesture
from .kind import GestureKind
from .limit import GestureLimit

__all__ = ["Gesture", "GestureKind", "GestureLimit"]
