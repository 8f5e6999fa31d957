"""Why a case stands where it does: the reason in words, the first thing that a row says."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from andon.cases.models import Case
from andon.cases.rules import due
from andon.cases.rules.lifecycle import CLOSED, SOLVED, WAITING_CUSTOMER, WAITING_OTHERS
from andon.kit import clock
from andon.ui.templatetags.ui import day_time


def why_first(case: Case) -> str:
    """What is due and since when; if nothing is due, who has the ball."""
    if case.due_at is None:
        return _who_has_it(case)
    if case.due_reason == due.OWED and case.asked_count:
        return ngettext("%(n)s question waits", "%(n)s questions wait", case.asked_count) % {"n": case.asked_count}
    if case.due_reason == due.OWED:
        return ngettext("Owed to her: %(n)s thing", "Owed to her: %(n)s things", case.owed_count) % {
            "n": case.owed_count
        }
    if case.due_reason == due.REOPENED:
        if case.reopen_count > 1:
            return _("Reopened, for the %(n)s. time") % {"n": case.reopen_count}
        return _("Reopened")
    if case.due_reason == due.WROTE_AGAIN:
        return _wrote_again(case)
    late = case.due_at <= clock.now()
    said = {"time": day_time(case.due_at)}
    if case.due_reason == due.UPDATE:
        return (_("Update was due %(time)s") if late else _("Update due %(time)s")) % said
    if case.due_reason == due.PROMISED:
        return (_("Promised for %(time)s: late") if late else _("Promised by %(time)s")) % said
    if case.due_reason == due.RESOLUTION:
        return (_("Solution was due %(time)s") if late else _("Solution due %(time)s")) % said
    if case.first_reply_at is None:
        return (_("First reply was due %(time)s") if late else _("First reply due %(time)s")) % said
    return (_("Answer was due %(time)s") if late else _("Answer due %(time)s")) % said


def _wrote_again(case: Case) -> str:
    count = {"n": case.unanswered_count}
    if case.first_reply_at is None:
        return _("Wrote %(n)s times, no answer yet") % count
    return ngettext("Wrote since your answer", "Wrote %(n)s times since your answer", case.unanswered_count) % count


def _who_has_it(case: Case) -> str:
    name = case.contact.first_name if case.contact else _("the customer")
    if case.status == WAITING_CUSTOMER:
        return _("Waits for %(name)s") % {"name": name}
    if case.status == WAITING_OTHERS:
        return _("Waits for %(name)s") % {"name": case.waits_for or _("others")}
    if case.status == SOLVED:
        return _("Solved, %(name)s was asked") % {"name": name}
    if case.status == CLOSED:
        return str(case.get_close_reason_display())
    return str(case.get_status_display())


def turn_of(case: Case) -> tuple[str, str]:
    """The lamp and the words of its status: who holds the ball."""
    if case.status == CLOSED:
        return "none", _("Closed")
    if case.status == SOLVED:
        return "ok", _("Solved, we have asked")
    if case.status == WAITING_CUSTOMER:
        name = case.contact.first_name if case.contact else _("the customer")
        return "none", _("Waits for %(name)s") % {"name": name}
    if case.status == WAITING_OTHERS:
        return "watch", _("Waits for %(name)s") % {"name": case.waits_for or _("others")}
    if case.status == "new":
        return "risk", _("New, our turn")
    return "risk", _("Open, our turn")
