"""What is put of a contract and its terms, and what of it is refused."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from andon.catalog.models import Service
from andon.customers.models import Account
from andon.gestures.money import check_currency
from andon.incidents.models.incident import Severity
from andon.kit.errors import Invalid
from andon.kit.text import clean

from .models.terms import Counts, PeriodKind, Since

MOST_STEPS = 10
_FIRST, _LAST = date(2000, 1, 1), date(2100, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class StepIn:
    """Below so many per cent so many per cent of the fee."""

    below: Decimal
    percent: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractIn:
    """`id` names one that exists; else the external id does. `valid_from` names the terms. All figures in per cent."""

    account: Account
    name: str
    valid_from: date
    target: Decimal
    id: UUID | None = None
    external_id: str = ""
    words: str = ""
    valid_until: date | None = None
    period: str = PeriodKind.MONTH
    services: Sequence[Service] = ()
    severities: Sequence[str] = ("critical", "major")
    counts: str = Counts.REPORTED
    since: str = Since.FIRST_SIGN
    days: Sequence[int] = ()
    opens: time | None = None
    closes: time | None = None
    fee: Decimal = Decimal(0)
    currency: str = "EUR"
    steps: Sequence[StepIn] = field(default=())
    cap: Decimal = Decimal(100)


def contract_fields(given: ContractIn) -> dict[str, Any]:
    return {
        "name": clean(given.name, "name", 200, required=True),
        "words": clean(given.words, "words", 20_000),
        "external_id": clean(given.external_id, "external_id", 120) or None,
    }


def terms_fields(given: ContractIn) -> dict[str, Any]:
    """Checked; raises Invalid by name of field."""
    opens, closes = _hours(given)
    return {
        "valid_from": _day(given.valid_from, "valid_from"),
        "valid_until": _until(given),
        "target": _percent(given.target, "target", 4),
        "period": _one_of(given.period, PeriodKind.values, "period"),
        "severities": _severities(given.severities),
        "counts": _one_of(given.counts, Counts.values, "counts"),
        "since": _one_of(given.since, Since.values, "since"),
        "days": _days(given.days),
        "opens": opens,
        "closes": closes,
        "fee": _fee(given.fee),
        "currency": check_currency(given.currency),
        "steps": _steps(given.steps),
        "cap": _percent(given.cap, "cap", 2),
    }


def _day(day: date, name: str) -> date:
    if not _FIRST <= day < _LAST:
        raise Invalid({name: _("Write a day between the years 2000 and 2099.")})
    return day


def _until(given: ContractIn) -> date | None:
    if given.valid_until is None:
        return None
    if given.valid_until < given.valid_from:
        raise Invalid({"valid_until": _("It ends before it begins.")})
    return _day(given.valid_until, "valid_until")


def _percent(value: Decimal, name: str, places: int) -> Decimal:
    step = Decimal(1).scaleb(-places)
    try:
        fits = value.is_finite() and 0 < value <= 100 and value == value.quantize(step)
    except InvalidOperation:
        fits = False
    if not fits:
        text = _("More than 0, at most 100 per cent, with at most %(n)s decimals.")
        raise Invalid({name: text % {"n": places}})
    return value.quantize(step)


def _one_of(value: str, known: Sequence[str], name: str) -> str:
    if value not in known:
        raise Invalid({name: _("“%(value)s” is not known here.") % {"value": value[:60]}})
    return value


def _severities(given: Sequence[str]) -> list[str]:
    if not given:
        raise Invalid({"severities": _("Name at least one.")})
    return [
        value for value in Severity.values if value in {_one_of(one, Severity.values, "severities") for one in given}
    ]


def _days(given: Sequence[int]) -> list[int]:
    if any(not 0 <= day <= 6 for day in given):
        raise Invalid({"days": _("0 is Monday and 6 is Sunday.")})
    return sorted(set(given))


def _hours(given: ContractIn) -> tuple[time | None, time | None]:
    if not given.days:
        if given.opens is not None or given.closes is not None:
            raise Invalid({"days": _("Say on which days these hours count, or leave the hours empty.")})
        return None, None
    opens, closes = given.opens or time(), given.closes or time()
    if closes != time() and closes <= opens:
        raise Invalid({"closes": _("The hours end after they begin; 00:00 is the end of the day.")})
    return opens.replace(second=0, microsecond=0, tzinfo=None), closes.replace(second=0, microsecond=0, tzinfo=None)


def _fee(value: Decimal) -> Decimal:
    if not value.is_finite() or not 0 <= value < Decimal(10) ** 12:
        raise Invalid({"fee": _("This is not an amount of money.")})
    return value.quantize(Decimal("0.01"))


def _steps(given: Sequence[StepIn]) -> list[dict[str, str]]:
    if len(given) > MOST_STEPS:
        raise Invalid({"steps": _("At most %(n)s steps.") % {"n": MOST_STEPS}})
    steps = [(_percent(one.below, "steps", 4), _percent(one.percent, "steps", 2)) for one in given]
    if len({below for below, _percent_ in steps}) < len(steps):
        raise Invalid({"steps": _("Each step needs an availability of its own.")})
    return [{"below": str(below), "percent": str(percent)} for below, percent in sorted(steps, reverse=True)]
