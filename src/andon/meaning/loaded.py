"""The encoders of this process: loaded when first needed, kept, and used by one thread at a time. Only for workers."""

import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    from .encoders import Encoder

_lock = threading.Lock()
_by_name: "dict[str, Encoder]" = {}


def wanted_encoder() -> "Encoder":
    """The one that the installation names (ANDON_MEANING_MODEL), else the best that loads here."""
    return _load(settings.MEANING_MODEL)


def encoder_of(model: str) -> "Encoder | None":
    """The one whose vectors carry this id; None when it does not load here (any more)."""
    from .encoders import ENCODERS

    for name in (settings.MEANING_MODEL, *ENCODERS):
        try:
            found = _load(name)
        except (LookupError, ImportError, OSError, RuntimeError):
            continue
        if found.id == model:
            return found
    return None


def encode(encoder: "Encoder", texts: Sequence[str]) -> "NDArray[numpy.float32]":
    with _lock:
        return encoder.encode(texts)


def _load(name: str) -> "Encoder":
    from .encoders import find_encoder

    with _lock:
        if name not in _by_name:
            _by_name[name] = find_encoder(name)
        return _by_name[name]
