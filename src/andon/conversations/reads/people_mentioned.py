"""Whom new messages call by @name."""

from collections.abc import Sequence

from andon.conversations.message_in import MessageIn
from andon.conversations.rules.audience import CUSTOMER
from andon.conversations.rules.mentions import find_mentions
from andon.kit.subject import Subject
from andon.people.models import User


def people_mentioned(items: Sequence[MessageIn]) -> list[list[Subject]]:
    """Per item; customers' own and what goes to customers mentions nobody. One query, and none without an @."""
    calling = [item.seen_by != CUSTOMER and "@" in item.body for item in items]
    if not any(calling):
        return [[] for _ in items]
    names = dict(User.objects.filter(is_active=True).values_list("id", "name"))
    return [
        [Subject("user", person) for person in find_mentions(item.body, names)] if calls else []
        for item, calls in zip(items, calling, strict=True)
    ]
