"""A router as bytes and back; numbers and names only, so that reading one can run nothing."""

import json
from io import BytesIO
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from .belonging import Known, Scale
from .confidence import Confidence
from .routing import Router

FORM = 1


def dump_router(router: Router, encoder: str) -> bytes:
    """`encoder`: the id of the one whose vectors it was learned from."""
    told = {
        "form": FORM,
        "encoder": encoder,
        "labels": router.labels,
        "confidence": [router.confidence.constant, router.confidence.slope],
        "floor": router.floor,
    }
    kept: dict[str, Any] = {
        "told": np.frombuffer(json.dumps(told).encode(), dtype=np.uint8),
        "weights": router.weights.astype(np.float32),
        "bias": router.bias,
        "middles": router.known.middles.astype(np.float16),
        "texts": router.known.texts.astype(np.float16),
        "scale": np.stack([router.scale.middle, router.scale.spread]),
    }
    written = BytesIO()
    np.savez_compressed(written, **kept)
    return written.getvalue()


def load_router(stored: bytes, encoder: str) -> Router:
    """ValueError: it is none, is of another form, or was learned from another encoder's vectors."""
    parts, told = _read(stored)
    if (told["form"], told["encoder"]) != (FORM, encoder):
        raise ValueError(f"The router was learned from {told['encoder']!r}, not from {encoder!r}.")
    return Router(
        tuple(told["labels"]),
        parts["weights"].astype(np.float64),
        parts["bias"],
        Known(parts["middles"].astype(np.float32), parts["texts"].astype(np.float32)),
        Scale(*parts["scale"]),
        Confidence(*told["confidence"]),
        told["floor"],
    )


def _read(stored: bytes) -> tuple[dict[str, NDArray[Any]], dict[str, Any]]:
    try:
        with np.load(BytesIO(stored), allow_pickle=False) as kept:
            parts = {name: kept[name] for name in kept.files}
        return parts, json.loads(parts["told"].tobytes())
    except (AttributeError, BadZipFile, EOFError, KeyError, OSError, TypeError, ValueError) as reason:
        raise ValueError("This is no stored router.") from reason
