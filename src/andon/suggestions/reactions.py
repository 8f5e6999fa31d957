"""When X happened, do Y."""

from andon.cases.facts_merging import CaseMerged, MergeUndone
from andon.incidents.facts import CasesLinked, CaseUnlinked, IncidentResolved
from andon.timeline.models import RecordedFact
from andon.timeline.reactions import Reaction
from andon.work.plan import plan

from .actions.follow_what_was_done import follow_what_was_done, of_target, of_two
from .due import look_again
from .facts import CaseRelated, CaseUnrelated
from .rules.kinds import LINK, MERGE, RELATE


def merged(fact: RecordedFact) -> None:
    follow_what_was_done(of_two(fact.subject_id, fact.body.into), MERGE, by=fact.by)


def merge_undone(fact: RecordedFact) -> None:
    follow_what_was_done(of_two(fact.subject_id, fact.body.into), MERGE, by=fact.by, undone=True)


def related(fact: RecordedFact) -> None:
    follow_what_was_done(of_two(fact.subject_id, fact.body.case), RELATE, by=fact.by)


def unrelated(fact: RecordedFact) -> None:
    follow_what_was_done(of_two(fact.subject_id, fact.body.case), RELATE, by=fact.by, undone=True)


def linked(fact: RecordedFact) -> None:
    """The others that wait are looked at again, for what was linked says how customers say it."""
    follow_what_was_done(of_target("incident", fact.subject_id, fact.body.cases), LINK, by=fact.by)
    plan(look_again, {}, key="suggestions.look_again")


def unlinked(fact: RecordedFact) -> None:
    follow_what_was_done(of_target("incident", fact.subject_id, [fact.body.case]), LINK, by=fact.by, undone=True)
    plan(look_again, {}, key="suggestions.look_again")


def over(fact: RecordedFact) -> None:
    plan(look_again, {}, key="suggestions.look_again")


REACTIONS = [
    Reaction(CaseMerged, merged),
    Reaction(MergeUndone, merge_undone),
    Reaction(CaseRelated, related),
    Reaction(CaseUnrelated, unrelated),
    Reaction(CasesLinked, linked),
    Reaction(CaseUnlinked, unlinked),
    Reaction(IncidentResolved, over),
]
