from .fix import Fix
from .outlook import Outlook

__all__ = ["Fix", "Outlook"]
