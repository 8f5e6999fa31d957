"""Places on a screen that higher rooms fill, so that no lower room imports up.

A provider gets all subjects of the screen at once and answers with the context of its fragment per subject: one call,
and so one query or a few, whatever the number of subjects.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from andon.kit.subject import Subject

Provider = Callable[[Sequence[Subject], Any], Mapping[Subject, Mapping[str, Any]]]


@dataclass(frozen=True, slots=True)
class _Filled:
    provider: Provider
    template: str
    position: int


_slots: dict[str, list[_Filled]] = defaultdict(list)


def fill_slot(slot: str, provider: Provider, template: str, *, position: int = 50) -> None:
    """At start-up (`ports.py`): this provider's fragment stands in the slot, lower positions first.

    The provider is called with the subjects and the reader's access, and leaves out subjects it has nothing for.
    """
    _slots[slot] = sorted([*_slots[slot], _Filled(provider, template, position)], key=lambda filled: filled.position)


def render_slot(slot: str, subjects: Sequence[Subject], request: HttpRequest) -> dict[Subject, SafeString]:
    """What each subject's place shows."""
    shown: dict[Subject, list[str]] = {subject: [] for subject in subjects}
    for filled in _slots[slot]:
        found = filled.provider(subjects, getattr(request, "access", None))
        for subject, context in found.items():
            shown[subject].append(render_to_string(filled.template, dict(context), request=request))
    return {subject: mark_safe("".join(parts)) for subject, parts in shown.items()}  # noqa: S308  our own templates
