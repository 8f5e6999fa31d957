"""The clocks of one subject with their arithmetic, and what would become of them (whoever sees the subject)."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from andon.kit.errors import Invalid
from andon.kit.subject import Subject
from andon.people.access import Access
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.people.models import User
from andon.targets.models import TargetPolicy
from andon.targets.reads.clocks_of import MOST_SEGMENTS, Explained, clocks_of, explained
from andon.targets.reads.what_if import WouldBe, what_if
from andon.targets.rules.explaining import COUNTED, HOLIDAY, PAUSED, Segment
from andon.targets.subjects import Shown, subjects_of
from andon.targets.words import STATES, clock_word, length_words, pause_word
from andon.ui.faults import show_refusal


class WhatIfForm(forms.Form):
    priority = forms.ChoiceField(label=_("Priority"), required=False)
    owner = forms.ChoiceField(label=_("Owner"), required=False)
    policy = forms.ChoiceField(label=_("Promise"), required=False)

    def __init__(self, *args: Any, priorities: list[str], kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        same = ("", _("as it is"))
        people = User.objects.filter(is_active=True).order_by("name").values_list("email", "name")
        promises = TargetPolicy.objects.filter(subject_kind=kind, retired_at=None).values_list("slug", "name")
        self.fields["priority"].choices = [same, *((one, one) for one in priorities)]  # type: ignore[attr-defined]
        self.fields["owner"].choices = [same, *people]  # type: ignore[attr-defined]
        self.fields["policy"].choices = [same, *promises]  # type: ignore[attr-defined]


@require_GET
@for_roles("agent", "lead", "responder")
def clocks(request: StaffRequest, kind: str, id: UUID) -> HttpResponse:
    subject, shown = seen_subject(request.access, kind, id)
    form, would_be = _what_if(request, subject)
    rows = [_row(one) for one in explained(clocks_of(subject))]
    context = {"shown": shown, "rows": rows, "form": form, "would_be": would_be, "asked": would_be is not None}
    return render(request, "targets/clocks.html", context, status=422 if form.errors else 200)


def seen_subject(access: Access, kind: str, id: UUID) -> tuple[Subject, Shown]:
    """404 for what she may not see, or what has no clocks."""
    adapter = subjects_of(kind)
    if adapter is None or not adapter.visible_ids(access).filter(id=id).exists():
        raise Http404
    return Subject(kind, id), adapter.shown([id])[id]


def _what_if(request: StaffRequest, subject: Subject) -> tuple[WhatIfForm, list[tuple[WouldBe, str]] | None]:
    adapter = subjects_of(subject.kind)
    asked = any(request.GET.get(name) for name in ("priority", "owner", "policy"))
    priorities = adapter.priorities() if adapter else []
    form = WhatIfForm(request.GET if asked else None, priorities=priorities, kind=subject.kind)
    if not asked or not form.is_valid():
        return form, None
    changes = {name: value for name, value in form.cleaned_data.items() if value and name != "policy"}
    try:
        found = what_if(subject, changes, policy=form.cleaned_data["policy"])
    except Invalid as no:
        show_refusal(form, no)
        return form, None
    return form, [(one, clock_word(one.kind)) for one in found]


def _row(one: Explained) -> dict[str, Any]:
    state, words = STATES[one.clock.state]
    if one.clock.missed_at:
        state = "broken"
    segments = one.segments[-MOST_SEGMENTS:]
    return {
        "one": one,
        "clock": one.clock,
        "name": clock_word(one.clock.kind),
        "state": state,
        "words": words,
        "segments": [(each, _why(each), length_words(each.length)) for each in segments],
        "left_out": len(one.segments) - len(segments),
        "elapsed": length_words(one.elapsed),
        "target": length_words(one.target),
        "over": length_words(one.over) if one.over else "",
        "left": length_words(one.clock.left) if one.clock.left is not None else "",
        "idle": one.clock.idle_seconds // 60,
        "missed": one.clock.missed,
    }


def _why(segment: Segment) -> str:
    if segment.why == PAUSED:
        return pause_word(segment.name)
    if segment.why == HOLIDAY:
        return segment.name or str(_("a holiday"))
    return str(_("counted") if segment.why == COUNTED else _("closed"))
