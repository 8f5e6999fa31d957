from .recorded_fact import RecordedFact

__all__ = ["RecordedFact"]
