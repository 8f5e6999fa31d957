"""Figures of contracts on screens."""

from decimal import Decimal

from django import template

from andon.contracts.said import over_words, percent_words

register = template.Library()


@register.filter
def percent(value: Decimal | str) -> str:
    return percent_words(Decimal(value))


@register.filter
def over(period: str) -> str:
    return over_words(period)
