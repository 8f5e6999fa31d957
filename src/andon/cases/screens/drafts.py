"""What an agent is typing, kept as she types; and the composer as she left it."""

import json
from typing import Any

from django import forms
from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from andon.cases.actions.keep_draft import keep_draft
from andon.cases.forms import WriteForm
from andon.cases.models import Case
from andon.cases.reads.my_drafts import my_drafts
from andon.cases.rules.drafts import merged
from andon.kit.errors import Refused
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest

from .found import workable_case


@require_POST
@for_roles("agent", "lead")
def keep(request: StaffRequest, ref: str) -> HttpResponse:
    """Answers the text that is kept now and its version; `merged` if another window wrote too."""
    case, typed = workable_case(request, ref), request.POST
    # A browser sends lines of a form with CRLF; the field itself has LF.
    body, base = (typed.get(name, "").replace("\r\n", "\n") for name in ("body", "base"))
    try:
        version = int(typed.get("version", "0"))
        draft = keep_draft(
            case, user=request.user.id, kind=typed.get("kind", ""), body=body, version=version, base=base
        )
    except (ValueError, Refused):
        return JsonResponse({}, status=422)
    return JsonResponse({"body": draft.body, "version": draft.version, "merged": draft.body != body})


def composer_context(request: StaffRequest, case: Case, written: forms.Form | None, taken_back: str) -> dict[str, Any]:
    """The form of the composer with what she left in it; a text that she took back stands there again."""
    drafts = my_drafts(case, request.access.user_id)
    body = merged("", drafts["customer"].body, taken_back) if taken_back else drafts["customer"].body
    seen_by = "customer" if body or not drafts["agents"].body else "agents"
    initial = {"seen_by": seen_by, "body": body or drafts["agents"].body}
    kept = {kind: {"body": draft.body, "version": draft.version} for kind, draft in drafts.items()}
    return {"write": written or WriteForm(initial=initial), "drafts": json.dumps(kept)}
