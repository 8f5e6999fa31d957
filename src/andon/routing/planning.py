"""When routers learn: soon after people decided, never more often than every five minutes."""

from collections.abc import Collection
from datetime import UTC, datetime, timedelta

from django.db.models import Count

from andon.kit import clock
from andon.work.plan import Planned, plan_all

from .models import Choice, FieldRouter
from .rules.fields import FIELDS
from .rules.learning import is_worth_learning

_EVERY = timedelta(minutes=5)


def learn_if_worth(fields: Collection[str]) -> None:
    """Those of these fields for which enough is new; two statements, and one where something is."""
    if not fields:
        return
    counts = dict(Choice.objects.filter(field__in=fields).values_list("field").annotate(n=Count("id")).order_by())
    learned = dict(FieldRouter.objects.values_list("field", "learned_from"))
    learn_soon([field for field in fields if is_worth_learning(counts.get(field, 0), learned.get(field, 0))])


def learn_soon(fields: Collection[str] = FIELDS) -> None:
    """At the next full five minutes, so that many decisions at once are one learning and none puts it off."""
    from .due import learn

    now = clock.now()
    begun = datetime.min.replace(tzinfo=UTC)
    at = now + (_EVERY - (now - begun) % _EVERY) % _EVERY
    plan_all(
        Planned(task=learn, args={"field": field}, key=f"routing.learn:{field}", run_at=at) for field in sorted(fields)
    )
