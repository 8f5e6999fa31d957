"""What this room shows on the screens of lower rooms."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from andon.kit.subject import Subject
from andon.people.access import Access

from .models import Prediction
from .reads.suggestions import decision_to_undo, predictions_for, suggestions_in


def notice_of_case(subjects: Sequence[Subject], access: Access) -> Mapping[Subject, Mapping[str, Any]]:
    """On a case, for whoever serves it: what is suggested, and what she decided, to take back. One query where there is
    nothing."""
    if not access.has("agent", "lead"):
        return {}
    found: dict[UUID, list[Prediction]] = defaultdict(list)
    for one in predictions_for(subject.id for subject in subjects):
        if access.in_team(one.case.team_id, "agent", "lead") or one.case.owner_id == access.user_id:
            found[one.case_id].append(one)
    suggested = suggestions_in([one for ofs in found.values() for one in ofs])
    shown: dict[Subject, Mapping[str, Any]] = {}
    for subject in subjects:
        mine = found[subject.id]
        decision = decision_to_undo(mine, access.actor.key)
        if subject.id in suggested or decision:
            suggestion = suggested.get(subject.id)
            shown[subject] = {"case": mine[0].case, "suggestion": suggestion, "decision": decision}
    return shown
