"""Who is told in a drill; the same for the product's database and for the count at the server."""

from .server import REFUSED

VIP_EACH, GONE_EACH, DOMAIN_EACH = 20, 200, 25


def address_of(number: int) -> str:
    """One in two hundred does not exist at the server."""
    who = f"{REFUSED}{number}" if number % GONE_EACH == GONE_EACH - 1 else f"c{number}"
    return f"{who}@d{number // DOMAIN_EACH}.drill.example"


def is_vip(number: int) -> bool:
    return number % VIP_EACH == 0


def addresses(count: int) -> list[str]:
    return [address_of(number) for number in range(count)]


def vips(count: int) -> list[str]:
    return [address_of(number) for number in range(count) if is_vip(number)]
