"""What was given within twelve months: owed and done, by currency. What was declined or given up counts not."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from django.db.models import Count, Sum

from andon.gestures.models import Gesture
from andon.gestures.money import money_words
from andon.kit import clock

YEAR = timedelta(days=365)


def given_to(accounts: Iterable[UUID]) -> dict[UUID, list[str]]:
    """Per account “EUR 120.00” for each currency, the largest first; one query."""
    counted = Gesture.objects.filter(
        case__account__in=list(accounts), asked_at__gt=clock.now() - YEAR, obligation__state__in=["owed", "told"]
    ).order_by()
    rows = counted.exclude(amount=None).values_list("case__account", "currency")
    found: dict[UUID, list[str]] = defaultdict(list)
    for account, currency, total, _count in rows.annotate(total=Sum("amount"), count=Count("id")).order_by("-total"):
        found[account].append(money_words(total, currency))
    return found
