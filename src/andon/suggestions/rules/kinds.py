"""The codes of suggestions: what is suggested, how it stands, and what an accepted one did."""

RELATED, DUPLICATE, LINK = "related", "duplicate", "link"
KINDS = (RELATED, DUPLICATE, LINK)

OPEN, ACCEPTED, DISMISSED, UNDONE, LAPSED = "open", "accepted", "dismissed", "undone", "lapsed"
STATES = (OPEN, ACCEPTED, DISMISSED, UNDONE, LAPSED)

MERGE, RELATE = "merge", "relate"
HOW = {DUPLICATE: (MERGE, RELATE), RELATED: (RELATE, MERGE), LINK: (LINK,)}
"""What each kind can be accepted as, the usual one first."""
