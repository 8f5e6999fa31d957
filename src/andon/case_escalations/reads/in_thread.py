"""In a case's thread: what became of its escalations, each at its time between the messages. For those who see them."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from andon.case_escalations.models import CaseEscalation
from andon.cases.models import Case
from andon.cases.thread_pieces import Piece
from andon.people.access import Access

from .shown import Shown, show

Line = tuple[datetime, str, str, str]
"""When, a sign, a sentence, and what was said."""


def in_thread(case: Case, access: Access) -> list[Piece]:
    """A fixed number of queries."""
    rows = CaseEscalation.objects.visible_to(access).of_cases([case.id]).related().order_by("asked_at", "id")
    return [
        Piece(at, {"at": at, "icon": icon, "text": text, "said": said, "one": shown.one})
        for shown in show(rows, reader=access.actor)
        for at, icon, text, said in _lines(shown)
    ]


def _lines(shown: Shown) -> Iterator[Line]:
    one = shown.one
    kind = {"who": shown.asked_by, "kind": one.kind.name}
    again = _("%(who)s escalated it again (%(kind)s)") if one.again_of_id else _("%(who)s escalated it (%(kind)s)")
    yield one.asked_at, "rise", again % kind, one.reason
    for note in shown.notes:
        yield note.at, "rise", _("%(who)s added to the escalation (%(kind)s)") % (kind | {"who": note.who}), note.text
    if one.overdue_at:
        yield one.overdue_at, "clock", _("Nobody had accepted it in time (%(kind)s)") % kind, ""
    if one.answered_at:
        said = kind | {"who": shown.answered_by}
        if one.state == "declined":
            yield one.answered_at, "x", _("%(who)s declined the escalation (%(kind)s)") % said, one.answer
        else:
            yield one.answered_at, "check", _("%(who)s accepted the escalation (%(kind)s)") % said, one.answer
    if one.ended_at:
        yield one.ended_at, "check", _ended(shown), one.result


def _ended(shown: Shown) -> str:
    said = {"who": shown.ended_by, "kind": shown.one.kind.name}
    if shown.one.state == "ended":
        return _("The escalation ended, because the case was closed (%(kind)s)") % said
    if shown.one.state == "withdrawn":
        return _("%(who)s withdrew the escalation (%(kind)s)") % said
    return _("%(who)s de-escalated it (%(kind)s)") % said
