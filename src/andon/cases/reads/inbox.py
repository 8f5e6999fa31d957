"""The lists of cases that an agent works through: which cases, in which order, and how many there are."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import CharField, F, Q, QuerySet, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce
from django.db.models.lookups import GreaterThan
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from andon.cases.models import Case
from andon.cases.models.case_queries import Cases
from andon.cases.rules.lifecycle import CLOSED, SOLVED, WAITING
from andon.customers.models import Account, Contact
from andon.kit import clock
from andon.kit.built_once import BuiltOnce
from andon.people.access import Access
from andon.people.models import User

from .searched import in_searched_fields

_counts = BuiltOnce()
MOST_COUNTED = 99
MOST_NAMES = 200
MOST_FOUND = 1000
DUE = ("due_at", "id")
LONGEST_FIRST = ("status_since", "id")
NEWEST_FIRST = ("-status_since", "-id")
LAST_OPENED_FIRST = ("-number",)
# The number stands in the statement, as it does in the condition of the index.
_SOMETHING_OWED = GreaterThan(F("owed_count"), RawSQL("0", ()))


@dataclass(frozen=True, slots=True)
class View:
    """One list. `order` says why a case stands first, `empty` what would come here. What is over is not counted.

    `asked`: what its address says beside the name. `nulls_last`: it also lists what is not due.
    """

    name: str
    label: Promise | str
    which: Callable[[Cases, Access], Cases]
    order: tuple[str, ...]
    empty: Promise | str
    icon: str = "inbox"
    counted: bool = True
    asked: tuple[tuple[str, str], ...] = ()
    nulls_last: bool = False


def _mine(seen: Cases, access: Access) -> Cases:
    """Her own, and those of whoever is away and has her stand in."""
    return _due(seen).filter(owner_id__in=[access.user_id, *_stood_in_for(access)])


def _stood_in_for(access: Access) -> list[UUID]:
    away = User.objects.filter(stand_in_id=access.user_id, away_until__gt=clock.now())
    return list(away.order_by("id").values_list("id", flat=True))


def _team(seen: Cases, access: Access) -> Cases:
    if access.everywhere("agent", "lead"):
        return _due(seen)
    return _due(seen).filter(team_id__in=access.teams("agent", "lead"))


def _due(seen: Cases) -> Cases:
    """Our turn, or something is owed; both make a case due."""
    return seen.filter(due_at__isnull=False, spam=False)


def _waiting(seen: Cases) -> Cases:
    return seen.filter(status__in=WAITING, spam=False)


ALL_VIEWS = (
    View("mine", _("Mine"), _mine, DUE, _("What you own and what is your turn comes here, what hurts first on top.")),
    View("team", _("Team"), _team, DUE, _("Whatever is due in your teams stands here, whoever owns it."), "people"),
    View(
        "unassigned",
        _("No owner"),
        lambda seen, access: _team(seen, access).filter(owner=None),
        DUE,
        _("A case that nobody could be given waits here until somebody takes it."),
        "person",
    ),
    View(
        "owed",
        _("Owed"),
        lambda seen, _access: seen.filter(_SOMETHING_OWED),
        DUE,
        _("What we still owe to a customer, and what engineers want to know, comes here."),
        "promise",
    ),
    View(
        "open",
        _("All open"),
        lambda seen, _access: _due(seen),
        DUE,
        _("Every case that you may see and that is our turn."),
        "list",
    ),
    View(
        "waiting",
        _("Waiting"),
        lambda seen, _access: _waiting(seen),
        LONGEST_FIRST,
        _("Cases in which somebody else has the ball, longest first."),
        "clock",
    ),
    View(
        "waiting_mine",
        _("Waiting, mine"),
        lambda seen, access: _waiting(seen).filter(owner_id=access.user_id),
        LONGEST_FIRST,
        _("Your cases in which somebody else has the ball, longest first."),
        "clock",
    ),
    View(
        "solved",
        _("Solved"),
        lambda seen, _access: seen.filter(status=SOLVED),
        NEWEST_FIRST,
        _("We think that these are done and have asked the customer."),
        "check",
        counted=False,
    ),
    View(
        "closed",
        _("Closed"),
        lambda seen, _access: seen.filter(status=CLOSED, spam=False),
        LAST_OPENED_FIRST,
        _("Cases that are over, the newest first."),
        "lock",
        counted=False,
    ),
    View(
        "spam",
        _("Spam"),
        lambda seen, _access: seen.filter(spam=True),
        NEWEST_FIRST,
        _("What was marked as spam; reopening a case takes it out again."),
        "stop",
        counted=False,
    ),
)
VIEWS = {view.name: view for view in ALL_VIEWS}


def cases_of(view: View, access: Access, query: str = "") -> Cases:
    """The cases of a view that the reader may see, those with these words only."""
    found = view.which(Case.objects.visible_to(access), access)
    query = query.strip()[:100].replace("\0", "")
    # Found apart, by their indexes: as a condition on an ordered list, words are looked for in case after case.
    # Handed over as keys: what stands behind an expression (the survivor) could only be compared with all cases.
    return found.filter(pk__in=[row["survivor"] for row in with_words(query)]) if query else found


def with_words(query: str) -> "QuerySet[Case, Any]":
    """The keys of the newest cases with these words, whoever may see them; of a merged one its survivor's."""
    survivors = Coalesce("merged_into_id", "id")
    return _with_words(query).order_by("-number").values(survivor=survivors)[:MOST_FOUND]


def count_views(access: Access, more: Sequence[View] = ()) -> dict[str, int]:
    """How many stand in each view that is counted, and in these, up to a hundred; two or three queries."""
    key = (access.key, *_stood_in_for(access))
    names = [name for (name,) in _counts.rows(key, lambda: _counting(access, ALL_VIEWS))]
    # What somebody put together herself is built each time: its words and days change.
    return dict(Counter([*names, *(_counting(access, more) if more else ())]))


def _counting(access: Access, views: Sequence[View]) -> "QuerySet[Case, str]":
    """The name of a view for each case in it."""
    seen = Case.objects.visible_to(access)
    first, *others = [
        view.which(seen, access)
        .order_by()
        .annotate(view=Value(view.name, CharField()))
        .values_list("view", flat=True)[: MOST_COUNTED + 1]
        for view in views
        if view.counted
    ]
    return first.union(*others, all=True)


def _with_words(query: str) -> Cases:
    """Each part has an index of its own. A condition on a joined name would have none, and read every case there is."""
    accounts = list(Account.objects.filter(name__icontains=query).values_list("id", flat=True)[:MOST_NAMES])
    contacts = list(Contact.objects.filter(name__icontains=query).values_list("id", flat=True)[:MOST_NAMES])
    by_name = Q(account__in=accounts) | Q(contact__in=contacts)
    by_words = Q(title__icontains=query) | by_name | Q(tags__contains=[query.lower()]) | Q(order_number=query)
    by_words |= in_searched_fields(query)
    return Case.objects.filter(by_words) | Case.objects.named(query)
