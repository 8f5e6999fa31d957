from .following import Following
from .recorded_fact import RecordedFact

__all__ = ["Following", "RecordedFact"]
