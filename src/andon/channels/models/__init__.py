from .delivery import Delivery
from .inbound_mail import InboundMail

__all__ = ["Delivery", "InboundMail"]
