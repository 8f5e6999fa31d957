"""How the reader herself is paged, a test of it, and the pages that she got (everybody)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from andon.kit.errors import Refused
from andon.paging.actions.add_contact_method import add_contact_method
from andon.paging.actions.remove_contact_method import remove_contact_method
from andon.paging.actions.try_contact_methods import try_contact_methods
from andon.paging.forms import ContactMethodForm
from andon.paging.models import ContactMethod
from andon.paging.reads.my_pages import my_pages, my_tests
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.ui.faults import show_refusal


@require_GET
@for_roles()
def my_contact_methods(request: StaffRequest) -> HttpResponse:
    return _show(request, ContactMethodForm())


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
            return redirect("paging:my_contact_methods")
    return _show(request, form)


@require_POST
@for_roles()
def remove(request: StaffRequest, id: UUID) -> HttpResponse:
    remove_contact_method(get_object_or_404(ContactMethod, id=id, user=request.user))
    return redirect("paging:my_contact_methods")


@require_POST
@for_roles()
def try_them(request: StaffRequest) -> HttpResponse:
    try:
        try_contact_methods(request.user)
    except Refused as refused:
        messages.error(request, refused.message)
    return redirect("paging:my_contact_methods")


def _show(request: StaffRequest, form: ContactMethodForm) -> HttpResponse:
    context = {
        "methods": ContactMethod.objects.filter(user=request.user).order_by("id"),
        "tests": my_tests(request.user),
        "pages": my_pages(request.user, request.access),
        "form": form,
    }
    return render(request, "paging/my_contact_methods.html", context, status=422 if form.errors else 200)
