"""A figure in words, for people at work."""

from datetime import timedelta
from decimal import Decimal

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from andon.gestures.money import money_words
from andon.ui.templatetags.ui import day_time

from .rules.judge import Figure, StepAt
from .rules.terms import MONTH, QUARTER, ROLLING, YEAR


def minutes(span: timedelta) -> int:
    """Whole ones; what has begun counts not."""
    return int(span.total_seconds() // 60)


def round_money(amount: Decimal, currency: str) -> str:
    """EUR 12,000: cents only where there are any."""
    if amount != amount.to_integral_value():
        return money_words(amount, currency)
    return f"{currency} {number_format(amount, 0, use_l10n=True, force_grouping=True)}"


def left_words(figure: Figure) -> str:
    """“12 min left of 43”, or by how much it is over."""
    if figure.broken:
        over = {"n": minutes(figure.used - figure.allowed), "of": minutes(figure.allowed)}
        return _("%(n)s min over the %(of)s allowed") % over
    return _("%(n)s min left of %(of)s") % {"n": minutes(figure.left), "of": minutes(figure.allowed)}


def used_minutes(figure: Figure) -> int:
    """Whole ones that, with those that are left, make up what is allowed."""
    if figure.broken:
        return minutes(figure.used)
    return minutes(figure.allowed) - minutes(figure.left)


def over_words(period: str) -> str:
    """What an availability is measured over, after it."""
    return {
        MONTH: _("in a calendar month"),
        QUARTER: _("in a quarter"),
        YEAR: _("in a calendar year"),
        ROLLING: _("over the last 30 days"),
    }[period]


def next_loss(figure: Figure) -> StepAt | None:
    """The credit step that falls due next with an amount."""
    return next((step for step in figure.steps if not step.passed and step.amount > figure.owed), None)


def loss_words(figure: Figure) -> list[str]:
    """What comes next: the breach, then the credit; and what is owed already."""
    currency = figure.promise.currency
    parts = []
    if figure.breach_at and not figure.broken:
        parts.append(_("breach at %(at)s") % {"at": day_time(figure.breach_at)})
    step = next_loss(figure)
    if figure.owed:
        parts.append(_("%(money)s owed") % {"money": round_money(figure.owed, currency)})
    if step:
        money = {"money": round_money(step.amount, currency)}
        same = step.at is not None and step.at == figure.breach_at
        if step.at is None or same:
            parts.append(_("then %(money)s") % money)
        else:
            parts.append(_("%(money)s from %(at)s") % {**money, "at": day_time(step.at)})
    return parts


def figure_words(figure: Figure) -> str:
    """“12 min left of 43, breach at 14:07, then EUR 12,000”."""
    return ", ".join([left_words(figure), *loss_words(figure)])


def period_code(figure: Figure) -> str:
    """For programs and files: 2026-11, 2026-Q4, 2026, rolling."""
    first = figure.period.first
    quarter = f"{first.year}-Q{(first.month + 2) // 3}"
    return {MONTH: f"{first:%Y-%m}", QUARTER: quarter, YEAR: str(first.year)}.get(figure.period.kind, ROLLING)


def period_words(figure: Figure) -> str:
    first = figure.period.first
    if figure.period.kind == MONTH:
        return date_format(first, "F Y")
    if figure.period.kind == QUARTER:
        return _("%(year)s, quarter %(n)s") % {"year": first.year, "n": (first.month + 2) // 3}
    return str(first.year) if figure.period.kind == YEAR else _("The last 30 days")


def percent_words(value: Decimal) -> str:
    """“99.9”, without the zeros that it is stored with."""
    short = value.normalize()
    places = -int(short.as_tuple().exponent)
    return number_format(short, max(places, 0), use_l10n=True)


def lamp_of(figure: Figure) -> str:
    """ok, watch from half, risk from three quarters, broken when it is used up."""
    if figure.broken or figure.share >= 1:
        return "broken"
    if figure.share >= 0.75:
        return "risk"
    return "watch" if figure.share >= 0.5 else "ok"
