"""What happened to a case, as an icon and a sentence: one function a kind of fact that needs more than who it was."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from andon.cases.rules.lifecycle import OPEN, WAITING_CUSTOMER, WAITING_OTHERS
from andon.cases.rules.priorities import priority_word
from andon.cases.rules.reasons import CloseReason
from andon.signals.rules.sources import source_word
from andon.targets.words import clock_word
from andon.timeline.models import RecordedFact
from andon.ui.templatetags.ui import day_time

from .event_names import Names

Said = tuple[str, str]


def opened(_fact: RecordedFact, body: Any, names: Names) -> Said:
    before = names.case.follow_up_of
    if body.follow_up_of and before:
        return "reply", _("Opened as a follow-up of %(ref)s, which was closed") % {"ref": before.ref}
    return "mail", _("A receipt went to %(name)s") % {"name": names.customer} if body.receipt else ""


def from_signal(fact: RecordedFact, body: Any, names: Names) -> Said:
    said = {"who": names.actor(fact), "source": source_word(body.source)}
    return "quote", _("%(who)s opened it from a signal (%(source)s)") % said


def assigned(fact: RecordedFact, body: Any, names: Names) -> Said:
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


def handed_over(fact: RecordedFact, body: Any, names: Names) -> Said:
    to = names.to(body.to_user) if body.to_user else names.teams.get(body.to_team, _("a team"))
    who = names.actor(fact)
    if body.from_user and names.person(body.from_user) != who:
        said = {"who": who, "whose": names.to(body.from_user), "to": to}
        return "handover", _("%(who)s handed it over from %(whose)s to %(to)s") % said
    return "handover", _("%(who)s handed it over to %(to)s") % {"who": who, "to": to}


def status(fact: RecordedFact, body: Any, names: Names) -> Said:
    who = {"who": names.actor(fact), "name": names.customer}
    if body.new == WAITING_OTHERS:
        return "clock", _("%(who)s set it to wait for others") % who
    if body.new == WAITING_CUSTOMER:
        return "clock", _("%(who)s set it to wait for %(name)s") % who
    return "inbox", _("Our turn again") if body.new == OPEN else ""


def closed(fact: RecordedFact, body: Any, names: Names) -> Said:
    said = {"who": names.actor(fact), "why": CloseReason(body.reason).label}
    return "lock", _("%(who)s closed it: %(why)s") % said


def reopened(fact: RecordedFact, body: Any, names: Names) -> Said:
    if body.why == "merged":
        return "undo", _("Reopened, because what was merged into it is open")
    if body.why == "customer_wrote":
        return "undo", _("Reopened, because %(name)s wrote") % {"name": names.customer}
    return "undo", _("%(who)s reopened it") % {"who": names.actor(fact)}


def priority(fact: RecordedFact, body: Any, names: Names) -> Said:
    said = {"who": names.actor(fact), "old": priority_word(body.old), "new": priority_word(body.new)}
    return "rise", _("%(who)s set the priority: %(old)s → %(new)s") % said


def missed(_fact: RecordedFact, body: Any, _names: Names) -> Said:
    said = {"clock": clock_word(body.kind), "time": day_time(body.due_at)}
    return "clock", _("%(clock)s was due %(time)s: missed") % said


def rung(_fact: RecordedFact, body: Any, _names: Names) -> Said:
    said = {"clock": clock_word(body.kind), "at": body.at.replace("m", " min")}
    match body.then:
        case "paged":
            return "bell", _("%(clock)s, %(at)s: somebody was paged") % said
        case "told":
            return "bell", _("%(clock)s, %(at)s: a colleague was told") % said
    return "bell", _("%(clock)s, %(at)s: there was nobody to tell") % said


def tagged(fact: RecordedFact, body: Any, names: Names) -> Said:
    added, removed = ", ".join(body.added), ", ".join(body.removed)
    said = {"who": names.actor(fact), "added": added, "removed": removed}
    if added and removed:
        return "pen", _("%(who)s added %(added)s and took %(removed)s away") % said
    return "pen", (_("%(who)s added %(added)s") if added else _("%(who)s took %(removed)s away")) % said


def fields_changed(fact: RecordedFact, body: Any, names: Names) -> Said:
    """Labels only: what they hold stands beside the thread."""
    if body.opening:
        return "pen", ""
    said = {"who": names.actor(fact), "labels": ", ".join(names.fields.get(key, key) for key in body.keys)}
    return "pen", (_("%(who)s changed: %(labels)s") if body.keys else _("%(who)s changed the type of the case")) % said


def service_changed(fact: RecordedFact, body: Any, names: Names) -> Said:
    if body.service is None:
        return "pen", _("%(who)s said that it is about none of our services") % {"who": names.actor(fact)}
    about = names.services.get(body.capability or body.service, _("a service"))
    return "pen", _("%(who)s said what it is about: %(about)s") % {"who": names.actor(fact), "about": about}


def brand_changed(fact: RecordedFact, body: Any, names: Names) -> Said:
    said = {"who": names.actor(fact), "brand": names.brands.get(body.new, _("another brand"))}
    return "pen", _("%(who)s put it under %(brand)s") % said


def granted(fact: RecordedFact, body: Any, names: Names) -> Said:
    to = names.person(body.user) if body.user else names.teams.get(body.team, _("a team"))
    return "eye", _("%(to)s may read this case now") % {"to": to}


def withdrawn(_fact: RecordedFact, body: Any, _names: Names) -> Said:
    text = ngettext("%(n)s reader fewer", "%(n)s readers fewer", body.count)
    return "eye", text % {"n": body.count}


def links_revoked(fact: RecordedFact, body: Any, names: Names) -> Said:
    text = ngettext("%(who)s ended %(n)s link to this case", "%(who)s ended %(n)s links to this case", body.count)
    return "lock", text % {"who": names.actor(fact), "n": body.count}


def other_case(icon: str, text: str, name: str) -> Callable[[RecordedFact, Any, Names], Said]:
    """A kind that names another case."""

    def said(fact: RecordedFact, body: Any, names: Names) -> Said:
        ref = names.refs.get(getattr(body, name), _("another case"))
        return icon, _(text) % {"who": names.actor(fact), "ref": ref}

    return said


def line(icon: str, text: str) -> Callable[[RecordedFact, Any, Names], Said]:
    """A kind that needs only who it was and the customer's name."""

    def said(fact: RecordedFact, _body: Any, names: Names) -> Said:
        return icon, _(text) % {"who": names.actor(fact), "name": names.customer}

    return said
