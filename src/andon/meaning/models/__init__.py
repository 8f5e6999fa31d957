from .search import Search
from .text_model import TextModel
from .understood_text import UnderstoodText
from .waiting_text import WaitingText

__all__ = ["Search", "TextModel", "UnderstoodText", "WaitingText"]
