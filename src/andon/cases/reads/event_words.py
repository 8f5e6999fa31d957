"""What happened to a case, in words: one table of kinds. Facts hold ids, so the names are looked up, all at once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from andon.cases.models import Case, CaseField, StepTried
from andon.cases.rules.lifecycle import OPEN, WAITING_CUSTOMER, WAITING_OTHERS
from andon.cases.rules.priorities import priority_word
from andon.cases.rules.reasons import CloseReason
from andon.people.models import Team, User
from andon.signals.rules.sources import source_word
from andon.targets.words import clock_word
from andon.timeline.models import RecordedFact
from andon.ui.templatetags.ui import day_time


@dataclass(frozen=True, slots=True)
class Event:
    """One line between the messages. `origin`: the merged case to which it happened."""

    at: datetime
    icon: str
    text: str
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Names:
    """Who the ids of the facts are; the reader herself is "You"."""

    case: Case
    people: Mapping[UUID, str] = field(default_factory=dict)
    teams: Mapping[UUID, str] = field(default_factory=dict)
    steps: Mapping[UUID, str] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)
    refs: Mapping[UUID, str] = field(default_factory=dict)

    def actor(self, fact: RecordedFact) -> str:
        if fact.by.user_id:
            return self.person(fact.by.user_id)
        if fact.by.kind == "contact":
            return self.customer
        return _("A program") if fact.by.kind == "integration" else _("Andon")

    def person(self, id: UUID | None) -> str:
        return self.people.get(id, _("somebody")) if id else _("nobody")

    def to(self, id: UUID | None) -> str:
        """Inside of a sentence."""
        said = self.person(id)
        return _("you") if said == _("You") else said

    @property
    def customer(self) -> str:
        return self.case.contact.name if self.case.contact else _("The customer")


def event_words(
    facts: Sequence[RecordedFact], homes: Sequence[Case], *, steps: Sequence[StepTried], reader: UUID | None
) -> list[Event]:
    """The facts that say something beside the messages, oldest first; a fixed number of queries."""
    shown = [fact for fact in facts if fact.kind in _WORDS and not _is_said_by_another(fact, facts)]
    names, case = _names(shown, homes[0], steps, reader), homes[0]
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


def _names(facts: Sequence[RecordedFact], case: Case, steps: Sequence[StepTried], reader: UUID | None) -> Names:
    actors = {fact.by.user_id for fact in facts if fact.by.user_id}
    people = actors | _ids(facts, "to_user", "from_user", "user")
    called = dict(User.objects.filter(id__in=people).values_list("id", "name"))
    if reader in called:
        called[reader] = _("You")
    named = dict(Team.objects.filter(id__in=_ids(facts, "to_team", "team")).values_list("id", "name"))
    others = _ids(facts, "case", "into", "new", "split_from")
    refs = Case.objects.filter(id__in=others).values_list("id", "number") if others else []
    refs_of = {id: f"C-{number}" for id, number in refs}
    return Names(case, called, named, {step.id: step.what for step in steps}, _field_labels(facts), refs_of)


def _field_labels(facts: Sequence[RecordedFact]) -> dict[str, str]:
    keys = {key for fact in facts if fact.kind == "cases.CaseFieldsChanged" for key in fact.body.keys}
    return {one.key: one.label for one in CaseField.objects.filter(key__in=keys)} if keys else {}


def _ids(facts: Sequence[RecordedFact], *names: str) -> set[UUID]:
    found = {getattr(fact.body, name, None) for fact in facts for name in names}
    return {id for id in found if isinstance(id, UUID)}


Said = tuple[str, str]


def _opened(_fact: RecordedFact, body: Any, names: Names) -> Said:
    before = names.case.follow_up_of
    if body.follow_up_of and before:
        return "reply", _("Opened as a follow-up of %(ref)s, which was closed") % {"ref": before.ref}
    return "mail", _("A receipt went to %(name)s") % {"name": names.customer} if body.receipt else ""


def _from_signal(fact: RecordedFact, body: Any, names: Names) -> Said:
    said = {"who": names.actor(fact), "source": source_word(body.source)}
    return "quote", _("%(who)s opened it from a signal (%(source)s)") % said


def _assigned(fact: RecordedFact, body: Any, names: Names) -> Said:
    who, to = names.actor(fact), names.to(body.to_user)
    if body.how == "chosen" and fact.by.kind != "person":
        return "person", _("Went to %(to)s") % {"to": to}
    if body.how == "least_loaded":
        return "person", _("Went to %(to)s, who had the fewest open cases") % {"to": to}
    if body.how == "chosen" and fact.by.user_id != body.to_user:
        return "person", _("%(who)s gave it to %(to)s") % {"who": who, "to": to}
    if body.how == "replied":
        return "person", _("%(who)s answered and owns it now") % {"who": who}
    return "person", _("%(who)s took the case") % {"who": to}


def _handed_over(fact: RecordedFact, body: Any, names: Names) -> Said:
    to = names.to(body.to_user) if body.to_user else names.teams.get(body.to_team, _("a team"))
    who = names.actor(fact)
    if body.from_user and names.person(body.from_user) != who:
        said = {"who": who, "whose": names.to(body.from_user), "to": to}
        return "handover", _("%(who)s handed it over from %(whose)s to %(to)s") % said
    return "handover", _("%(who)s handed it over to %(to)s") % {"who": who, "to": to}


def _status(fact: RecordedFact, body: Any, names: Names) -> Said:
    who = {"who": names.actor(fact), "name": names.customer}
    if body.new == WAITING_OTHERS:
        return "clock", _("%(who)s set it to wait for others") % who
    if body.new == WAITING_CUSTOMER:
        return "clock", _("%(who)s set it to wait for %(name)s") % who
    return "inbox", _("Our turn again") if body.new == OPEN else ""


def _closed(fact: RecordedFact, body: Any, names: Names) -> Said:
    said = {"who": names.actor(fact), "why": CloseReason(body.reason).label}
    return "lock", _("%(who)s closed it: %(why)s") % said


def _reopened(fact: RecordedFact, body: Any, names: Names) -> Said:
    if body.why == "merged":
        return "undo", _("Reopened, because what was merged into it is open")
    if body.why == "customer_wrote":
        return "undo", _("Reopened, because %(name)s wrote") % {"name": names.customer}
    return "undo", _("%(who)s reopened it") % {"who": names.actor(fact)}


def _priority(fact: RecordedFact, body: Any, names: Names) -> Said:
    said = {"who": names.actor(fact), "old": priority_word(body.old), "new": priority_word(body.new)}
    return "rise", _("%(who)s set the priority: %(old)s → %(new)s") % said


def _missed(fact: RecordedFact, body: Any, names: Names) -> Said:
    return "clock", _("%(clock)s was due %(time)s: missed") % _clock_said(body, body.due_at)


def _rung(fact: RecordedFact, body: Any, names: Names) -> Said:
    said = {"clock": clock_word(body.kind), "at": body.at.replace("m", " min")}
    match body.then:
        case "paged":
            return "bell", _("%(clock)s, %(at)s: somebody was paged") % said
        case "told":
            return "bell", _("%(clock)s, %(at)s: a colleague was told") % said
    return "bell", _("%(clock)s, %(at)s: there was nobody to tell") % said


def _clock_said(body: Any, at: datetime) -> dict[str, str]:
    return {"clock": clock_word(body.kind), "time": day_time(at)}


def _tagged(fact: RecordedFact, body: Any, names: Names) -> Said:
    added, removed = ", ".join(body.added), ", ".join(body.removed)
    said = {"who": names.actor(fact), "added": added, "removed": removed}
    if added and removed:
        return "pen", _("%(who)s added %(added)s and took %(removed)s away") % said
    return "pen", (_("%(who)s added %(added)s") if added else _("%(who)s took %(removed)s away")) % said


def _fields_changed(fact: RecordedFact, body: Any, names: Names) -> Said:
    """Labels only: what they hold stands beside the thread."""
    if body.opening:
        return "pen", ""
    said = {"who": names.actor(fact), "labels": ", ".join(names.fields.get(key, key) for key in body.keys)}
    return "pen", (_("%(who)s changed: %(labels)s") if body.keys else _("%(who)s changed the type of the case")) % said


def _granted(fact: RecordedFact, body: Any, names: Names) -> Said:
    to = names.person(body.user) if body.user else names.teams.get(body.team, _("a team"))
    return "eye", _("%(to)s may read this case now") % {"to": to}


def _withdrawn(_fact: RecordedFact, body: Any, _names: Names) -> Said:
    text = ngettext("%(n)s reader fewer", "%(n)s readers fewer", body.count)
    return "eye", text % {"n": body.count}


def _links_revoked(fact: RecordedFact, body: Any, names: Names) -> Said:
    text = ngettext("%(who)s ended %(n)s link to this case", "%(who)s ended %(n)s links to this case", body.count)
    return "lock", text % {"who": names.actor(fact), "n": body.count}


def _other(icon: str, text: str, name: str) -> Callable[[RecordedFact, Any, Names], Said]:
    """A kind that names another case."""

    def said(fact: RecordedFact, body: Any, names: Names) -> Said:
        ref = names.refs.get(getattr(body, name), _("another case"))
        return icon, _(text) % {"who": names.actor(fact), "ref": ref}

    return said


def _line(icon: str, text: str) -> Callable[[RecordedFact, Any, Names], Said]:
    """A kind that needs only who it was and the customer's name."""

    def said(fact: RecordedFact, _body: Any, names: Names) -> Said:
        return icon, _(text) % {"who": names.actor(fact), "name": names.customer}

    return said


