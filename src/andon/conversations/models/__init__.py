from .attachment import Attachment
from .message import Message
from .thread import Thread

__all__ = ["Attachment", "Message", "Thread"]
