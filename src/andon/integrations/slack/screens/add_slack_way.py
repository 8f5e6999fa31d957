"""The reader is paged in Slack too (everybody)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from andon.integrations.slack.actions.add_slack_way import add_slack_way as adding
from andon.kit.errors import Refused
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest


@require_POST
@for_roles()
def add_slack_way(request: StaffRequest) -> HttpResponse:
    try:
        adding(request.user)
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("You are paged in Slack too. Send a test, to see it there."))
    return redirect("notifications:my_contact_methods")
