"""How much a stranger may ask of us: per network and per address she names."""

import ipaddress

from django.http import HttpRequest
from django.utils.translation import gettext as _

from andon.cases.models import Case
from andon.kit.errors import TooMuch
from andon.work.shared_buckets import SharedBuckets

# A shop's whole staff sits behind one address; a robot sends more.
NETWORK = SharedBuckets("portal network", rate=1 / 10, burst=30)
ADDRESS = SharedBuckets("portal address", rate=1 / 300, burst=5)

LINK = SharedBuckets("portal link", rate=1 / 5, burst=20)


def refuse_too_fast(case: Case) -> None:
    """Raises TooMuch: whoever holds a link writes as a person does."""
    if wait := LINK.take(str(case.id)):
        raise TooMuch(_("Too many at once. Try again in a minute."), round(wait) + 1)


def refuse_too_many(request: HttpRequest, address: str, *, what: str) -> None:
    """Raises TooMuch. `what` keeps reports and look-ups apart."""
    if wait := NETWORK.take(f"{what}:{network_of(request.META.get('REMOTE_ADDR', ''))}"):
        raise TooMuch(_("Too many at once from where you are. Try again in a minute."), round(wait) + 1)
    if wait := ADDRESS.take(f"{what}:{address.strip().lower()[:254]}"):
        raise TooMuch(_("Too many for this address just now. Try again in a few minutes."), round(wait) + 1)


def network_of(client: str) -> str:
    """The /24 or /64 that an address stands in: whoever has one address there has the others too."""
    try:
        address = ipaddress.ip_address(client)
    except ValueError:
        return "unknown"
    return str(ipaddress.ip_network((address, 24 if address.version == 4 else 64), strict=False))
