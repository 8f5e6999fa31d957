"""The parts that all moves of obligations share: counts and dues of their cases, and the facts."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from django.db.models import Count
from django.utils.translation import gettext as _

from andon.kit import clock
from andon.kit.errors import Conflict
from andon.kit.subject import Subject
from andon.timeline.actor import Actor
from andon.timeline.record import Entry, record_all

from .clocks import Pair, keep_times, owing
from .holding import held
from .models import Case, Obligation
from .models.obligation import Kind, State


def locked(obligations: Sequence[Obligation]) -> list[Obligation]:
    """As they are now. Their cases are locked first, in the order in which everybody locks cases."""
    held(*{one.case_id: Case(pk=one.case_id) for one in obligations}.values())
    wanted = Obligation.objects.select_for_update(of=("self",)).filter(pk__in=[one.pk for one in obligations])
    return list(wanted.select_related("case").order_by("pk"))


def refuse_question(obligation: Obligation) -> None:
    """Raises Conflict for a question of engineers: it is over by its answer."""
    if obligation.kind == Kind.ANSWER:
        raise Conflict(_("Answer the question, or say that it cannot be told."))


def settle_cases(obligations: Sequence[Obligation]) -> dict[object, Case]:
    """Recount what each of their cases owes, and make it due or no longer due."""
    return settle([Case(pk=pk) for pk in {one.case_id for one in obligations}])


def settle(given: Sequence[Case]) -> dict[object, Case]:
    """These cases and their survivors, who owe what is owed in all that was merged into them; a fixed number of
    statements. A merged case is due for nobody."""
    rows = held(*given)
    cases, counts = list(rows.values()), _owed_in(rows)
    now, turned = clock.now(), list[Pair]()
    for case in cases:
        before, (case.owed_count, case.asked_count) = case.owed_count, counts[case.id]
        if bool(before) != bool(case.owed_count):
            turned.append((case, owing(case, bool(case.owed_count), now)))
    keep_times(turned)
    Case.objects.bulk_update(cases, ["owed_count", "asked_count", "due_at", "due_reason"])
    return rows


def _owed_in(rows: Mapping[object, Case]) -> dict[object, tuple[int, int]]:
    """Per case how much is owed, and how much of it are answers to engineers."""
    homes = Case.objects.with_homes(row.id for row in rows.values()).order_by()
    owed = Obligation.objects.filter(case__in=homes, state=State.OWED).order_by()
    all_of, asked = Counter[object](), Counter[object]()
    for case, into, kind, count in owed.values_list("case_id", "case__merged_into_id", "kind").annotate(n=Count("id")):
        for through in (case, into):
            all_of[through] += count
            asked[through] += count if kind == Kind.ANSWER else 0
    return {row.id: (all_of[row.id], asked[row.id]) for row in rows.values()}


def record_each(
    obligations: Sequence[Obligation], fact_of: Callable[[Obligation], object], cases: dict[object, Case], by: Actor
) -> None:
    record_all([Entry(fact_of(one), cases[one.case_id].subject, by, _about(one, cases)) for one in obligations])


def _about(one: Obligation, cases: dict[object, Case]) -> list[Subject]:
    contact = [Subject("contact", one.contact_id)] if one.contact_id else []
    case = cases[one.case_id]
    through = cases.get(case.merged_into_id)
    shown = [through.subject, *through.live_about] if through else []
    return [one.source, *contact, *case.live_about, *shown]
