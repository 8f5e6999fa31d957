"""Echo suppression: what we did at a vendor comes back as news, and must not be taken for some.

Two signs tell: the author is one of our own ids there, or the text carries our marker. The marker is a short word made
with our key, so that nobody can hide news by writing it.
"""

from andon.kit.secret import sign, signed

from .models import Connection

_PURPOSE = "echo"


def marker(connection: Connection) -> str:
    """A word to put where the vendor keeps it and people hardly see it: `andon-…`, the same each time."""
    return f"andon-{sign(_PURPOSE, str(connection.pk))}"


def is_echo(connection: Connection, *, author: str = "", text: str = "") -> bool:
    """Whether we did it ourselves."""
    return (bool(author) and author in connection.own_ids) or _is_marked(connection, text)


def _is_marked(connection: Connection, text: str) -> bool:
    return any(signed(_PURPOSE, str(connection.pk), word[:20]) for word in text.split("andon-")[1:] if len(word) >= 20)
