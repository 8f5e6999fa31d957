from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from andon.cases.clocks import DUE, know_again
from andon.cases.facts import OwnershipHandedOver
from andon.cases.models import Case
from andon.cases.reads.name_of import name_of
from andon.conversations.actions.write_messages import write_messages
from andon.conversations.message_in import MessageIn
from andon.kit.errors import Invalid
from andon.kit.subject import Subject
from andon.kit.text import clean
from andon.people.models import Membership, Team, User
from andon.people.models.membership import Role
from andon.timeline.actor import Actor
from andon.timeline.record import Entry, record_all


@transaction.atomic
def hand_over_cases(
    cases: Sequence[Case], *, by: Actor, reason: str, to_user: User | None = None, to_team: Team | None = None
) -> list[Case]:
    """Hand cases to a colleague, or into a team's queue, with the reason as a note to whoever comes next; counted.

    What is there already stays as it is.
    """
    reason = clean(reason, "reason", 500, required=True)
    hers = _teams_of(to_user, to_team)
    found = Case.objects.locked(*cases)
    entries, notes, changed = list[Entry](), list[MessageIn](), list[Case]()
    author = name_of(by)
    for case in found:
        target = (to_user.id if to_user else None, _team_after(case, to_team, hers))
        if (case.owner_id, case.team_id) == target:
            continue
        before = case.live_about
        was = case.owner_id
        case.owner_id, case.team_id = target
        case.hand_over_count += 1
        fact = OwnershipHandedOver(
            from_user=was, to_user=case.owner_id, to_team=case.team_id, count=case.hand_over_count
        )
        about = list(dict.fromkeys([*before, *case.live_about]))
        entries.append(Entry(fact, case.subject, by, about))
        notes.append(_note(case, reason, author, about))
        changed.append(case)
    know_again(changed)
    Case.objects.bulk_update(changed, ["owner", "team", "hand_over_count", *DUE])
    write_messages(notes, by=by)
    record_all(entries)
    return Case.objects.locked(*cases)


def _teams_of(user: User | None, team: Team | None) -> list[UUID | None]:
    """The teams in which the new owner answers customers; None is everywhere."""
    if user is None:
        if team is None:
            raise Invalid({"to": _("Say who gets it: a colleague or a team.")})
        return []
    if not user.is_active:
        raise Invalid({"to": _("%(name)s no longer works here.") % {"name": user.name}})
    hers = Membership.objects.filter(user=user, role__in=[Role.AGENT, Role.LEAD]).order_by("team__name")
    teams: list[UUID | None] = list(hers.values_list("team_id", flat=True))
    if not teams:
        raise Invalid({"to": _("%(name)s is not an agent.") % {"name": user.name}})
    return teams


def _team_after(case: Case, team: Team | None, hers: Sequence[UUID | None]) -> UUID | None:
    """The named team; else the case's own if the new owner works in it, else the first in which she does."""
    if team is not None:
        return team.id
    return case.team_id if case.team_id in hers or None in hers else hers[0]


def _note(case: Case, reason: str, author: str, about: Sequence[Subject]) -> MessageIn:
    return MessageIn(
        subject=case.subject,
        seen_by="agents",
        body=_("Handed over: %(reason)s") % {"reason": reason},
        author_name=author,
        channel="hand_over",
        about=about,
    )
