from uuid import UUID


def later_first(one: UUID, other: UUID) -> tuple[UUID, UUID]:
    """Two cases in the order in which a pair is kept: keys sort as they were made."""
    return (one, other) if one > other else (other, one)
