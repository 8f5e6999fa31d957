from .promise import Promise

__all__ = ["Promise"]
