"""The small pieces of every screen."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django import template
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect, Select
from django.templatetags.static import static
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from andon.kit import clock

register = template.Library()
_MINUTE, _HOUR, _DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@register.simple_tag
def icon(name: str, size: str = "", label: str = "") -> SafeString:
    """A drawn sign; alone it needs a label."""
    classes = "icon" + (f" icon-{size}" if size else "")
    href = f"{static('ui/icons.svg')}#i-{name}"
    if label:
        return format_html('<svg class="{}" role="img" aria-label="{}"><use href="{}"/></svg>', classes, label, href)
    return format_html('<svg class="{}" aria-hidden="true"><use href="{}"/></svg>', classes, href)


@register.simple_tag
def lamp(state: str, label: str = "") -> SafeString:
    """It fills as things get worse; beside words it needs no label."""
    if label:
        return format_html('<span class="lamp" data-state="{}" role="img" aria-label="{}"></span>', state, label)
    return format_html('<span class="lamp" data-state="{}" aria-hidden="true"></span>', state)


@register.simple_tag
def pill(state: str, text: str) -> SafeString:
    return format_html(
        '<span class="pill" data-state="{}"><span class="lamp" data-state="{}" aria-hidden="true"></span>{}</span>',
        state,
        state,
        text,
    )


@register.filter
def initials(name: str) -> str:
    words = str(name).split() or ["?"]
    return (words[0][:1] + (words[-1][:1] if len(words) > 1 else "")).upper()


@register.simple_tag
def avatar(name: str, kind: str = "") -> SafeString:
    """A person's letters; the name stands beside it. `kind`: account, eng, me, s, l, several with spaces."""
    classes = " ".join(["avatar", *(f"avatar-{part}" for part in kind.split())])
    return format_html('<span class="{}" aria-hidden="true">{}</span>', classes, initials(name))


@register.simple_tag
def when(moment: datetime | None) -> SafeString:
    """What has been: the time of day today, else relative or the date; exact on hover, in the reader's zone."""
    if moment is None:
        return SafeString()
    local = timezone.localtime(moment)
    exact = date_format(local, "D j M Y, H:i:s T")
    return format_html('<time datetime="{}" title="{}">{}</time>', moment.isoformat(), exact, _said(local))


def _said(local: datetime) -> str:
    now = timezone.localtime(clock.now())
    if local.date() == now.date():
        return date_format(local, "H:i")
    if local.date() == (now - _DAY).date():
        return _("yesterday %(time)s") % {"time": date_format(local, "H:i")}
    return date_format(local, "j M" if local.year == now.year else "j M Y")


@register.filter
def day_time(moment: datetime) -> str:
    """A time of day, with its day unless that is today; in the reader's zone."""
    local = timezone.localtime(moment)
    today = local.date() == timezone.localtime(clock.now()).date()
    return date_format(local, "H:i" if today else "j M, H:i")


@register.filter
def span(left: timedelta) -> str:
    """A length of time in its largest unit: 6 min, 3 h, 2 days."""
    left = abs(left)
    if left < _MINUTE:
        return _("%(n)s s") % {"n": int(left.total_seconds())}
    if left < _HOUR:
        return _("%(n)s min") % {"n": int(left / _MINUTE)}
    if left < 2 * _DAY:
        return _("%(n)s h") % {"n": int(left / _HOUR)}
    days = left.days
    return ngettext("%(n)s day", "%(n)s days", days) % {"n": days}


@register.filter
def ago(moment: datetime) -> str:
    return _("%(span)s ago") % {"span": span(clock.now() - moment)}


@register.simple_tag
def left(due: datetime | None) -> SafeString:
    """What is due is a clock: how long is left, or how long it is over."""
    if due is None:
        return SafeString()
    remaining = due - clock.now()
    text = span(remaining) if remaining > timedelta() else _("%(span)s over") % {"span": span(remaining)}
    return format_html(
        '<time class="clock" data-state="{}" datetime="{}" title="{}">{}</time>',
        due_state(due),
        due.isoformat(),
        date_format(timezone.localtime(due), "D j M Y, H:i T"),
        text,
    )


@register.filter
def due_state(due: datetime | None) -> str:
    """broken when it is over, risk within 20 minutes, watch within the hour."""
    if due is None:
        return "none"
    remaining = due - clock.now()
    if remaining <= timedelta():
        return "broken"
    if remaining <= 20 * _MINUTE:
        return "risk"
    return "watch" if remaining <= _HOUR else "none"


@register.simple_tag
def money(amount: Decimal | None, currency: str) -> SafeString:
    """EUR 1.2M, with the exact figure on hover."""
    if amount is None:
        return SafeString()
    exact = f"{currency} {number_format(amount, 0, use_l10n=True, force_grouping=True)}"
    return format_html('<span title="{}">{} {}</span>', exact, currency, short_number(amount))


def short_number(amount: Decimal) -> str:
    for size, letter in ((1_000_000_000, "bn"), (1_000_000, "M"), (1_000, "k")):
        if abs(amount) >= size:
            return f"{(amount / size):.1f}".removesuffix(".0") + letter
    return f"{amount:.0f}"


@register.inclusion_tag("ui/_field.html")
def field(bound: BoundField) -> dict[str, Any]:
    """A form's field with its label, hint and faults, tied together for screen readers."""
    widget = bound.field.widget
    many = isinstance(widget, CheckboxSelectMultiple | RadioSelect)
    described = [f"{bound.id_for_label}-hint"] if bound.help_text else []
    described += [f"{bound.id_for_label}-fault"] if bound.errors else []
    attrs: dict[str, Any] = {} if many or isinstance(widget, CheckboxInput) else {"class": "input"}
    attrs |= {"aria-describedby": " ".join(described)} if described else {}
    attrs |= {"aria-invalid": "true"} if bound.errors else {}
    return {
        "bound": bound,
        "control": bound.as_widget(attrs=attrs),
        "many": many,
        "single": isinstance(widget, CheckboxInput),
        "is_select": isinstance(widget, Select),
        "hidden": bound.is_hidden,
    }
