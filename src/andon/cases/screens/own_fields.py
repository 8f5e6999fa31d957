"""The own fields of a case, beside it: filled in in their place."""

import json
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from andon.cases.actions.set_case_fields import set_case_fields
from andon.kit.errors import Refused
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest

from .case import refused
from .case_fields import fields_form
from .found import back, merged_meanwhile, workable_case


@require_POST
@for_roles("agent", "lead")
def set_fields(request: StaffRequest, ref: str) -> HttpResponse:
    """Only what was changed here is changed: `was` is what the form showed."""
    case = workable_case(request, ref)
    form = fields_form(case, request.POST)
    if said := merged_meanwhile(request, case):
        form.add_error(None, said)
    elif form.is_valid() and not form.not_asked_yet():
        was, given = _was(request.POST.get("was", "")), form.given()
        changed = {key: value for key, value in given.items() if value != was.get(key)}
        try:
            set_case_fields(case, by=request.access.actor, case_type=form.chosen, values=changed)
            return back(request, case)
        except Refused as no:
            for message in form.show_refusal(no).values():
                form.add_error(None, message)
    return refused(request, case, "set_case_fields", form)


def _was(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
