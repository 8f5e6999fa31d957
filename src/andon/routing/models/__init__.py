from .choice import Choice
from .decision import Decision
from .field_router import FieldRouter
from .prediction import Prediction
from .routing_state import RoutingState

__all__ = ["Choice", "Decision", "FieldRouter", "Prediction", "RoutingState"]
