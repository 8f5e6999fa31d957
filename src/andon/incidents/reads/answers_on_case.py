"""In a case's thread: what engineers answered on the line, shown here by somebody on purpose."""

from andon.cases.models import Case
from andon.cases.thread_pieces import Piece
from andon.incidents.models import ShownAnswer
from andon.incidents.reads.linked_cases import incidents_of_cases
from andon.people.access import Access


def answers_on_case(case: Case, access: Access) -> list[Piece]:
    """Of the incidents that it, or what was merged into it, is linked to, each when it was written; one query,
    none for a case without an incident."""
    linked = incidents_of_cases([case.id], access)[case.id]
    if not linked:
        return []
    shown = ShownAnswer.objects.filter(incident__in=linked, message__withdrawn_at=None)
    answers = shown.select_related("message", "incident").order_by("message__written_at")
    return [Piece(answer.message.written_at, {"answer": answer, "message": answer.message}) for answer in answers]
