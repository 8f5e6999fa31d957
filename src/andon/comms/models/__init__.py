from .recipient import Recipient
from .update import Update, UpdateText

__all__ = ["Recipient", "Update", "UpdateText"]
