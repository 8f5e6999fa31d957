"""The dialogs of a case: one for each act that needs words. A dialog's name is its form's, its URL's, its action's.

They come when the first of them is opened: most readers of a case open none, and a screen with all of them takes a
fifth longer.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from andon.cases import forms as typed
from andon.cases.forms_service import ServiceForm, about_key
from andon.cases.models import Case
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest

from .found import workable_case

Make = Callable[..., forms.Form]
Links = list[tuple[str, Promise]]


@dataclass(frozen=True, slots=True)
class _Kind:
    title: Promise
    button: Promise
    form: Make
    hint: Promise | str = ""
    given: Callable[[Case], dict[str, Any]] = lambda case: {}
    stop: bool = False
    url: str = ""
    fits: Callable[[Case], bool] = lambda case: True
    first: Callable[[Case], Links] = lambda case: []


@dataclass(frozen=True, slots=True)
class Dialog:
    """`first`: where to look before. `is_open`: it comes back with what was typed, because something was not right."""

    name: str
    kind: _Kind
    form: forms.Form
    url: str
    first: Links
    is_open: bool = False


def _what_if(case: Case) -> Links:
    """What would be due, and who would be woken: dry runs, which change nothing."""
    woken = QueryDict(mutable=True)
    woken["service"] = ""
    woken["account"] = (case.account.external_id or case.account.name) if case.account else ""
    found: Links = [(reverse("targets:clocks", args=["case", case.id]), _("What would be due then"))]
    if case.account:
        found.append((f"{reverse('paging:simulate')}?{woken.urlencode()}", _("Who would be woken for this account")))
    return found


_KINDS: dict[str, _Kind] = {
    "hand_over_cases": _Kind(_("Hand over"), _("Hand over"), typed.HandOverForm, first=_what_if),
    "solve_case": _Kind(
        _("Solved?"),
        _("Ask her whether it works"),
        typed.SolveForm,
        _("She is asked, and reminded twice. Without an answer the case closes after seven days."),
    ),
    "close_case": _Kind(
        _("Close the case"),
        _("Close the case"),
        typed.CloseForm,
        _("She is not written to. When she writes again, a follow-up opens."),
    ),
    "reopen_case": _Kind(_("Reopen the case"), _("Reopen the case"), typed.ReasonForm),
    "wait_for": _Kind(_("Wait for others"), _("Set it to wait"), typed.WaitForm),
    "edit_case": _Kind(
        _("What it is about"),
        _("Save"),
        typed.EditForm,
        given=lambda case: {"initial": {"title": case.title, "order_number": case.order_number}},
    ),
    "change_brand": _Kind(
        _("Brand"),
        _("Change the brand"),
        typed.BrandForm,
        _("She sees it from now on; answers leave from one of its mailboxes."),
        given=lambda case: {"initial": {"brand": case.brand_id}},
    ),
    "set_priority": _Kind(
        _("Priority"),
        _("Set the priority"),
        typed.PriorityForm,
        _("Its targets are worked out anew from their start."),
        given=lambda case: {"initial": {"priority": case.priority}},
        first=_what_if,
    ),
    "set_service": _Kind(
        _("Service"),
        _("Set the service"),
        ServiceForm,
        _("What customers call it, or the service behind it. Later suggestions learn from this."),
        given=lambda case: {"initial": {"about": about_key(case.service_id, case.capability_id)}},
    ),
    "tag_case": _Kind(
        _("Tags"), _("Save the tags"), typed.TagForm, given=lambda case: {"initial": {"tags": ", ".join(case.tags)}}
    ),
    "add_step_tried": _Kind(
        _("Already tried"),
        _("Note this step"),
        typed.StepForm,
        _("So that nobody asks for it again; later cases of the account show it too."),
    ),
    "add_participant": _Kind(
        _("In copy"), _("Put in copy"), typed.ParticipantForm, _("Gets our answers from now on, and may answer.")
    ),
    "mark_spam": _Kind(
        _("Mark as spam"),
        _("Mark as spam"),
        typed.SpamForm,
        _("It closes; what its sender adds wakes nobody."),
        stop=True,
    ),
    "waive_obligation": _Kind(
        _("Give up what is owed"),
        _("Give it up"),
        typed.WaiveForm,
        _("The reason stays readable, in the case and in the coverage."),
        given=lambda case: {"case": case},
        stop=True,
    ),
    "grant_access": _Kind(
        _("Let somebody else read it"), _("Let them read it"), typed.GrantForm, _("They read it; they cannot answer.")
    ),
}
_OF_RECEIVERS = {"hand_over_cases", "grant_access"}


def add_dialog(
    name: str,
    *,
    url: str,
    title: Promise,
    button: Promise,
    form: Make,
    hint: Promise | str = "",
    fits: Callable[[Case], bool] = lambda case: True,
) -> None:
    """At start-up (`ports.py`): a higher room's act on a case; `url` names its screen, which takes the case."""
    _KINDS[name] = _Kind(title, button, form, hint, url=url, fits=fits)


@require_GET
@for_roles("agent", "lead")
def dialogs(request: StaffRequest, ref: str) -> HttpResponse:
    """All that fit the case, for the screen that it stands on."""
    case = workable_case(request, ref)
    context = {"case": case, "dialogs": dialogs_of(case), "back": request.GET.get("back", "")}
    return render(request, "cases/_dialog_forms.html", context)


def dialogs_of(case: Case) -> list[Dialog]:
    """Every dialog that fits the case as it is, in the order of the menu."""
    receivers = typed.find_receivers()
    return [
        Dialog(name, kind, _fresh(name, kind, case, receivers), _url(name, case), kind.first(case))
        for name, kind in _KINDS.items()
        if _fits(name, case)
    ]


def titles_of(case: Case) -> list[tuple[str, Promise]]:
    """The name and title of every dialog that fits the case."""
    return [(name, kind.title) for name, kind in _KINDS.items() if _fits(name, case)]


def refused_dialogs(case: Case, typed_in: Mapping[str, forms.Form]) -> list[Dialog]:
    """Those that come back open, because something was not right about what was typed."""
    return [
        Dialog(name, _KINDS[name], form, _url(name, case), _KINDS[name].first(case), is_open=True)
        for name, form in typed_in.items()
        if name in _KINDS
    ]


def dialog_form(name: str, case: Case, data: Any) -> forms.Form:
    """The form of a dialog with what was typed."""
    kind = _KINDS[name]
    given = {key: value for key, value in kind.given(case).items() if key != "initial"}
    return kind.form(data, auto_id=f"{name}_%s", **given)


def _fresh(name: str, kind: _Kind, case: Case, receivers: Sequence[tuple[Any, Any]]) -> forms.Form:
    more = {"receivers": receivers} if name in _OF_RECEIVERS else {}
    return kind.form(auto_id=f"{name}_%s", **kind.given(case), **more)


def _fits(name: str, case: Case) -> bool:
    if name == "reopen_case":
        return not case.is_running
    if name in ("solve_case", "wait_for"):
        return case.is_running
    if name == "close_case":
        return case.status != "closed"
    if name == "waive_obligation":
        return case.owes_her
    return _KINDS[name].fits(case) and (name != "mark_spam" or not case.spam)


def _url(name: str, case: Case) -> str:
    if name == "hand_over_cases":
        return reverse(f"cases:{name}")
    return reverse(_KINDS[name].url or f"cases:{name}", args=[case.ref])
