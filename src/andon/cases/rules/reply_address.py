"""The address in which a case's mails are answered: name+<case>.<tag>@domain.

The tag is keyed, so that knowing a case's number opens nothing; a reply with a good tag belongs to the case whoever
sends it, as the tag went to its participants only.
"""

import re
from collections.abc import Iterable
from uuid import UUID

from andon.kit.secret import sign, signed

_PURPOSE = "cases.reply"
_TOKEN = re.compile(r"^[^@+]+\+([0-9a-f]{32})\.([0-9a-f]{20})@", re.IGNORECASE)


def reply_address(case: UUID, base: str) -> str:
    """Where an answer about this case goes; `base` is the configured address."""
    name, _, domain = base.partition("@")
    return f"{name}+{case.hex}.{sign(_PURPOSE, case.hex)}@{domain}"


def case_of(recipients: Iterable[str]) -> UUID | None:
    """The case that the first well-signed address names."""
    for address in recipients:
        found = _TOKEN.match(address)
        if found and signed(_PURPOSE, found[1].lower(), found[2].lower()):
            return UUID(hex=found[1])
    return None
