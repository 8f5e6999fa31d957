from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from andon.cases.facts import CaseReopened, CaseStatusChanged, ReporterConfirmed
from andon.cases.facts_merging import CaseMerged, CaseTakenIn
from andon.cases.holding import one_merge_at_a_time
from andon.cases.ledger import settle
from andon.cases.merging import bring_along, move_drafts, same_customer, set_stand, stand_of, take_in_clocks
from andon.cases.models import Case, Merge
from andon.cases.rules.lifecycle import CLOSED, OUR_TURN, SOLVED
from andon.cases.rules.merging import FIELDS, Stand, after_taking, kept_stand
from andon.cases.timers import stop_timers
from andon.kit import clock
from andon.kit.errors import Conflict, Invalid
from andon.kit.text import clean
from andon.timeline.actor import Actor
from andon.timeline.record import Entry, record_all

MOST = 50


@transaction.atomic
def merge_cases(cases: Sequence[Case], *, into: Case, by: Actor, why: str = "", across_customers: bool = False) -> Case:
    """Make these cases one with `into`, which stays; returns the survivor. Those merged into it already stay so.

    Nothing moves: the survivor shows what belongs to them, and an undo within the policy's days restores all. One that
    was merged elsewhere meanwhile takes its survivor along. Cases of different customers need `across_customers` and
    a reason; of those nobody comes into copy.
    """
    why = clean(why, "why", 500)
    one_merge_at_a_time()
    into, merged = _held(cases, into)
    if not merged:
        return into
    apart = [case for case in merged if not same_customer(case, into)]
    if apart and not across_customers:
        raise Invalid(
            {
                "across_customers": _("%(refs)s belongs to another customer. Confirm that you mean it.")
                % {"refs": ", ".join(case.ref for case in apart)}
            }
        )
    if apart and not why:
        raise Invalid({"why": _("Say why cases of different customers become one.")})
    _refuse_over(into, merged)
    entries: list[Entry] = []
    for case in merged:
        entries += _take_in(case, into, by, why)
    settle([into, *merged])
    record_all(entries)
    return Case.objects.with_people().get(pk=into.pk)


def _held(cases: Sequence[Case], into: Case) -> tuple[Case, list[Case]]:
    """The survivor and the cases to merge, each the one through which it is read now, all locked."""
    named = {case.pk for case in [*cases, into]}
    through = dict(Case.objects.filter(pk__in=named).order_by().values_list("pk", "merged_into_id"))
    stands = {pk: through[pk] or pk for pk in named}
    # Nobody else merges now, so that what is merged into them stays what it is.
    wanted = Case.objects.with_homes(stands.values())
    rows = {row.pk: row for row in Case.objects.locked(*wanted, merged=True)}
    survivor = rows[stands[into.pk]]
    merged = {stands[case.pk] for case in cases} - {survivor.pk}
    if len(merged) > MOST:
        raise Invalid({"cases": _("At most %(count)s at once.") % {"count": MOST}})
    return survivor, sorted((rows[pk] for pk in merged), key=lambda case: case.number)


def _refuse_over(into: Case, merged: Sequence[Case]) -> None:
    if into.status == CLOSED and any(case.status != CLOSED for case in merged):
        raise Conflict(_("%(ref)s is closed. Reopen it first, or let another stay.") % {"ref": into.ref})


def _take_in(case: Case, into: Case, by: Actor, why: str) -> list[Entry]:
    now, was, stood = clock.now(), stand_of(case), stand_of(into)
    after = after_taking(stood, was, now, same_contact=case.contact_id == into.contact_id)
    Merge.objects.create(
        case=case,
        into=into,
        why=why,
        merged_by=by.key,
        merged_at=now,
        case_before=kept_stand(was),
        into_before=kept_stand(stood),
        into_after=kept_stand(after),
    )
    came = list(Case.objects.filter(merged_into=case))
    stop_timers(case)
    move_drafts(case, into)
    case.merged_into, case.merged_at = into, now
    facts = _moved(into, stood, after)
    set_stand(into, after)
    take_in_clocks(case, into, facts, asks=was.status in OUR_TURN, now=now)
    case.save(update_fields=["merged_into", "merged_at", "due_at", "due_reason"])
    Case.objects.filter(merged_into=case).update(merged_into=into)
    into.save(update_fields=[*FIELDS])
    for home in [case, *came]:
        if same_customer(home, into):
            bring_along(home, into)
    about = [*case.live_about, *into.live_about]
    return [
        Entry(CaseMerged(into=into.id, owner=case.owner_id), case.subject, by, [into.subject, *about]),
        Entry(CaseTakenIn(case=case.id), into.subject, by, [case.subject, *about]),
        *(Entry(fact, into.subject, by, into.live_about) for fact in facts),
    ]


def _moved(into: Case, stood: Stand, after: Stand) -> list[object]:
    facts: list[object] = []
    if stood.status == SOLVED and after.status != SOLVED:
        stop_timers(into)
        facts.append(CaseReopened(why="merged", count=into.reopen_count, was=SOLVED))
    if after.status != stood.status:
        facts.append(CaseStatusChanged(old=stood.status, new=after.status))
    if after.verified and not stood.verified:
        facts.append(ReporterConfirmed())
    return facts
