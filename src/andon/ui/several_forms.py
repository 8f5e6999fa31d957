"""Several forms on one screen, each saved by an action of its own."""

from collections.abc import Callable
from typing import Any

from django.forms import Form

from andon.kit.errors import Refused

from .faults import show_refusal


def fresh(kind: type[Form], name: str, **given: Any) -> Form:
    """One of them; `name` keeps the ids of its fields apart from the others'."""
    return kind(auto_id=f"{name}_%s", **given)


def saved(form: Form, act: Callable[..., object], **given: Any) -> bool:
    """Whether the action took what was typed; what it refused, or what is no answer at all, stands in the form."""
    if not form.is_valid():
        return False
    try:
        act(**form.cleaned_data, **given)
    except Refused as refused:
        show_refusal(form, refused)
        return False
    return True
