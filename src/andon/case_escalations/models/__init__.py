from .case_escalation import CaseEscalation
from .kind import EscalationKind
from .note import EscalationNote

__all__ = ["CaseEscalation", "EscalationKind", "EscalationNote"]
