"""How the reader herself is reached, and a test of it (everybody)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from andon.kit.errors import Refused
from andon.notifications.actions.add_contact_method import add_contact_method
from andon.notifications.actions.remove_contact_method import remove_contact_method
from andon.notifications.actions.send_way_check import send_way_check
from andon.notifications.actions.try_contact_methods import try_contact_methods
from andon.notifications.forms import SIGN_IN, CodeForm, ContactMethodForm, PhoneNumberForm, ReachForm
from andon.notifications.models import ContactMethod
from andon.notifications.reads.my_tests import last_confirmed, my_tests
from andon.notifications.reads.my_ways import my_ways, names_of, phones_offered
from andon.notifications.reads.preferences import preferences_of
from andon.notifications.rules.reach import URGENCIES
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.ui.faults import show_refusal
from andon.ui.slots import render_slot


@require_GET
@for_roles()
def my_contact_methods(request: StaffRequest) -> HttpResponse:
    return show(request)


@require_POST
@for_roles()
def add(request: StaffRequest) -> HttpResponse:
    form = ContactMethodForm(request.POST)
    if form.is_valid():
        try:
            add_contact_method(request.user, **form.cleaned_data)
        except Refused as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, _("A link was sent there. Open it and confirm it; then you are reached by it."))
            return redirect("notifications:my_contact_methods")
    return show(request, form=form)


@require_POST
@for_roles()
def remove(request: StaffRequest, id: UUID) -> HttpResponse:
    remove_contact_method(get_object_or_404(ContactMethod, id=id, user=request.user))
    return redirect("notifications:my_contact_methods")


@require_POST
@for_roles()
def try_them(request: StaffRequest) -> HttpResponse:
    try:
        try_contact_methods(request.user, only=_only(request))
    except Refused as refused:
        messages.error(request, refused.message)
    return redirect("notifications:my_contact_methods")


@require_POST
@for_roles()
def check_again(request: StaffRequest, id: UUID) -> HttpResponse:
    method = get_object_or_404(ContactMethod, id=id, user=request.user)
    try:
        send_way_check(method)
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("It is on its way. Open its link and confirm it."))
    return redirect("notifications:my_contact_methods")


def _only(request: StaffRequest) -> list[UUID | None] | None:
    """The way that is named, None for all; one that is no id is nobody's."""
    if "way" not in request.POST:
        return None
    name = request.POST["way"]
    try:
        return [None] if name == SIGN_IN else [UUID(name)]
    except ValueError:
        return []


def show(
    request: StaffRequest,
    *,
    form: ContactMethodForm | None = None,
    phone: PhoneNumberForm | None = None,
    code: tuple[UUID, CodeForm] | None = None,
    line: ReachForm | None = None,
) -> HttpResponse:
    """With what was typed, where something is wrong with it. `code`: of this way."""
    asked, offered = dict([code] if code else []), phones_offered()
    ways = [
        (way.method, (asked.get(way.method.id) or CodeForm(method=way.method)) if way.asks else None)
        for way in my_ways(request.user)
    ]
    hers = preferences_of([request.user])[request.user.id]
    names = names_of(hers)
    context = {
        "lines": [
            line if line and line.urgency == urgency else ReachForm(urgency=urgency, hers=hers, names=names)
            for urgency in URGENCIES
        ],
        "ways": ways,
        "last_confirmed": last_confirmed(request.user),
        "tests": my_tests(request.user),
        "below": render_slot("me.reached", [request.user.subject], request)[request.user.subject],
        "form": form or ContactMethodForm(),
        "phone": phone or (PhoneNumberForm(offered=offered) if offered else None),
        "may_connect": request.access.has("administrator"),
    }
    faulty = form or phone or code or line
    return render(request, "notifications/my_contact_methods.html", context, status=422 if faulty else 200)
