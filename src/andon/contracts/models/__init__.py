from .contract import Contract
from .correction import Correction
from .milestone import Milestone
from .settlement import Settlement
from .terms import Terms

__all__ = ["Contract", "Correction", "Milestone", "Settlement", "Terms"]
