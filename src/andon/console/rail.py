"""The rail: the console's places, for whom, and by which key. A place that the reader may not open is not shown."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from andon.case_escalations.models import CaseEscalation
from andon.cases.models import Case
from andon.gestures.models import Gesture
from andon.kit.built_once import BuiltOnce
from andon.people.access import Access

MOST_BELOW = 4
"""Places in a phone's bar, beside the button for the others."""
_own_cases = BuiltOnce()
MOST_COUNTED = 99
"""A count stops here, so that it costs the same however many there are."""


@dataclass(frozen=True, slots=True)
class Place:
    """`roles`: who sees it, empty for all staff. `rooms`: whose screens light it up. `phone`: in the bar below, as
    far as there is room; the others are behind its last button."""

    screen: str
    icon: str
    label: Promise
    key: str
    rooms: frozenset[str]
    roles: tuple[str, ...] = ()
    phone: bool = True
    gap: bool = False
    count: Callable[[Access], int] | None = None


def _mine(access: Access) -> int:
    return len(_own_cases.rows(access.key, lambda: _mine_of(access)))


def _mine_of(access: Access) -> "QuerySet[Case, UUID]":
    mine = Case.objects.visible_to(access).filter(owner_id=access.user_id, status__in=("new", "open"))
    return mine.order_by().values_list("id", flat=True)[:MOST_COUNTED]


def _approvals(access: Access) -> int:
    return Gesture.objects.approvable_by(access).values("id")[:MOST_COUNTED].count()


def _escalations(access: Access) -> int:
    return CaseEscalation.objects.answerable_by(access).waiting().values("id")[:MOST_COUNTED].count()


PLACES = [
    Place("cases:inbox", "inbox", _("Inbox"), "g i", frozenset({"cases", "questions"}), ("agent", "lead"), count=_mine),
    Place("targets:forecast", "clock", _("Due"), "g d", frozenset({"targets"}), ("agent", "lead"), phone=False),
    Place("incidents:board", "board", _("Board"), "g b", frozenset({"board"})),
    Place("incidents:incidents", "incident", _("Incidents"), "g n", frozenset({"incidents", "comms"})),
    Place(
        "emerging:issues",
        "eye",
        _("Emerging"),
        "g m",
        frozenset({"emerging"}),
        ("agent", "lead", "responder"),
        phone=False,
    ),
    Place(
        "gestures:approvals",
        "heart",
        _("Approvals"),
        "g p",
        frozenset({"gestures"}),
        ("lead",),
        phone=False,
        count=_approvals,
    ),
    Place(
        "case_escalations:escalations",
        "rise",
        _("Escalations"),
        "g e",
        frozenset({"case_escalations"}),
        ("lead",),
        phone=False,
        count=_escalations,
    ),
    Place(
        "customers:accounts", "account", _("Accounts"), "g a", frozenset({"customers"}), ("agent", "lead"), phone=False
    ),
    Place(
        "contracts:contracts",
        "contract",
        _("Contracts"),
        "g c",
        frozenset({"contracts"}),
        ("agent", "lead", "responder", "administrator"),
        phone=False,
    ),
    Place("schedules:on_call", "oncall", _("On call"), "g o", frozenset({"schedules", "paging"})),
    Place("alerts:alerts", "alert", _("Alerts"), "g l", frozenset({"alerts"}), ("responder", "lead")),
    Place("signals:signals", "quote", _("Signals"), "g r", frozenset({"signals"}), ("agent", "lead"), phone=False),
    Place("console:settings", "settings", _("Settings"), "g s", frozenset({"settings"}), phone=False, gap=True),
]


def rail(request: HttpRequest, access: Access) -> list[dict[str, object]]:
    """In the order of a desk's. One query: how many open cases the reader owns; for a lead two more: how many approvals
    wait, and how many escalations that she may answer."""
    here = _here(request)
    places = [place for place in PLACES if not place.roles or access.has(*place.roles)]
    below = [place for place in places if place.phone][:MOST_BELOW]
    return [
        {
            "url": reverse(place.screen),
            "icon": place.icon,
            "label": place.label,
            "key": place.key,
            "phone": place in below,
            "gap": place.gap,
            "current": here in place.rooms,
            "count": place.count(access) if place.count else 0,
        }
        for place in places
    ]


def _here(request: HttpRequest) -> str:
    match = request.resolver_match
    if match is None:
        return ""
    if request.path.startswith(("/settings/", "/me/")):
        return "settings"
    return "board" if match.view_name == "incidents:board" else match.app_name
