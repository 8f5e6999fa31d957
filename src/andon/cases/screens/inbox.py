"""The inbox: views, the list with the reason in each row, and the chosen case beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_GET

from andon.cases.models import Case, SavedView
from andon.cases.models.case_queries import Cases
from andon.cases.readers import classes_for
from andon.cases.reads.inbox import ALL_VIEWS, MOST_COUNTED, VIEWS, View, cases_of, count_views
from andon.cases.reads.kept_views import as_views, asked_view, pinned_views
from andon.cases.reads.previews import previews
from andon.cases.reads.why_first import why_first
from andon.cases.rules.groups import Group, group_of
from andon.kit import clock
from andon.kit.errors import Invalid
from andon.kit.rest.pages import Window, page
from andon.kit.text import excerpt
from andon.meaning.shown_search import by_meaning
from andon.people.access import Access
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.people.models import User
from andon.people.presence import who_looks_at_each
from andon.ui.slots import render_slot
from andon.ui.templatetags.ui import due_state

from .case import case_context
from .found import seen_case

ROWS = 30
MOST_VIEWS = 50


@dataclass(frozen=True, slots=True)
class Row:
    """A case of the list: why it is there, what was said last, who looks at it, what other rooms add."""

    case: Case
    why: str
    state: str
    preview: str
    looking: list[User]
    more: SafeString
    url: str
    is_chosen: bool


@require_GET
@for_roles("agent", "lead")
def inbox(request: StaffRequest) -> HttpResponse:
    return render(request, "cases/inbox.html", inbox_context(request, request.GET))


def refused_selection(request: StaffRequest, form: forms.Form, chosen: list[str]) -> HttpResponse:
    """The inbox again with what was typed about a selection, and what was not right about it."""
    context = inbox_context(request, {}) | {"selection": form, "selected": chosen}
    return render(request, "cases/inbox.html", context, status=422)


def inbox_context(request: StaffRequest, asked: Mapping[str, Any]) -> dict[str, Any]:
    view, fault = _view(asked, request.access)
    query, chosen = str(asked.get("q", "")).strip()[:100], str(asked.get("case", ""))
    found = seen_case(request, chosen) if chosen else None
    listed = _page(cases_of(view, request.access, query).with_row(), view, str(asked.get("after", "")))
    where = {"view": view.name, **dict(view.asked)} | ({"q": query} if query else {})
    rows = _rows(request, listed["items"], where, found)
    context: dict[str, Any] = case_context(request, found) if found else {}
    return (
        context
        | _tabs(request.access)
        | {
            "view": view,
            "view_fault": fault,
            "words": query,
            "groups": _groups(rows, view),
            "next_case": next((row for row in rows if not row.is_chosen), None),
            "next_cursor": listed["next_cursor"],
            "list_url": f"{reverse('cases:inbox')}?{urlencode(where)}",
            "topics": _topics(request.access),
            "back": request.get_full_path() if request.method == "GET" else reverse("cases:inbox"),
            "found_case": found,
            **by_meaning(request.access, query, kinds=["case"], besides=[case.id for case in listed["items"]]),
            "selection_acts": render_slot("inbox.selection", [request.user.subject], request)[request.user.subject],
        }
    )


def listed_cases(access: Access, asked: Mapping[str, Any]) -> Cases:
    """All cases of the list that an address names, in its order."""
    view, _fault = _view(asked, access)
    return cases_of(view, access, str(asked.get("q", ""))).order_by(*view.order)


def _view(asked: Mapping[str, Any], access: Access) -> tuple[View, str]:
    """The one that was asked for, else the reader's first; and what was not understood."""
    usual = VIEWS[_first_view(access)]
    try:
        return asked_view(asked, access) or VIEWS.get(str(asked.get("view", "")), usual), ""
    except Invalid as no:
        return usual, no.message


def _first_view(access: Access) -> str:
    """A lead who answers nobody herself looks at her teams."""
    return "mine" if access.has("agent") else "team"


def _page(found: Any, view: View, after: str) -> dict[str, Any]:
    try:
        window = Window(cursor=after[:1000], limit=ROWS)
        return page(found, *view.order, window=window, nulls_last=view.nulls_last)
    except Invalid:
        return page(found, *view.order, window=Window(cursor="", limit=ROWS))


def _rows(request: StaffRequest, cases: list[Case], where: dict[str, str], chosen: Case | None) -> list[Row]:
    """A fixed number of queries for any number of rows."""
    subjects = [case.subject for case in cases]
    words = previews([case.id for case in cases], classes_for(request.access))
    looking = who_looks_at_each(subjects, but=request.user)
    more = render_slot("case.row", subjects, request)
    address = reverse("cases:inbox")
    return [
        Row(
            case=case,
            why=why_first(case),
            state=due_state(case.due_at),
            preview=excerpt(words.get(case.subject, ""), 90),
            looking=looking.get(case.subject, []),
            more=more[case.subject],
            url=f"{address}?{urlencode(where | {'case': case.ref})}",
            is_chosen=chosen is not None and case.id == chosen.id,
        )
        for case in cases
    ]


def _groups(rows: list[Row], view: View) -> list[tuple[Group | None, list[Row]]]:
    """By how much time is left, where the order is that of what is due."""
    if view.order[0] != "due_at":
        return [(None, rows)] if rows else []
    now: datetime = clock.now()
    found: dict[Group, list[Row]] = {}
    for row in rows:
        found.setdefault(group_of(row.case.due_at, now), []).append(row)
    return list(found.items())


def _tabs(access: Access) -> dict[str, Any]:
    """Our views, those that she pinned, and the others that she may see; each with its count, but the last."""
    seen, pinned = list(SavedView.objects.visible_to(access)[:MOST_VIEWS]), as_views(pinned_views(access))
    counts = count_views(access, pinned)
    said = [
        {"view": view, "count": _said(counts.get(view.name, 0)) if view.counted else ""}
        for view in (*ALL_VIEWS, *pinned)
    ]
    return {"views": said[: len(ALL_VIEWS)], "pinned": said[len(ALL_VIEWS) :], "kept": seen}


def _said(count: int) -> str:
    return f"{MOST_COUNTED}+" if count > MOST_COUNTED else str(count)


def _topics(access: Access) -> str:
    """What changes this list: whatever concerns the reader and her teams."""
    if access.everywhere("agent", "lead"):
        return "all"
    teams = sorted(f"team:{team}" for team in access.teams("agent", "lead"))
    return " ".join([f"user:{access.user_id}", *teams])
