"""How many calls a second each caller of the API may make, asked before the database is."""

from collections import OrderedDict

from andon.api.door import limits
from andon.kit.bucket import Buckets

_MOST_CALLERS = 10_000


class Callers:
    """A token that was good of late counts on its own bucket, the one that it has everywhere in the API; what we have
    not come to know counts on its address. Whether a token still is good is decided with each call."""

    def __init__(self) -> None:
        self._strangers = Buckets(rate=5, burst=100)
        self._names: OrderedDict[str, str] = OrderedDict()

    def wait(self, token: str, address: str) -> float:
        """0, or the seconds until the next call of this token can be taken."""
        if name := self._names.get(token):
            return limits().take(name)
        return self._strangers.take(address)

    def learn(self, token: str, name: str) -> None:
        """`name` "" is a token that is not good (any more)."""
        self._names.pop(token, None)
        if name:
            self._names[token] = name
        if len(self._names) > _MOST_CALLERS:
            self._names.popitem(last=False)
