from .answer import Answer
from .ask import Ask
from .brand_asking import BrandAsking
from .question import Question

__all__ = ["Answer", "Ask", "BrandAsking", "Question"]
