from .duty import Duty
from .eta import Eta
from .incident import Incident
from .links import IncidentAlert, IncidentCase, IncidentService
from .shown_answer import ShownAnswer

__all__ = ["Duty", "Eta", "Incident", "IncidentAlert", "IncidentCase", "IncidentService", "ShownAnswer"]
