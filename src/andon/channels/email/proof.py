"""Whether the domain of a mail's sender stands for it: by the results of a server that we trust (RFC 8601), else by its
DKIM signatures, which we check ourselves (RFC 6376).

*Proved* is DMARC passed, or a valid signature of the sender's domain (or of one above it). SPF alone proves nothing of
what stands in From. A mail with two senders, or whose signature leaves a part of the text unsigned, is not proved.
"""

import logging
import re
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from email.message import EmailMessage
from typing import Any

import dkim  # type: ignore[import-untyped]

MOST_SIGNATURES = 3
LONGEST = 6.0
"""Seconds for all look-ups of one mail."""

FindTxt = Callable[[str, float], bytes | None]
"""The TXT record of a name, or None; gives up after so many seconds."""

# What is wrong with a stranger's signature is no trouble of ours.
_QUIET = logging.getLogger("andon.signatures")
_QUIET.addHandler(logging.NullHandler())
_QUIET.propagate = False

_RESULT = re.compile(r"\b(spf|dkim|dmarc)\s{0,4}=\s{0,4}([a-z]{2,12})\b")


@dataclass(frozen=True, slots=True)
class Proof:
    """`by`: dmarc or dkim, "" when nothing proves the sender. `checked`: server (its results), andon, or nobody.

    `results`: what each method said, such as {"spf": "pass"}.
    """

    by: str = ""
    domain: str = ""
    checked: str = "nobody"
    results: dict[str, str] = field(default_factory=dict)

    @property
    def is_proved(self) -> bool:
        return bool(self.by)

    @property
    def is_disproved(self) -> bool:
        """Somebody looked, and a method said that it is not from whom it says."""
        return not self.by and "fail" in self.results.values()

    def stored(self) -> dict[str, Any]:
        return asdict(self)


def proof_of(stored: dict[str, Any] | None) -> Proof | None:
    return Proof(**stored) if stored else None


def read_results(mail: EmailMessage, address: str, trusted_server: str) -> Proof | None:
    """Only the topmost results, only of the server we trust; None when there are none of it."""
    if not trusted_server:
        return None
    said = next((str(value) for value in mail.get_all("Authentication-Results", [])), "").lower()[:20_000]
    server, _, rest = said.partition(";")
    if server.split()[:1] != [trusted_server.lower()]:
        return None
    domain = address.rpartition("@")[2]
    results = dict(reversed(_RESULT.findall(rest)))
    by = _proved_by(rest, domain) if domain and has_one_sender(mail) else ""
    return Proof(by, domain, "server", results)


def _proved_by(results: str, domain: str) -> str:
    name = re.escape(domain)
    if re.search(rf"\bdmarc=pass\b[^;]*header\.from={name}(?![\w.-])", results):
        return "dmarc"
    return "dkim" if re.search(rf"\bdkim=pass\b[^;]*header\.(d|i)=@?{name}(?![\w.-])", results) else ""


def has_one_sender(mail: EmailMessage) -> bool:
    return len(mail.get_all("From", [])) == 1


def is_signed(raw: bytes) -> bool:
    heads = raw[:200_000].replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    return bool(re.search(rb"(?im)^dkim-signature[ \t]*:", heads))


def check_signatures(raw: bytes, address: str, find_txt: FindTxt) -> Proof:
    """Our own look; a DNS that does not answer is "temperror". Raises nothing."""
    domain, until = address.rpartition("@")[2], time.monotonic() + LONGEST
    results: list[str] = []

    def look_up(name: bytes, timeout: float = 5) -> bytes | None:
        return find_txt(name.decode("ascii", "replace"), max(0.1, min(timeout, until - time.monotonic())))

    for place in range(MOST_SIGNATURES):
        if time.monotonic() > until:
            break
        try:
            found = dkim.DKIM(raw, logger=_QUIET, timeout=3, minkey=1024)
            good = found.verify(place, dnsfunc=look_up)
        except (dkim.DnsTimeoutError, TimeoutError):
            results.append("temperror")
            continue
        except Exception:  # noqa: BLE001  whatever somebody sends as a signature, it proves nothing
            results.append("permerror")
            continue
        signer = (found.domain or b"").decode("ascii", "replace").lower()
        if not signer:
            break
        results.append("pass" if good else "fail")
        if good and domain and (domain == signer or domain.endswith(f".{signer}")) and _signs_all(found):
            return Proof("dkim", domain, "andon", {"dkim": "pass"})
    return Proof("", domain, "andon", {"dkim": results[0]} if results else {})


def _signs_all(found: dkim.DKIM) -> bool:
    """Its text to the end, and the one From that there is."""
    senders = [name for name, _value in found.headers if name.lower().strip() == b"from"]
    covers = b"from" in (found.include_headers or ())
    return covers and b"l" not in (found.signature_fields or {}) and len(senders) == 1
