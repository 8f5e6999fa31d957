"""Shares as whole per cent."""

from django import template

register = template.Library()


@register.filter
def percent(value: float | None) -> int:
    """None counts as nothing."""
    return round((value or 0.0) * 100)
