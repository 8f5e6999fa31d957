"""DNS, asked with a bound: of the machine's resolver, or of the one in the settings."""

from collections.abc import Sequence

import dns.exception
import dns.resolver
from django.conf import settings


class DnsAway(TimeoutError):
    """No name server answers, or none is known: nothing can be said about the name."""


def find_records(name: str, kind: str, timeout: float = 3.0) -> list[str]:
    """The records of this kind as text, TXT in one piece; empty when the name or the record does not exist."""
    try:
        found = _resolver().resolve(name, kind, lifetime=timeout, raise_on_no_answer=False)
    except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
        return []
    except (dns.exception.DNSException, OSError, UnicodeError, ValueError) as error:
        raise DnsAway(f"{name}: {type(error).__name__}") from None
    records: Sequence[object] = list(found.rrset or ())
    return [_text(record) for record in records]


def find_txt(name: str, timeout: float = 3.0) -> bytes | None:
    """The first TXT record of a name; raises DnsAway."""
    found = find_records(name, "TXT", timeout)
    return found[0].encode("latin-1", "replace") if found else None


def _text(record: object) -> str:
    strings = getattr(record, "strings", None)
    return b"".join(strings).decode("latin-1") if strings is not None else str(record)


def _resolver() -> dns.resolver.Resolver:
    if not settings.MAIL_DNS:
        try:
            return dns.resolver.Resolver()
        except dns.resolver.NoResolverConfiguration as error:
            raise DnsAway(str(error)) from None
    host, _colon, port = settings.MAIL_DNS.rpartition(":")
    resolver = dns.resolver.Resolver(configure=False)
    resolver.nameservers, resolver.port = [host], int(port)
    return resolver
