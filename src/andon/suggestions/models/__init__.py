from .related_case import RelatedCase
from .said_code import SaidCode
from .suggestion import Suggestion

__all__ = ["RelatedCase", "SaidCode", "Suggestion"]
