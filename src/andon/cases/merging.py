"""The parts of merging and of undoing it: how cases stand, clocks, who comes along in copy.

The caller holds the locks."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q

from andon.kit import clock
from andon.targets.reads.waits_since import waits_since
from andon.targets.rules.happenings import ASKED, BACK, GONE, UNDONE, Happening

from .clocks import keep_times
from .models import Case, CasePolicy, Draft, Participant
from .rules.drafts import merged
from .rules.happened import happened_in
from .rules.merging import FIELDS, Stand
from .timers import start_timers


def stand_of(case: Case) -> Stand:
    return Stand(**{name: getattr(case, name) for name in FIELDS})


def set_stand(case: Case, stand: Stand) -> None:
    for name in FIELDS:
        setattr(case, name, getattr(stand, name))


def take_in_clocks(case: Case, into: Case, facts: Sequence[object], *, asks: bool, now: datetime) -> None:
    """A merged case is due for nobody. Where it was our turn (`asks`), its customer has asked in the survivor since."""
    ref, since = merge_ref(case, now), waits_since(case.subject) or now
    asked = [Happening(now, ASKED, since.isoformat(), ref)] if asks else []
    moved = happened_in(facts, now, ref=ref)
    keep_times([(case, [Happening(now, GONE)]), (into, [*moved, *asked])])


def let_go_clocks(case: Case, into: Case, facts: Sequence[object], *, undone: str) -> None:
    """It has its clocks again, as if it had never been away; what it brought to the survivor goes with it, unless
    somebody acted there since (`undone` is empty)."""
    now = clock.now()
    gone = [Happening(now, UNDONE, "", undone)] if undone else []
    keep_times([(case, [Happening(now, BACK), *happened_in(facts, now)]), (into, gone)])


def merge_ref(case: Case, at: datetime) -> str:
    """By which what a merge brought can be undone: each merge of a case has its own."""
    return f"merge:{case.id.hex}:{int(at.timestamp())}"


def go_on_with_timers(case: Case, *, stopped_at: datetime, policy: CasePolicy) -> None:
    """What a solved case reminds of, later by as long as it was merged."""
    if case.status == "solved" and case.solved_at is not None:
        start_timers(case, policy=policy, now=case.solved_at + (clock.now() - stopped_at))


def same_customer(one: Case, other: Case) -> bool:
    """Of one account; without an account, of one person."""
    if one.account_id or other.account_id:
        return one.account_id == other.account_id
    return one.contact_id == other.contact_id


def move_drafts(home: Case, into: Case) -> None:
    """What people were typing into the merged case stands in the survivor's composer; an undo leaves it there."""
    for draft in Draft.objects.select_for_update().filter(case=home).exclude(body="").order_by("id"):
        Draft.objects.get_or_create(
            user_id=draft.user_id, case=into, kind=draft.kind, defaults={"kept_at": clock.now()}
        )
        there = Draft.objects.select_for_update().get(user_id=draft.user_id, case=into, kind=draft.kind)
        there.body, draft.body = merged("", there.body, draft.body)[:100_000], ""
        for one in (there, draft):
            one.version, one.kept_at = one.version + 1, clock.now()
            one.save(update_fields=["body", "version", "kept_at"])


def bring_along(home: Case, into: Case) -> None:
    """Whoever reported the merged case, and whoever was in copy there, is in copy of the survivor from now on."""
    there = set(Participant.objects.filter(case=into).exclude(address="").values_list("address", flat=True))
    if into.contact:
        there |= set(into.contact.points.filter(kind="email").values_list("value", flat=True))
    coming = [(one.address, one.contact_id) for one in _in_copy(home)]
    if home.contact and home.contact_id != into.contact_id and home.contact.email:
        coming.insert(0, (home.contact.email, home.contact_id))
    now = clock.now()
    Participant.objects.bulk_create(
        [
            Participant(case=into, contact_id=contact, address=address, added_at=now, merged_from=home)
            for address, contact in dict(coming).items()
            if address not in there
        ]
    )


def send_away(case: Case, back: Sequence[Case], into: Case) -> None:
    """Whoever came with this case leaves; with her those who came with what was merged into it before."""
    Participant.objects.filter(Q(merged_from=case) | Q(case=into, merged_from__in=back)).delete()


def _in_copy(home: Case) -> list[Participant]:
    return list(Participant.objects.filter(case=home, merged_from=None).exclude(address=""))
