from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from andon.cases.facts_owed import ObligationOwed
from andon.cases.holding import held
from andon.cases.ledger import record_each, settle_cases
from andon.cases.models import Obligation
from andon.cases.models.obligation import Kind
from andon.cases.obligation_in import ObligationIn
from andon.kit import clock
from andon.kit.errors import Invalid
from andon.timeline.actor import Actor


@transaction.atomic
def owe(items: Sequence[ObligationIn], *, by: Actor) -> list[Obligation]:
    """Enter what is owed to cases' customers, in a fixed number of statements; one row per item, in order.

    What is in the ledger already stays as it is, told or not; `reopen_obligations` makes it owed again.
    """
    if not items:
        return []
    if any(item.kind not in Kind.values for item in items):
        raise Invalid({"kind": _("Owed is either to tell or to verify.")})
    held(*(item.case for item in items))
    now = clock.now()
    known = _known(items)
    made: dict[object, Obligation] = {}
    for item in items:
        if _key(item) not in known:
            made.setdefault(_key(item), _row(item, now))
    Obligation.objects.bulk_create(made.values(), batch_size=1000)
    fresh = list(made.values())
    if fresh:
        cases = settle_cases(fresh)
        record_each(fresh, lambda one: ObligationOwed(obligation=one.id, kind=one.kind), cases, by)
    rows = known | made
    return [rows[_key(item)] for item in items]


def _contact(item: ObligationIn) -> UUID | None:
    return item.contact.id if item.contact else item.case.contact_id


def _key(item: ObligationIn) -> object:
    return (item.case.id, _contact(item), item.kind, item.source)


def _known(items: Sequence[ObligationIn]) -> dict[object, Obligation]:
    of_cases = Obligation.objects.filter(
        case__in=[item.case for item in items], source_id__in={item.source.id for item in items}
    )
    return {(one.case_id, one.contact_id, one.kind, one.source): one for one in of_cases}


def _row(item: ObligationIn, now: datetime) -> Obligation:
    return Obligation(
        case=item.case,
        contact_id=_contact(item),
        kind=item.kind,
        source_kind=item.source.kind,
        source_id=item.source.id,
        label=item.label[:200],
        delivery_key=item.delivery_key,
        owed_at=now,
    )
