"""What leads and administrators type about a promise."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from andon.kit.errors import Invalid
from andon.paging.models import Policy

from .actions.put_target_policy import GROUPS
from .lines import targets_of, targets_text
from .models import BusinessCalendar, TargetPolicy
from .models.target_policy import usual_pauses
from .rules.rounds import BETWEEN, FIRST_REPLY, NEXT_REPLY, RESOLUTION, RESPOND, UPDATE
from .words import CLOCKS, PAUSES

CLOCK_FIELDS = (FIRST_REPLY, NEXT_REPLY, UPDATE, RESOLUTION)
SPARE_RUNGS, MOST_ROWS = 2, 20
_GROUPS = {
    "priority": gettext_lazy("priority"),
    "tier": gettext_lazy("tier of the account"),
    "channel": gettext_lazy("channel"),
    "brand": gettext_lazy("brand"),
    "type": gettext_lazy("type of case"),
}
_TARGET_HINTS = {
    FIRST_REPLY: gettext_lazy("4h, urgent 30m: the first is for everybody else. Empty: no such promise."),
    UPDATE: gettext_lazy("How long she may be without a word from us."),
}
_DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class TargetPolicyForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    slug = forms.CharField(
        label=gettext_lazy("Short name"),
        max_length=60,
        help_text=gettext_lazy("For programs; it stays when the name changes."),
    )
    condition = forms.CharField(
        label=gettext_lazy("For which cases"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "placeholder": "tier:strategic -channel:phone"}),
        help_text=gettext_lazy(
            "As in a view: tier, priority, channel, brand, team, type, tag, account, language, owner, field.key. "
            "Empty: all."
        ),
    )
    for_all = forms.BooleanField(
        label=gettext_lazy("Yes, it is for every case that no promise before it takes"), required=False
    )
    grouped_by = forms.ChoiceField(
        label=gettext_lazy("Targets by"), choices=[(one, _GROUPS[one]) for one in GROUPS], initial="priority"
    )
    update_mode = forms.ChoiceField(
        label=gettext_lazy("Updates are"),
        choices=[
            (BETWEEN, gettext_lazy("between our answers, whatever she does")),
            (RESPOND, gettext_lazy("answers to her, once she has written")),
        ],
    )
    calendar = forms.ModelChoiceField(
        BusinessCalendar.objects.all(),
        label=gettext_lazy("Opening hours"),
        required=False,
        empty_label=gettext_lazy("the default"),
    )
    real_time = forms.BooleanField(label=gettext_lazy("Every minute counts, open or not"), required=False)
    pause_on = forms.MultipleChoiceField(
        label=gettext_lazy("Clocks stand still while it"),
        choices=[(why, PAUSES[why]) for why in usual_pauses()],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    notes_count = forms.BooleanField(label=gettext_lazy("A note counts as an answer"), required=False)
    valid_from = forms.DateField(label=gettext_lazy("Holds from"), required=False, widget=_DATE)
    valid_until = forms.DateField(label=gettext_lazy("Holds until, with that day"), required=False, widget=_DATE)

    def __init__(self, *args: Any, policy: TargetPolicy | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in CLOCK_FIELDS:
            self.fields[f"target_{kind}"] = forms.CharField(
                label=str(CLOCKS[kind]), required=False, max_length=300, help_text=_TARGET_HINTS.get(kind, "")
            )
        self._kept = policy
        self.rows = min(MOST_ROWS, len(policy.rungs if policy else []) + SPARE_RUNGS)
        if policy is not None:
            del self.fields["slug"]
        if policy is not None and policy.is_default:
            for name in ("condition", "for_all", "valid_from", "valid_until"):
                del self.fields[name]
        thens = _thens()
        for row in range(self.rows):
            self._add_rung(row, thens)

    def _add_rung(self, row: int, thens: Sequence[tuple[str, Any]]) -> None:
        kinds = [("", _("none")), *((kind, CLOCKS[kind]) for kind in CLOCK_FIELDS)]
        self.fields[f"rung_kind_{row}"] = forms.ChoiceField(
            label=_("Rung %(n)s: which clock") % {"n": row + 1}, choices=kinds, required=False
        )
        self.fields[f"rung_at_{row}"] = forms.CharField(
            label=_("When"), required=False, max_length=6, help_text=_("75% of it, or 30m: open minutes before")
        )
        self.fields[f"rung_then_{row}"] = forms.ChoiceField(label=_("Then"), choices=thens, required=False)

    @property
    def asks_for_all(self) -> bool:
        """Somebody left the condition empty where there was one, and has not said that she means it."""
        had_none = self._kept is not None and not self._kept.condition
        said = self.cleaned_data
        return "condition" in self.fields and not (said.get("condition", "").strip() or had_none or said["for_all"])

    def targets(self) -> list[forms.BoundField]:
        return [self[f"target_{kind}"] for kind in CLOCK_FIELDS]

    def rungs(self) -> list[list[forms.BoundField]]:
        return [[self[f"rung_{part}_{row}"] for part in ("kind", "at", "then")] for row in range(self.rows)]

    @staticmethod
    def shown(policy: TargetPolicy) -> dict[str, Any]:
        names = ("name", "condition", "grouped_by", "update_mode", "calendar", "real_time", "pause_on")
        shown = {name: getattr(policy, name) for name in (*names, "notes_count", "valid_from", "valid_until")}
        shown |= {f"target_{kind}": targets_text(policy.targets.get(kind, {})) for kind in CLOCK_FIELDS}
        for row, rung in enumerate(policy.rungs):
            then = f"page:{rung['policy']}" if rung["policy"] else f"tell:{rung['tell']}"
            shown |= {f"rung_kind_{row}": rung["kind"], f"rung_at_{row}": rung["at"], f"rung_then_{row}": then}
        return shown

    def given(self) -> dict[str, Any]:
        """What `put_target_policy` takes; raises Invalid by the name of the control."""
        said = self.cleaned_data
        names = ("name", "condition", "grouped_by", "update_mode", "calendar", "real_time", "pause_on", "notes_count")
        given = {name: said[name] for name in (*names, "valid_from", "valid_until") if name in said}
        return given | {"targets": self._targets(), "rungs": self._rungs()}

    def _targets(self) -> dict[str, dict[str, int]]:
        kept = self._kept.targets if self._kept else {}
        # Clocks of other names are set by programs; they stay.
        found = {kind: by for kind, by in kept.items() if kind not in CLOCK_FIELDS}
        for kind in CLOCK_FIELDS:
            try:
                found[kind] = targets_of(self.cleaned_data[f"target_{kind}"])
            except Invalid as no:
                raise Invalid({f"target_{kind}": no.message}) from None
        return {kind: by for kind, by in found.items() if by}

    def _rungs(self) -> list[dict[str, str]]:
        found = []
        for row in range(self.rows):
            kind, at, then = (self.cleaned_data[f"rung_{part}_{row}"].strip() for part in ("kind", "at", "then"))
            if not kind and not at:
                continue
            if not (kind and at and then):
                raise Invalid({f"rung_at_{row}": _("A rung says which clock, when, and what then.")})
            what, _colon, name = then.partition(":")
            rung = {"kind": kind, "at": at.replace(" ", "")}
            found.append(rung | {"policy": name if what == "page" else "", "tell": name if what == "tell" else ""})
        return found


def as_controls(no: Invalid) -> Invalid:
    """targets.first_reply is the control target_first_reply; rungs stand at the first row's."""
    named = {}
    for field, text in no.faults.items():
        name = field.replace("targets.", "target_", 1)
        named["rung_at_0" if name == "rungs" else name] = text
    return Invalid(named)


def _thens() -> list[tuple[str, Any]]:
    told = [("tell:owner", _("tell the owner")), ("tell:lead", _("tell the leads of the team"))]
    paged = [(f"page:{one.slug}", _("page: %(name)s") % {"name": one.name}) for one in Policy.objects.all()]
    return [("", _("nothing")), *told, *paged]
