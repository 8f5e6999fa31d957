from .override import Override
from .rotation import Rotation, RotationMember
from .schedule import Schedule

__all__ = ["Override", "Rotation", "RotationMember", "Schedule"]
