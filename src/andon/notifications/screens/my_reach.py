"""When the reader is reached by which of her ways, at each urgency (everybody)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from andon.kit.errors import Refused
from andon.notifications.actions.put_reach_steps import StepIn, put_reach_steps
from andon.notifications.forms import ReachForm
from andon.notifications.models import ContactMethod
from andon.notifications.reads.my_ways import names_of
from andon.notifications.reads.preferences import preferences_of
from andon.notifications.rules.reach import HIGH, LOW
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.ui.faults import show_refusal

from .my_contact_methods import show


@require_POST
@for_roles()
def put_steps(request: StaffRequest) -> HttpResponse:
    urgency = LOW if request.POST.get("urgency") == LOW else HIGH
    if "usual" in request.POST:
        put_reach_steps(request.user, urgency=urgency, steps=[])
        return redirect("notifications:my_contact_methods")
    hers = preferences_of([request.user])[request.user.id]
    form = ReachForm(request.POST, urgency=urgency, hers=hers, names=names_of(hers))
    if form.is_valid():
        own = {method.id: method for method in ContactMethod.objects.filter(user=request.user)}
        steps = [StepIn(wait, own[method] if method else None) for wait, method in form.given()]
        if not steps:
            form.add_error(None, _("Choose at least one way. “As is usual” goes back to what your ways say."))
            return show(request, line=form)
        try:
            put_reach_steps(request.user, urgency=urgency, steps=steps)
        except Refused as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, _("You are reached like this from now on."))
            return redirect("notifications:my_contact_methods")
    return show(request, line=form)
