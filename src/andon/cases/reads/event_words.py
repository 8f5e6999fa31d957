"""What happened to a case, in words: one table of kinds. Facts hold ids, so the names are looked up, all at once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from andon.cases.models import Case, StepTried
from andon.timeline.models import RecordedFact
from andon.ui.templatetags.ui import day_time

from .event_names import Names, names_in
from .event_sentences import (
    Said,
    assigned,
    brand_changed,
    closed,
    fields_changed,
    from_signal,
    granted,
    handed_over,
    line,
    links_revoked,
    missed,
    opened,
    other_case,
    priority,
    reopened,
    rung,
    service_changed,
    status,
    tagged,
    withdrawn,
)

__all__ = ["Event", "Names", "Said", "event_words", "say"]


@dataclass(frozen=True, slots=True)
class Event:
    """One line between the messages. `origin`: the merged case to which it happened."""

    at: datetime
    icon: str
    text: str
    origin: str = ""


def event_words(
    facts: Sequence[RecordedFact], homes: Sequence[Case], *, steps: Sequence[StepTried], reader: UUID | None
) -> list[Event]:
    """The facts that say something beside the messages, oldest first; a fixed number of queries."""
    shown = [fact for fact in facts if fact.kind in _WORDS and not _is_said_by_another(fact, facts)]
    names, case = names_in(shown, homes[0], steps=steps, reader=reader), homes[0]
    of = {home.id: replace(names, case=home) for home in homes}
    lines = [(fact, *_WORDS[fact.kind](fact, fact.body, of[fact.subject_id])) for fact in shown]
    refs = {home.id: home.ref for home in homes if home != case}
    return [Event(fact.at, icon, text, refs.get(fact.subject_id, "")) for fact, icon, text in lines if text]


_SAY_THE_STATUS = {"cases.ReplySent", "cases.ReplyWithdrawn", "cases.CaseSolved", "cases.CaseClosed"} | {
    "cases.CaseReopened",
    "cases.CustomerWrote",
}


def _is_said_by_another(fact: RecordedFact, facts: Sequence[RecordedFact]) -> bool:
    """A status that changed because of something that has its own line, or its own message."""
    if fact.kind != "cases.CaseStatusChanged":
        return False
    return any(other.transaction == fact.transaction and other.kind in _SAY_THE_STATUS for other in facts)


_WORDS: dict[str, Callable[[RecordedFact, Any, Names], Said]] = {
    "cases.CaseOpened": opened,
    "cases.CaseOpenedFromSignal": from_signal,
    "cases.CaseImported": lambda _fact, body, _names: (
        "inbox",
        _("Brought from another system; it was opened there on %(day)s") % {"day": day_time(body.opened_at)},
    ),
    "cases.CaseAssigned": assigned,
    "cases.OwnershipHandedOver": handed_over,
    "cases.CaseStatusChanged": status,
    "cases.CaseSolved": line("check", gettext_noop("%(who)s solved it and asked %(name)s")),
    "cases.CaseClosed": closed,
    "cases.CaseReopened": reopened,
    "cases.ReplyWithdrawn": line("undo", gettext_noop("%(who)s took an answer back before it left")),
    "cases.FollowUpOpened": line("reply", gettext_noop("%(name)s wrote again: a follow-up was opened")),
    "cases.CustomerReminded": line("bell", gettext_noop("%(name)s was reminded")),
    "cases.CaseTagged": tagged,
    "cases.CasePriorityChanged": priority,
    "targets.TargetMissed": missed,
    "targets.TargetRungReached": rung,
    "cases.CaseEdited": line("pen", gettext_noop("%(who)s changed what the case is called or about")),
    "cases.CaseBrandChanged": brand_changed,
    "cases.CaseServiceChanged": service_changed,
    "cases.HandOverTakenBack": line("undo", gettext_noop("%(who)s took the hand-over back")),
    "cases.CaseFieldsChanged": fields_changed,
    "cases.StepTriedAdded": lambda fact, body, names: (
        "check",
        _("%(who)s noted as tried: %(what)s")
        % {"who": names.actor(fact), "what": names.steps.get(body.step, _("a step"))},
    ),
    "cases.ParticipantAdded": line("people", gettext_noop("%(who)s put somebody in copy")),
    "cases.ParticipantRemoved": line("people", gettext_noop("%(who)s took somebody out of copy")),
    "cases.ReporterConfirmed": line("check", gettext_noop("%(who)s confirmed whose report it is")),
    "cases.MarkedSpam": line("stop", gettext_noop("%(who)s marked it as spam")),
    "cases.StandInTold": lambda _fact, body, names: (
        "bell",
        _("%(to)s was told, who stands in for the owner") % {"to": names.person(body.to_user)},
    ),
    "cases.AccessGranted": granted,
    "cases.AccessWithdrawn": withdrawn,
    "cases.CaseLinksRevoked": links_revoked,
    "cases.CaseSplit": other_case("out", gettext_noop("%(who)s split %(ref)s off"), "new"),
    "cases.CaseSplitOff": other_case("out", gettext_noop("%(who)s split it off from %(ref)s"), "split_from"),
    "cases.CaseMerged": other_case("merge", gettext_noop("%(who)s merged it into %(ref)s"), "into"),
    "cases.CaseTakenIn": other_case("merge", gettext_noop("%(who)s merged %(ref)s into this case"), "case"),
    "cases.MergeUndone": other_case("undo", gettext_noop("%(who)s took it out of %(ref)s again"), "into"),
    "cases.CaseLetGo": other_case("undo", gettext_noop("%(who)s took %(ref)s out of this case again"), "case"),
    # What is owed and what is done stands beside the thread, each with its time.
    "cases.ObligationWaived": line("x", gettext_noop("%(who)s gave up something that was owed to %(name)s")),
}


def say(kind: str, words: Callable[[RecordedFact, Any, Names], Said]) -> None:
    """At start-up (`ports.py`): how a higher room's fact about a case is said between its messages."""
    _WORDS[kind] = words
