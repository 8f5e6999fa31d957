from .alert import Alert
from .alert_note import AlertNote
from .change_event import ChangeEvent
from .heartbeat import Heartbeat
from .integration_key import IntegrationKey

__all__ = ["Alert", "AlertNote", "ChangeEvent", "Heartbeat", "IntegrationKey"]
