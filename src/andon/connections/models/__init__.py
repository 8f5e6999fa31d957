from .connection import Connection
from .connection_secret import ConnectionSecret
from .external_link import ExternalLink
from .incoming_delivery import IncomingDelivery
from .outgoing_delivery import OutgoingDelivery

__all__ = ["Connection", "ConnectionSecret", "ExternalLink", "IncomingDelivery", "OutgoingDelivery"]
