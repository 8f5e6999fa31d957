"""A case opened alone: its thread, the composer, the customer beside it. The inbox shows the same in its middle."""

import json
from collections.abc import Mapping
from math import ceil
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from andon.cases.models import Case
from andon.cases.readers import classes_for
from andon.cases.reads.about_customer import about_customer
from andon.cases.reads.colleagues import mentionable
from andon.cases.reads.field_values import field_values
from andon.cases.reads.homes import homes_of, steps_of
from andon.cases.reads.merges_of import merges_of
from andon.cases.reads.signals_of_case import signals_of_case
from andon.cases.reads.split_of import split_of
from andon.cases.reads.steps_of_account import steps_of_account
from andon.cases.reads.there_is import there_is
from andon.cases.reads.thread_lines import Line, taken_back, thread_lines, with_pieces
from andon.cases.reads.why_first import turn_of, why_first
from andon.cases.rules.channels import channel_word
from andon.cases.thread_pieces import pieces_of
from andon.customers.open_customer import open_customer
from andon.kit import clock
from andon.meaning.reads.languages_of import language_of
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.people.presence import who_looks_at
from andon.ui.slots import render_slot

from .case_fields import fields_form
from .dialogs import refused_dialogs, titles_of
from .drafts import composer_context
from .found import may_work_on, merged_meanwhile, seen_case

SLOTS = ("context", "notice", "actions", "composer")


@require_GET
@for_roles("agent", "lead", "responder")
def case(request: StaffRequest, ref: str) -> HttpResponse:
    found = seen_case(request, ref)
    if merged_meanwhile(request, found):
        return redirect(f"{reverse('cases:case', args=[found.ref])}?{urlencode({'merged': ref})}")
    return render(request, "cases/case.html", case_context(request, found))


def refused(request: StaffRequest, found: Case, name: str, form: forms.Form) -> HttpResponse:
    """The case again with what was typed and what was not right about it."""
    return render(request, "cases/case.html", case_context(request, found, {name: form}), status=422)


def case_context(request: StaffRequest, found: Case, typed: Mapping[str, forms.Form] | None = None) -> dict[str, Any]:
    """All that the case and the customer beside it show; a fixed number of queries."""
    typed = typed or {}
    if found.account:
        open_customer(found.account.subject, user=request.access.user_id)
    there = there_is(found)
    homes = homes_of(found) if "merged" in there else [found]
    steps = list(steps_of(found)) if "steps" in there else []
    own = thread_lines(homes, classes_for(request.access), request.access, steps)
    lines = with_pieces(own, pieces_of(found, request.access, request))
    works = may_work_on(request, found)
    again = taken_back(found, request.access) if "taken_back" in there else ""
    state, words = turn_of(found)
    return {
        "case": found,
        "why": why_first(found),
        "channel": channel_word(found.channel),
        "language": _language(found.locale),
        "written_in": _language(language_of(found.subject)),
        "owner_away": _owner_away(found),
        "turn": {"state": state, "words": words},
        "lines": lines,
        "undo": _undo(lines),
        "may_work": works,
        "dialogs": refused_dialogs(found, typed) if works else [],
        "dialog_titles": titles_of(found) if works else [],
        **composer_context(request, found, typed.get("write"), again),
        "looking": who_looks_at(found.subject, but=request.user),
        "steps": steps,
        "homes": homes,
        "merges": merges_of(homes),
        "all_tags": list(dict.fromkeys(tag for home in homes for tag in home.tags)),
        "all_orders": list(dict.fromkeys(home.order_number for home in homes if home.order_number)),
        "mentionable": mentionable() if works else [],
        "split": split_of(homes, request.access) if there & {"split", "split_off"} else {},
        "came_by": request.GET.get("merged", "")[:40],
        "earlier_steps": steps_of_account(found.account, but=found, limit=8),
        "customer": about_customer(homes, there, request.access),
        "origins": signals_of_case(homes, request.access),
        "own": typed.get("set_case_fields") or fields_form(found),
        "field_values": field_values(found),
        "was_fields": json.dumps(found.fields),
        "slots": {name: render_slot(f"case.{name}", [found.subject], request)[found.subject] for name in SLOTS},
        "back": _here(request, found),
    }


def _owner_away(found: Case) -> str:
    """Whom to ask instead."""
    owner = found.owner
    if owner is None or not owner.is_away(clock.now()):
        return ""
    return _("away, %(name)s stands in") % {"name": owner.stand_in.name} if owner.stand_in else _("away")


def _language(code: str) -> str:
    """Its name, in the reader's language; a code that Django does not know stands for itself."""
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


def _undo(lines: list[Line]) -> dict[str, Any] | None:
    """The reader's newest answer that has not left yet, and for how many more seconds."""
    last = next((line.message for line in reversed(lines) if line.undo), None)
    if last is None or last.undo_until is None:
        return None
    return {"message": last, "seconds": max(1, ceil((last.undo_until - clock.now()).total_seconds()))}


def _here(request: StaffRequest, found: Case) -> str:
    """Where acts lead back to: this screen, or the one from which a refused act came."""
    if request.method == "POST":
        return request.POST.get("back", "")
    return request.get_full_path()
