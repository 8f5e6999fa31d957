from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from uuid import UUID

from andon.cases.models import Case
from andon.conversations.reads.last_words import last_said
from andon.kit.subject import Subject

NEVER = datetime.min.replace(tzinfo=UTC)


def previews(cases: Sequence[UUID], seen_by: Collection[str]) -> dict[Subject, str]:
    """How the newest message of each case begins, also one that stands in a case merged into it; two queries."""
    homes = dict(Case.objects.with_homes(cases).order_by().values_list("id", "merged_into_id"))
    said = last_said([Subject("case", id) for id in homes], seen_by)
    newest: dict[Subject, tuple[datetime, str]] = {}
    for home, (at, words) in said.items():
        case = Subject("case", homes[home.id] or home.id)
        newest[case] = max(newest.get(case, (NEVER, "")), (at or NEVER, words))
    return {case: words for case, (_at, words) in newest.items()}
