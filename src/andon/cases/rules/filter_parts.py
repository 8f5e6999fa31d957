"""A filter in the parts that a form shows: one control a name; what has no control stays text.

Taking a filter apart and putting it together gives the same filter, but for the order of its terms.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from .filters import SPANS, Filter, Term, written

MANY = ("status", "tier", "channel", "is")
LISTED = ("owner", "team", "type", "account", "language", "tag")


def parts_of(found: Filter) -> dict[str, Any]:
    """What stands in each control, and in `more` as text."""
    shown: dict[str, Any] = {"words": found.words}
    rest: list[Term] = []
    for term in found.terms:
        if _has_control(term) and term.name not in shown:
            shown[term.name] = _shown(term)
        else:
            rest.append(term)
    return shown | {"more": written(Filter(tuple(rest)))}


def text_of(parts: Mapping[str, Any]) -> str:
    """The filter in our language, not checked yet."""
    terms = [Term(name, ":", tuple(values)) for name in MANY if (values := parts.get(name))]
    terms += [Term(name, ":", values) for name in LISTED if (values := _listed(parts.get(name)))]
    spans = [_span(name, str(parts.get(name) or "").strip()) for name in SPANS]
    terms += [term for term in spans if term]
    words = str(parts.get("words") or "").replace('"', " ").strip()
    return " ".join(
        part for part in (written(Filter(tuple(terms), words)), str(parts.get("more") or "").strip()) if part
    )


def _has_control(term: Term) -> bool:
    """A list is typed with commas, so what has one in it is not; a length of time is one."""
    if term.negated:
        return False
    if term.name in SPANS:
        return len(term.values) == 1
    return term.name in MANY or (
        term.name in LISTED and all("," not in one and one == one.strip() for one in term.values)
    )


def _shown(term: Term) -> Any:
    if term.name in MANY:
        return list(term.values)
    if term.name in SPANS:
        return term.values[0] if term.op == ":" else f"{term.op}{term.values[0]}"
    return ", ".join(term.values)


def _listed(typed: Any) -> tuple[str, ...]:
    values: Sequence[str] = str(typed or "").split(",")
    return tuple(value.strip().replace('"', "") for value in values if value.strip().replace('"', ""))


def _span(name: str, typed: str) -> Term | None:
    if not typed:
        return None
    op = typed[0] if typed[0] in "<>" else ":"
    return Term(name, op, (typed.lstrip("<>").strip(),))
