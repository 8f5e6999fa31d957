from .delivery import Delivery
from .dkim_key import DkimKey
from .imap_account import ImapAccount
from .inbound_mail import InboundMail
from .mailbox import Mailbox
from .provider_hook import ProviderHook
from .send_rate import SendRate
from .suppression import Suppression

__all__ = [
    "Delivery",
    "DkimKey",
    "ImapAccount",
    "InboundMail",
    "Mailbox",
    "ProviderHook",
    "SendRate",
    "Suppression",
]