_WORDS: dict[str, Callable[[RecordedFact, Any, Names], Said]] = {
    "cases.CaseOpened": _opened,
    "cases.CaseOpenedFromSignal": _from_signal,
    "cases.CaseImported": lambda _fact, body, _names: (
        "inbox",
        _("Brought from another system; it was opened there on %(day)s") % {"day": day_time(body.opened_at)},
    ),
    "cases.CaseAssigned": _assigned,
    "cases.OwnershipHandedOver": _handed_over,
    "cases.CaseStatusChanged": _status,
    "cases.CaseSolved": _line("check", gettext_noop("%(who)s solved it and asked %(name)s")),
    "cases.CaseClosed": _closed,
    "cases.CaseReopened": _reopened,
    "cases.ReplyWithdrawn": _line("undo", gettext_noop("%(who)s took an answer back before it left")),
    "cases.FollowUpOpened": _line("reply", gettext_noop("%(name)s wrote again: a follow-up was opened")),
    "cases.CustomerReminded": _line("bell", gettext_noop("%(name)s was reminded")),
    "cases.CaseTagged": _tagged,
    "cases.CasePriorityChanged": _priority,
    "targets.TargetMissed": _missed,
    "targets.TargetRungReached": _rung,
    "cases.CaseEdited": _line("pen", gettext_noop("%(who)s changed what the case is called or about")),
    "cases.CaseFieldsChanged": _fields_changed,
    "cases.StepTriedAdded": lambda fact, body, names: (
        "check",
        _("%(who)s noted as tried: %(what)s")
        % {"who": names.actor(fact), "what": names.steps.get(body.step, _("a step"))},
    ),
    "cases.ParticipantAdded": _line("people", gettext_noop("%(who)s put somebody in copy")),
    "cases.ParticipantRemoved": _line("people", gettext_noop("%(who)s took somebody out of copy")),
    "cases.ReporterConfirmed": _line("check", gettext_noop("%(who)s confirmed whose report it is")),
    "cases.MarkedSpam": _line("stop", gettext_noop("%(who)s marked it as spam")),
    "cases.StandInTold": lambda _fact, body, names: (
        "bell",
        _("%(to)s was told, who stands in for the owner") % {"to": names.person(body.to_user)},
    ),
    "cases.AccessGranted": _granted,
    "cases.AccessWithdrawn": _withdrawn,
    "cases.CaseLinksRevoked": _links_revoked,
    "cases.CaseSplit": _other("out", gettext_noop("%(who)s split %(ref)s off"), "new"),
    "cases.CaseSplitOff": _other("out", gettext_noop("%(who)s split it off from %(ref)s"), "split_from"),
    "cases.CaseMerged": _other("merge", gettext_noop("%(who)s merged it into %(ref)s"), "into"),
    "cases.CaseTakenIn": _other("merge", gettext_noop("%(who)s merged %(ref)s into this case"), "case"),
    "cases.MergeUndone": _other("undo", gettext_noop("%(who)s took it out of %(ref)s again"), "into"),
    "cases.CaseLetGo": _other("undo", gettext_noop("%(who)s took %(ref)s out of this case again"), "case"),
    # What is owed and what is done stands beside the thread, each with its time.
    "cases.ObligationWaived": _line("x", gettext_noop("%(who)s gave up something that was owed to %(name)s")),
}


def say(kind: str, words: Callable[[RecordedFact, Any, Names], Said]) -> None:
    """At start-up (`ports.py`): how a higher room's fact about a case is said between its messages."""
    _WORDS[kind] = words
