"""Accepting, whoever says it: with a word at a screen, or without one by acknowledging the page."""

from django.utils.translation import gettext as _

from andon.cases.actions.grant_access import grant_access
from andon.cases.models import Case
from andon.kit import clock
from andon.people.access import access_of
from andon.people.models import User
from andon.timeline.actor import Actor

from .calling import stop_calling
from .facts import CaseEscalationAccepted, CaseEscalationNoted
from .holding import Held, locked
from .models import CaseEscalation
from .rules.lifecycle import ACCEPTED, check_move
from .rules.target import is_over


def accept(escalation: CaseEscalation, *, by: Actor, answer: str) -> CaseEscalation:
    """The first one has it. Who has it without a word may add one."""
    held = locked(escalation)
    one, now = held.one, clock.now()
    if one.state == ACCEPTED:
        return _add_word(held, by, answer)
    check_move(one.state, ACCEPTED, _("It was answered already: %(state)s.") % {"state": one.get_state_display()})
    one.state, one.answered_by, one.answered_at, one.answer = ACCEPTED, by.key, now, answer
    one.save(update_fields=["state", "answered_by", "answered_at", "answer"])
    held.record(CaseEscalationAccepted, by=by, in_time=not is_over(one.due_at, now=now))
    _let_read(held, by)
    stop_calling(one, by=by)
    return one


def _add_word(held: Held, by: Actor, answer: str) -> CaseEscalation:
    one = held.one
    if one.answered_by == by.key and answer and not one.answer:
        one.answer = answer
        one.save(update_fields=["answer"])
        held.record(CaseEscalationNoted, by=by)
    return one


def _let_read(held: Held, by: Actor) -> None:
    """Whoever was called in from elsewhere reads the case as long as it is escalated."""
    user = User.objects.filter(id=by.user_id).first() if by.user_id else None
    if held.case is None or user is None:
        return
    if not Case.objects.visible_to(access_of(user)).filter(pk=held.case.pk).exists():
        why = _("Accepted its escalation (%(kind)s)") % {"kind": held.one.kind.name}
        grant_access([held.case], source=held.one.subject, why=why, by=by, users=[user])
