"""The parts that all moves of obligations share: counts and dues of their cases, and the facts."""

from collections.abc import Callable, Sequence

from django.db.models import Count

from andon.kit import clock
from andon.kit.subject import Subject
from andon.timeline.actor import Actor
from andon.timeline.record import Entry, record_all

from .models import Case, Obligation
from .models.obligation import State
from .moving import make_owed
from .reads.case_policy import case_policy
from .rules import due


def locked(obligations: Sequence[Obligation]) -> list[Obligation]:
    """As they are now. Their cases are locked first, in the order in which everybody locks cases."""
    Case.objects.locked(*{one.case_id: Case(pk=one.case_id) for one in obligations}.values())
    wanted = Obligation.objects.select_for_update(of=("self",)).filter(pk__in=[one.pk for one in obligations])
    return list(wanted.select_related("case").order_by("pk"))


def settle_cases(obligations: Sequence[Obligation]) -> dict[object, Case]:
    """Recount what each case owes, and make it due or no longer due; three statements for any number."""
    cases = Case.objects.locked(*{one.case_id: Case(pk=one.case_id) for one in obligations}.values())
    owed = Obligation.objects.filter(case__in=cases, state=State.OWED).order_by()
    counts = dict(owed.values_list("case_id").annotate(count=Count("id")))
    policy, now = case_policy(), clock.now()
    for case in cases:
        case.owed_count = counts.get(case.id, 0)
        if case.owed_count:
            make_owed(case, policy=policy, now=now)
        elif case.due_reason == due.OWED:
            case.due_at, case.due_reason = None, ""
    Case.objects.bulk_update(cases, ["owed_count", "due_at", "due_reason"])
    return {case.id: case for case in cases}


def record_each(
    obligations: Sequence[Obligation], fact_of: Callable[[Obligation], object], cases: dict[object, Case], by: Actor
) -> None:
    record_all([Entry(fact_of(one), cases[one.case_id].subject, by, _about(one, cases)) for one in obligations])


def _about(one: Obligation, cases: dict[object, Case]) -> list[Subject]:
    contact = [Subject("contact", one.contact_id)] if one.contact_id else []
    return [one.source, *contact, *cases[one.case_id].live_about]
