from collections.abc import Iterable

from andon.channels.models import Suppression


def suppressed(addresses: Iterable[str]) -> dict[str, str]:
    """Those (lower case) that are not written to, each with why; one query."""
    wanted = {address.lower() for address in addresses if address}
    found = Suppression.objects.filter(address__in=wanted) if wanted else ()
    return {one.address: one.why or str(one.get_reason_display()) for one in found}
