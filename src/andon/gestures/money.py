"""An amount and its currency: as people type it, and as it is said."""

from decimal import Decimal, InvalidOperation
from functools import cache

from babel.numbers import list_currencies
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from andon.kit.errors import Invalid

MOST = Decimal(1_000_000)
CENT = Decimal("0.01")


def read_money(amount: Decimal | str | None, currency: str) -> tuple[Decimal, str]:
    """More than nothing, at most a million, whole cents, of a currency that exists; raises Invalid by field."""
    currency = currency.strip().upper()
    if currency not in _currencies():
        raise Invalid({"currency": _("Three letters, as in EUR.")})
    return read_amount(amount), currency


def read_amount(amount: Decimal | str | None, *, least: Decimal = CENT) -> Decimal:
    try:
        read = Decimal(amount if amount is not None else "")
        fits = read.is_finite() and least <= read <= MOST and read == read.quantize(CENT)
    except InvalidOperation:
        fits = False
    if not fits:
        raise Invalid({"amount": _("An amount up to a million, with at most two decimals.")})
    return read.quantize(CENT)


def check_currency(currency: str) -> str:
    return read_money(CENT, currency)[1]


def money_words(amount: Decimal | None, currency: str) -> str:
    """“EUR 1,250.00”; "" without an amount."""
    if amount is None:
        return ""
    return f"{currency} {number_format(amount, 2, use_l10n=True, force_grouping=True)}"


@cache
def _currencies() -> frozenset[str]:
    return frozenset(list_currencies())
