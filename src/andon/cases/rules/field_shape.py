"""What a definition of an own field may be: its key, its choices, and what it depends on."""

import re
from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from andon.cases.type_in import MOST_HELP, MOST_LABEL, CaseFieldIn
from andon.kit.errors import Invalid

from .fields import CHOICE, CHOICES, KINDS, MOST_CHOICES, REQUIRED, YES_NO, Definition
from .spoken import clean_labels

_CODE = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")


def is_code(text: str) -> bool:
    """Small letters, digits, - and _; at most forty."""
    return bool(_CODE.fullmatch(text))


def checked_shape(
    item: CaseFieldIn, others: Iterable[Definition], languages: Mapping[str, object]
) -> dict[str, object]:
    """The columns to store; raises Invalid by the name of the field. `others` are the type's other fields."""
    faults: dict[str, str] = {}
    if not _CODE.fullmatch(item.key) or item.key == "new":
        faults["key"] = _("A key has small letters, digits, - and _, at most forty.")
    if item.kind not in KINDS:
        faults["kind"] = _("A kind is one of %(kinds)s.") % {"kinds": ", ".join(KINDS)}
    if item.required not in REQUIRED:
        faults["required"] = _("Required is one of %(levels)s.") % {"levels": ", ".join(REQUIRED)}
    faults |= _choices(item) | _condition(item, {one.key: one for one in others if one.key != item.key})
    if faults:
        raise Invalid(faults)
    return {
        "labels": clean_labels(item.labels, "labels", MOST_LABEL, languages, required=True),
        "helps": clean_labels(item.helps, "helps", MOST_HELP, languages),
        "kind": item.kind,
        "choices": [
            {"code": one.code, "labels": clean_labels(one.labels, "choices", MOST_LABEL, languages)}
            for one in item.choices
        ],
        "required": item.required,
        "searchable": item.searchable,
        "customer_sees": item.customer_sees,
        "shown_if_key": item.shown_if_key,
        "shown_if_values": list(dict.fromkeys(item.shown_if_values)) if item.shown_if_key else [],
        "position": item.position,
        "archived_at": None,
    }


def _choices(item: CaseFieldIn) -> dict[str, str]:
    codes = [one.code for one in item.choices]
    if item.kind not in (CHOICE, CHOICES):
        return {"choices": _("Only a choice has choices.")} if codes else {}
    if not codes or len(codes) > MOST_CHOICES:
        return {"choices": _("Name the choices, at most %(count)s.") % {"count": MOST_CHOICES}}
    if bad := next((code for code in codes if not _CODE.fullmatch(code)), None):
        said = _("“%(code)s”: a code has small letters, digits, - and _, at most forty.")
        return {"choices": said % {"code": bad[:40]}}
    return {"choices": _("Each code once.")} if len(set(codes)) < len(codes) else {}


def _condition(item: CaseFieldIn, others: Mapping[str, Definition]) -> dict[str, str]:
    if not item.shown_if_key:
        return {}
    on = others.get(item.shown_if_key)
    if on is None or on.kind not in (CHOICE, CHOICES, YES_NO):
        return {"shown_if_key": _("It can depend on a choice, or a yes or no, of the same type.")}
    if _leads_to(on, item.key, others):
        return {"shown_if_key": _("That field depends on this one.")}
    offered = ["yes", "no"] if on.kind == YES_NO else on.codes
    if not item.shown_if_values or set(item.shown_if_values) - set(offered):
        return {"shown_if_values": _("Name some of: %(codes)s.") % {"codes": ", ".join(offered)[:200]}}
    return {}


def _leads_to(on: Definition, key: str, others: Mapping[str, Definition]) -> bool:
    seen: set[str] = set()
    found: Definition | None = on
    while found is not None and found.shown_if_key and found.key not in seen:
        if found.shown_if_key == key:
            return True
        seen.add(found.key)
        found = others.get(found.shown_if_key)
    return False
