"""One user: her roles, a link to sign in, switching her off (administrators)."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from andon.kit.errors import Refused
from andon.people.actions.grant_role import grant_role
from andon.people.actions.revoke_role import revoke_role
from andon.people.actions.switch_off_user import switch_off_user
from andon.people.forms import RoleForm
from andon.people.guard import for_roles
from andon.people.links import make_link
from andon.people.middleware import StaffRequest
from andon.people.models import Membership, User


@require_GET
@for_roles("administrator")
def user(request: StaffRequest, id: UUID) -> HttpResponse:
    return _show(request, get_object_or_404(User, id=id), RoleForm())


@require_POST
@for_roles("administrator")
def grant_role_to(request: StaffRequest, id: UUID) -> HttpResponse:
    person, form = get_object_or_404(User, id=id), RoleForm(request.POST)
    if not form.is_valid():
        return _show(request, person, form)
    grant_role(person, role=form.cleaned_data["role"], team=form.cleaned_data["team"], by=request.access.actor)
    return redirect("people:user", id)


@require_POST
@for_roles("administrator")
def revoke_role_of(request: StaffRequest, id: UUID, membership: UUID) -> HttpResponse:
    try:
        revoke_role(get_object_or_404(Membership, id=membership, user_id=id), by=request.access.actor)
    except Refused as refused:
        messages.error(request, refused.message)
    return redirect("people:user", id)


@require_POST
@for_roles("administrator")
def switch_off(request: StaffRequest, id: UUID) -> HttpResponse:
    try:
        switch_off_user(get_object_or_404(User, id=id), by=request.access.actor)
    except Refused as refused:
        messages.error(request, refused.message)
    return redirect("people:user", id)


@never_cache
@require_POST
@for_roles("administrator")
def make_sign_in_link(request: StaffRequest, id: UUID) -> HttpResponse:
    """A one-time link for her, valid for a day, shown once."""
    person = get_object_or_404(User, id=id, is_active=True)
    token = make_link("sign_in", person.subject, person.actor, timedelta(days=1))
    link = settings.BASE_URL + reverse("people:welcome", args=[token])
    messages.info(request, _("Give %(name)s this link; it works once, until tomorrow.") % {"name": person.name})
    return _show(request, person, RoleForm(), link=link)


def _show(request: StaffRequest, person: User, form: RoleForm, link: str = "") -> HttpResponse:
    roles = person.memberships.select_related("team").order_by("team__name", "role")
    context = {"person": person, "roles": roles, "form": form, "link": link}
    return render(request, "people/user.html", context, status=422 if form.errors else 200)
