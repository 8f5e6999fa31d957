from .affected_account import AffectedAccount
from .duty import Duty
from .eta import Eta
from .gate_override import GateOverride
from .hunch import Hunch
from .incident import Incident
from .links import IncidentAlert, IncidentCase, IncidentService
from .shown_answer import ShownAnswer

__all__ = [
    "AffectedAccount",
    "Duty",
    "Eta",
    "GateOverride",
    "Hunch",
    "Incident",
    "IncidentAlert",
    "IncidentCase",
    "IncidentService",
    "ShownAnswer",
]
