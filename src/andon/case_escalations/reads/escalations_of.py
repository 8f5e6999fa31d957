"""What is escalated of cases and accounts: what stands, and what was declined and not raised again since."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from andon.case_escalations.models import CaseEscalation
from andon.case_escalations.models.case_escalation import CaseEscalations
from andon.case_escalations.rules.lifecycle import DECLINED, STANDING
from andon.people.access import Access

from .shown import Shown, show


def escalations_of_cases(cases: Iterable[UUID], access: Access) -> dict[UUID, list[Shown]]:
    """What the reader sees per case, with those of what was merged into it; the oldest first."""
    found: dict[UUID, list[Shown]] = defaultdict(list)
    for shown in show(_last_of_each(CaseEscalation.objects.visible_to(access).of_cases(cases))):
        if shown.case is not None:
            found[shown.case.id].append(shown)
    return found


def escalations_of_account(account: UUID, access: Access) -> list[Shown]:
    """Those of the account itself, and what stands of its cases that the reader sees."""
    seen = CaseEscalation.objects.visible_to(access)
    own = _last_of_each(seen.filter(account=account))
    return show([*own, *seen.filter(case__account=account).standing().related().order_by("asked_at", "id")])


def standing_of_cases(cases: Iterable[UUID], access: Access) -> dict[UUID, list[CaseEscalation]]:
    """Per case what stands and the reader sees; one query."""
    found: dict[UUID, list[CaseEscalation]] = defaultdict(list)
    rows = CaseEscalation.objects.visible_to(access).of_cases(cases).standing().select_related("kind", "case")
    for one in rows.order_by("asked_at", "id"):
        assert one.case is not None
        found[one.case.merged_into_id or one.case.id].append(one)
    return found


def _last_of_each(escalations: CaseEscalations) -> list[CaseEscalation]:
    """What stands, and what was declined with nothing of its kind after it."""
    wanted = escalations.related().filter(state__in=(*STANDING, DECLINED)).order_by("asked_at", "id")
    rows = list(wanted)
    newest = {(_of(one), one.kind_id): one.id for one in rows}
    return [one for one in rows if one.is_standing or newest[_of(one), one.kind_id] == one.id]


def _of(one: CaseEscalation) -> UUID | None:
    return (one.case.merged_into_id or one.case.id) if one.case else one.account_id
