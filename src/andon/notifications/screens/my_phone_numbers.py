"""The reader's phone numbers: added, proved to be hers by a code (everybody)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from andon.kit.errors import Refused
from andon.notifications.actions.add_phone_number import add_phone_number
from andon.notifications.actions.send_phone_code import send_phone_code
from andon.notifications.actions.verify_phone_number import verify_phone_number
from andon.notifications.forms import CodeForm, PhoneNumberForm
from andon.notifications.models import ContactMethod
from andon.notifications.reads.my_ways import phones_offered
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.ui.faults import show_refusal

from .my_contact_methods import show


@require_POST
@for_roles()
def add(request: StaffRequest) -> HttpResponse:
    offered = phones_offered()
    if not offered:
        messages.error(request, _("SMS and calls are not set up here."))
        return redirect("notifications:my_contact_methods")
    form = PhoneNumberForm(request.POST, offered=offered)
    if form.is_valid():
        try:
            add_phone_number(request.user, **form.cleaned_data)
        except Refused as refused:
            show_refusal(form, refused)
        else:
            return redirect("notifications:my_contact_methods")
    return show(request, phone=form)


@require_POST
@for_roles()
def send_code(request: StaffRequest, id: UUID) -> HttpResponse:
    try:
        send_phone_code(_own(request, id))
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("A code is on its way. It counts for ten minutes."))
    return redirect("notifications:my_contact_methods")


@require_POST
@for_roles()
def verify(request: StaffRequest, id: UUID) -> HttpResponse:
    method = _own(request, id)
    form = CodeForm(request.POST, method=method)
    if form.is_valid():
        verdict = verify_phone_number(method, code=form.cleaned_data["code"])
        if verdict.verified:
            messages.success(request, _("This number is yours: pages go to it from now on."))
            return redirect("notifications:my_contact_methods")
        form.add_error("code", verdict.why)
    return show(request, code=(method.id, form))


def _own(request: StaffRequest, id: UUID) -> ContactMethod:
    return get_object_or_404(ContactMethod, id=id, user=request.user, channel__in=("sms", "voice"))
