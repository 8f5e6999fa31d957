from .alert import Alert
from .change_event import ChangeEvent
from .integration_key import IntegrationKey

__all__ = ["Alert", "ChangeEvent", "IntegrationKey"]
