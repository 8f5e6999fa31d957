"""How the reader herself is reached, and a test of it (everybody)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from andon.kit.errors import Refused
from andon.notifications.actions.add_contact_method import add_contact_method
from andon.notifications.actions.remove_contact_method import remove_contact_method
from andon.notifications.actions.try_contact_methods import try_contact_methods
from andon.notifications.forms import CodeForm, ContactMethodForm, PhoneNumberForm
from andon.notifications.models import ContactMethod
from andon.notifications.reads.my_tests import my_tests
from andon.notifications.reads.my_ways import my_ways, phones_offered
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
        try_contact_methods(request.user)
    except Refused as refused:
        messages.error(request, refused.message)
    return redirect("notifications:my_contact_methods")


def show(
    request: StaffRequest,
    *,
    form: ContactMethodForm | None = None,
    phone: PhoneNumberForm | None = None,
    code: tuple[UUID, CodeForm] | None = None,
) -> HttpResponse:
    """With what was typed, where something is wrong with it. `code`: of this way."""
    asked, offered = dict([code] if code else []), phones_offered()
    ways = [
        (way.method, (asked.get(way.method.id) or CodeForm(method=way.method)) if way.asks else None)
        for way in my_ways(request.user)
    ]
    context = {
        "ways": ways,
        "tests": my_tests(request.user),
        "below": render_slot("me.reached", [request.user.subject], request)[request.user.subject],
        "form": form or ContactMethodForm(),
        "phone": phone or (PhoneNumberForm(offered=offered) if offered else None),
        "may_connect": request.access.has("administrator"),
    }
    return render(
        request, "notifications/my_contact_methods.html", context, status=422 if form or phone or code else 200
    )
