"""What a vendor's slice says of itself: a small class, registered in its `ports.py`.

Everything that a vendor does differently is a method here; the rest is this room's. Methods marked "in" serve what the
vendor tells us, those marked "out" what we tell the vendor; a vendor that only does one leaves the other alone.
"""

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from andon.kit import http
from andon.kit.errors import Refused
from andon.work.lanes import BACKGROUND, CALL

from .rules.arrived import Arrived

if TYPE_CHECKING:
    from .models import Connection, IncomingDelivery, OutgoingDelivery

Text = str | Promise
Choices = Sequence[tuple[Any, Any]]
Secrets = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to set. `secret`: sealed, never shown again, several live while it is replaced. `made`: a secret that
    we make (`Vendor.make_secret`) when none is given, shown once. `choices` may be grouped, as Django's."""

    name: str
    label: Text
    kind: Literal["text", "address", "choice", "choices", "switch"] = "text"
    hint: Text = ""
    required: bool = False
    secret: bool = False
    made: bool = False
    choices: Callable[[], Choices] | Choices = ()
    usual: Any = ""

    def chosen_from(self) -> list[tuple[Any, Any]]:
        return list(self.choices() if callable(self.choices) else self.choices)


@dataclass(frozen=True, slots=True)
class Told:
    """How one delivery is kept. `id` "" means its bytes are its name; `order`: taken one at a time within it."""

    id: str = ""
    kind: str = ""
    order: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reply:
    """What the vendor hears."""

    status: int = 200
    body: bytes = b""
    content_type: str = "text/plain; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Call:
    """One HTTP request to a vendor."""

    url: str
    method: str = "POST"
    headers: Mapping[str, str] = field(default_factory=dict)
    content: bytes = b""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the vendor said: the status, its headers in lower case, and its body (cut at `most_answer`)."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


class TryLater(Exception):
    """Not now. `after`: what the vendor asks for, if it says."""

    def __init__(self, why: str, *, after: timedelta | None = None) -> None:
        super().__init__(why)
        self.after = after


class WillNot(Exception):
    """Never: this call is refused. `stop`: the vendor wants no further ones either; the connection is paused."""

    def __init__(self, why: str, *, stop: bool = False) -> None:
        super().__init__(why)
        self.stop = stop


class Vendor:
    """The base of every vendor; `slug` stands in addresses and rows, so it stays."""

    slug: str
    title: Text
    about: Text = ""
    icon: str = "plug"
    fields: Sequence[Field] = ()
    # In.
    has_incoming: bool = True
    incoming_hint: Text = ""
    most_bytes: int = 1024 * 1024
    lane_in: str = BACKGROUND
    takes_outside: bool = False
    # Out.
    patience: timedelta = timedelta(days=3)
    most_answer: int = 64 * 1024

    # Setting up.

    def check(self, settings: Mapping[str, Any]) -> None:
        """Raises Invalid({"<field>": text}) for settings that cannot be right together."""

    def check_secret(self, name: str, secret: str) -> None:
        """Raises Invalid({name: text}) for what cannot be such a secret."""

    def make_secret(self, name: str) -> str:
        """A new secret for a field that is `made`."""
        raise NotImplementedError

    def changed(self, connection: "Connection") -> None:
        """Called in the transaction in which it was added, changed, paused, or resumed."""

    def test(self, connection: "Connection", secrets: Secrets) -> str:
        """The test button: talk to the vendor and say in a sentence what was found; raises Refused with what is
        wrong. May set `connection.own_ids`, which is saved."""
        raise Refused(_("There is nothing to test here."))

    @property
    def can_test(self) -> bool:
        return type(self).test is not Vendor.test

    # In.

    def is_genuine(self, arrived: Arrived, connection: "Connection", secrets: Secrets) -> bool:
        """Whether it is signed by a live secret: over the raw bytes, in constant time (`rules/signatures`)."""
        return False

    def handshake(self, arrived: Arrived, connection: "Connection", secrets: Secrets) -> Reply | None:
        """The answer to a request that only proves an address (a GET, a challenge); nothing is kept. Called before
        `is_genuine`: a handshake that is signed checks that itself."""
        return None

    def read(self, arrived: Arrived, connection: "Connection") -> Told:
        """How to keep a genuine delivery; raises Refused (the vendor hears 400) for what cannot be read."""
        return Told()

    def reply(self, arrived: Arrived, connection: "Connection") -> Reply:
        """What the vendor hears once the delivery is committed, the first time and each time it is repeated."""
        return Reply()

    def lane_of(self, delivery: "IncomingDelivery") -> str:
        """The lane in which this one is taken; what calls the vendor meanwhile goes with the calls."""
        return CALL if self.takes_outside and self.lane_in == BACKGROUND else self.lane_in

    def take(self, delivery: "IncomingDelivery", connection: "Connection") -> str:
        """Due work: act on it. Returns "" when it was taken, else why it was left alone (a code or a few words).

        In one transaction with its record, so exactly once; with `takes_outside` without one, so that it may call the
        vendor, and must bear being called again.
        """
        raise NotImplementedError

    # In, by a line that we hold open.

    def listens(self, connection: "Connection") -> bool:
        """Whether news of this connection come by a line that we open, and not to our address."""
        return False

    def listen(
        self, connection: "Connection", secrets: Secrets, stop: threading.Event, alive: Callable[[], None]
    ) -> None:
        """Hold the line until `stop` is set, and hand what comes to `receive_delivery`; call `alive` every few seconds
        while it stands. Raises when it broke: it is opened anew, later each time. In `andon mail`, a thread each."""
        raise NotImplementedError

    # Out.

    def call_of(self, outgoing: "OutgoingDelivery", connection: "Connection", secrets: Secrets, now: datetime) -> Call:
        """The request to make; `now` is wall time, for stamps. Raises WillNot, TryLater."""
        raise NotImplementedError

    def deliver(
        self, outgoing: "OutgoingDelivery", connection: "Connection", secrets: Secrets, now: datetime
    ) -> Answer:
        """Make the call through the one door out. Override where a vendor needs several calls."""
        call = self.call_of(outgoing, connection, secrets, now)
        response = http.request(
            call.method, call.url, content=call.content, headers=call.headers, cut_at=self.most_answer
        )
        return Answer(response.status_code, dict(response.headers), response.content)

    def judge(self, answer: Answer, outgoing: "OutgoingDelivery") -> None:
        """Returns for what was accepted; raises TryLater or WillNot for what was not. Retry-After is read for you."""
        if 200 <= answer.status < 300:
            return
        if answer.status in (408, 425, 429) or answer.status >= 500:
            raise TryLater(_("It answered %(status)s.") % {"status": answer.status})
        raise WillNot(_("It answered %(status)s.") % {"status": answer.status})

    def sent(self, outgoing: "OutgoingDelivery", connection: "Connection", answer: Answer) -> None:
        """In the transaction that notes the success: keep what the answer says, such as an external link."""


_vendors: dict[str, Vendor] = {}


def register_vendor(vendor: Vendor) -> None:
    """At start-up (`ports.py`)."""
    if vendor.slug in _vendors:
        raise ValueError(f"vendor {vendor.slug!r} is registered twice")
    _vendors[vendor.slug] = vendor


def find_vendor(slug: str) -> Vendor | None:
    """None for one whose slice was deleted: its connections stay, and stand still."""
    return _vendors.get(slug)


def all_vendors() -> Iterable[Vendor]:
    return sorted(_vendors.values(), key=lambda vendor: str(vendor.title).lower())
