"""Texts become vectors. Imports no model until one is asked for; none of them needs Django or a network."""

from .encoder import Encoder
from .find import ENCODERS, find_encoder

__all__ = ["ENCODERS", "Encoder", "find_encoder"]
