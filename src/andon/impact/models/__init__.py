from .blast_radius import BlastRadius
from .declined_severity import DeclinedSeverity
from .fired_rule import FiredRule
from .fix import Fix
from .impact_rule import ImpactRule
from .outlook import Outlook
from .selection import Selection

__all__ = ["BlastRadius", "DeclinedSeverity", "FiredRule", "Fix", "ImpactRule", "Outlook", "Selection"]
