"""Who may read what: as a message of the line is marked in its channel, and as one from the channel is meant.

In the channel each message of the line says who reads it there. What is written in the channel is engineering's, unless
it begins with a lock or with "agents:"; nothing written in Slack is ever for customers.
"""

import re
from collections.abc import Collection

from andon.conversations.rules.audience import AGENTS, CUSTOMER, ENGINEERING

SIGNS = {CUSTOMER: ":globe_with_meridians:", AGENTS: ":lock:", ENGINEERING: ":wrench:"}
_FOR_AGENTS = re.compile(r"\s*(?::lock:|🔒|agents:)\s*", re.IGNORECASE)


def meant_for(text: str, classes: Collection[str]) -> tuple[str, str]:
    """The audience, and the text without the mark. `classes`: what the writer reads herself; she writes no other."""
    found = _FOR_AGENTS.match(text)
    words = text[found.end() :] if found else text
    audience = AGENTS if found else ENGINEERING
    return (audience if audience in classes else AGENTS), words
