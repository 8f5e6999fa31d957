from django.db import transaction
from django.utils.translation import gettext as _

from andon.cases.facts import CustomerWrote
from andon.cases.facts_merging import CaseLetGo, MergeUndone
from andon.cases.holding import one_merge_at_a_time
from andon.cases.ledger import settle
from andon.cases.merging import go_on_with_timers, let_go_clocks, merge_ref, send_away, set_stand, stand_of
from andon.cases.models import Case, CasePolicy, Merge
from andon.cases.moving import move_to
from andon.cases.reads.case_policy import case_policy
from andon.cases.rules import due
from andon.cases.rules.lifecycle import CLOSED, after_customer_wrote
from andon.cases.rules.merging import FIELDS, is_undone_until, may_put_back, read_stand
from andon.conversations.models import Message
from andon.kit import clock
from andon.kit.errors import Conflict
from andon.timeline.actor import Actor
from andon.timeline.record import Entry, record_all


@transaction.atomic
def undo_merge(case: Case, *, by: Actor) -> Case:
    """The case stands for itself again, as it stood before; within the policy's days. Repeating it changes nothing.

    What came in since stays with the survivor, but what was addressed to this case is its own and makes it our turn.
    The survivor is put back as well, unless somebody acted on it since.
    """
    one_merge_at_a_time()
    merge = Merge.objects.filter(case=case, undone_at=None).first()
    if merge is None:
        return Case.objects.with_people().get(pk=case.pk)
    now, policy = clock.now(), case_policy()
    if now > is_undone_until(merge.merged_at, policy.merge_undo_days):
        days = {"ref": merge.case.ref, "days": policy.merge_undo_days}
        raise Conflict(_("%(ref)s was merged more than %(days)s days ago. Split off what belongs apart.") % days)
    case, into, back = _held(merge)
    merge.undone_at, merge.undone_by = now, by.key
    merge.save(update_fields=["undone_at", "undone_by"])
    send_away(case, back, into)
    facts, wrote = _restore(case, merge)
    put_back = _put_back(into, merge, policy)
    case.merged_into = case.merged_at = None
    undone = merge_ref(case, merge.merged_at) if put_back else ""
    let_go_clocks(case, into, [*facts, *wrote], undone=undone)
    go_on_with_timers(case, stopped_at=merge.merged_at, policy=policy)
    case.save(update_fields=[*FIELDS, "merged_into", "merged_at"])
    into.save(update_fields=[*FIELDS])
    for home in back:
        home.merged_into = case
    Case.objects.bulk_update(back, ["merged_into"])
    settle([case, into])
    about = [*case.live_about, *into.live_about]
    told = [
        Entry(MergeUndone(into=into.id), case.subject, by, [into.subject, *about]),
        Entry(CaseLetGo(case=case.id), into.subject, by, [case.subject, *about]),
    ]
    record_all([*told, *(Entry(fact, case.subject, by, case.live_about) for fact in facts)])
    return Case.objects.with_people().get(pk=case.pk)


def _held(merge: Merge) -> tuple[Case, Case, list[Case]]:
    """The case, the one through which it is read now, and those that had been merged into it before; all locked."""
    home = Case.objects.get(pk=merge.case_id)
    taken = Merge.objects.filter(into=home, undone_at=None).order_by().values_list("case_id", flat=True)
    wanted = [home, Case(pk=home.merged_into_id), *(Case(pk=pk) for pk in taken)]
    rows: dict[object, Case] = {row.pk: row for row in Case.objects.locked(*wanted, merged=True)}
    return rows[home.pk], rows[home.merged_into_id], [rows[pk] for pk in taken]


def _restore(case: Case, merge: Merge) -> tuple[list[object], list[object]]:
    """As it stood; and if she wrote to it meanwhile, it is our turn. What to record, and what else clocks hear of."""
    set_stand(case, read_stand(merge.case_before))
    wrote = Message.objects.standing().filter(
        thread__subject_kind="case", thread__subject_id=case.id, written_at__gte=merge.merged_at
    )
    said = list(wrote.filter(author_kind="contact", automatic=False).values_list("id", "channel"))
    if not said or case.status == CLOSED:
        return [], []
    facts: list[object] = [*move_to(case, after_customer_wrote(case.status), now=clock.now())]
    case.due_reason = due.WROTE_AGAIN
    case.unanswered_count += len(said)
    case.solved_at = None
    last, channel = said[-1]
    return facts, [CustomerWrote(message=last, channel=channel, automatic=False, verified=case.verified)]


def _put_back(into: Case, merge: Merge, policy: CasePolicy) -> bool:
    """Whether the survivor stands as before: nobody acted on it since."""
    if into.pk != merge.into_id or not may_put_back(stand_of(into), read_stand(merge.into_after)):
        return False
    before = read_stand(merge.into_before)
    was_status = into.status
    if before != read_stand(merge.into_after):
        set_stand(into, before)
    if was_status != into.status:
        go_on_with_timers(into, stopped_at=merge.merged_at, policy=policy)
    return True
