"""What a report of failure means for the address (RFC 3463).

Class 5 is final for this mail. It ends the address only where the address is what is wrong: 5.1.1, 5.1.2, 5.1.3, 5.1.6
and 5.1.10 (no such mailbox or domain), 5.2.1 (switched off). A full mailbox, a policy, a size or a route say nothing
about tomorrow. What has no such status ends it when it says in words that there is nobody.
"""

import re

_NOBODY = re.compile(
    r"(?i)no such (?:user|mailbox|recipient|address|person)|(?:user|mailbox|recipient|address)(?: \S+)? (?:is )?"
    r"(?:unknown|not found|does(?:n.t| not) exist|unavailable)|unknown (?:user|mailbox|recipient|address|local part)"
    r"|account (?:has been )?(?:disabled|closed|deleted)|invalid (?:recipient|mailbox|address)|unrouteable address"
)
_CODE = re.compile(r"\b(5\.\d{1,3}\.\d{1,3})\b")
_ENDS = frozenset({"5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1"})
_VAGUE = frozenset({"5.0.0", "5.1.0", "5.5.0"})


def ends_address(status: str, why: str) -> bool:
    """`status`: such as 5.1.1, or "" where the report has none; it may stand in the words."""
    if status[:1] not in ("", "5"):
        return False
    found = _CODE.search(why)
    # What the server said is nearer to the truth than the summary of whoever reports it.
    codes = [code for code in (found[1] if found else "", status) if code and code not in _VAGUE]
    return codes[0] in _ENDS if codes else bool(_NOBODY.search(why))
