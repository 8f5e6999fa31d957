"""Who reads what. A message names its narrowest audience: customers read only theirs, agents theirs and the customers',
engineering reads all. Nobody else widens it."""

CUSTOMER, AGENTS, ENGINEERING = "customer", "agents", "engineering"
AUDIENCES = (CUSTOMER, AGENTS, ENGINEERING)
NOTHING: frozenset[str] = frozenset()

_READS = {
    CUSTOMER: frozenset({CUSTOMER}),
    AGENTS: frozenset({CUSTOMER, AGENTS}),
    ENGINEERING: frozenset(AUDIENCES),
}


def classes_read_by(audience: str) -> frozenset[str]:
    """The visibility classes that a reader of this audience sees."""
    return _READS[audience]
