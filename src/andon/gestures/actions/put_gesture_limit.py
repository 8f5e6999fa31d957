from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from andon.gestures.facts import GestureLimitPut
from andon.gestures.models import GestureLimit
from andon.gestures.money import check_currency, read_amount
from andon.kit.errors import Invalid
from andon.kit.subject import Subject
from andon.people.models import Team
from andon.timeline.actor import Actor
from andon.timeline.record import record

SUBJECT = Subject("gesture_limits", UUID(int=1))


@transaction.atomic
def put_gesture_limit(
    *, role: str, team: Team | None, currency: str, amount: Decimal | str | None, by: Actor
) -> GestureLimit | None:
    """Up to which amount this role gives by itself, in this team or (None) wherever it has no other limit.

    Without an amount the limit is taken away. The same again changes nothing.
    """
    if role not in ("agent", "lead"):
        raise Invalid({"role": _("Agents and leads have limits.")})
    currency = check_currency(currency)
    read = None if amount in (None, "") else read_amount(amount, least=Decimal(0))
    known = GestureLimit.objects.order_by().filter(role=role, team=team, currency=currency).select_for_update().first()
    if (known.amount if known else None) == read:
        return known
    if read is None:
        GestureLimit.objects.filter(role=role, team=team, currency=currency).delete()
    else:
        known = known or GestureLimit(role=role, team=team, currency=currency)
        known.amount = read
        known.save()
    said = GestureLimitPut(
        role=role, team=team.id if team else None, currency=currency, amount="" if read is None else str(read)
    )
    record(said, subject=SUBJECT, by=by)
    return known if read is not None else None
