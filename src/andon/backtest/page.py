"""The figures as a page of its own: one file, charts drawn on it, nothing fetched from anywhere."""

from typing import Any

import jinja2

_MOST_DAYS = 400
_FOOT, _TALL = 130.0, 100.0


def page_of(report: dict[str, Any]) -> str:
    """HTML. Whatever stands in tickets is text in it, never markup."""
    loader = jinja2.PackageLoader("andon.backtest")
    made = jinja2.Environment(loader=loader, autoescape=True, undefined=jinja2.StrictUndefined)
    calibration = report["routing"]["calibration"]
    curve = " ".join(f"{20 + 200 * one['said']:.1f},{220 - 200 * one['right']:.1f}" for one in calibration)
    return made.get_template("backtest.html").render(
        **report, days=_days(report["by_day"]), curve=curve, percent=percent, when=when
    )


def percent(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.0f} %"


def when(moment: str) -> str:
    return moment[:16].replace("T", " ")


def _days(by_day: list[dict[str, Any]]) -> list[dict[str, Any]]:
    shown = by_day[-_MOST_DAYS:]
    most = max([one["tickets"] for one in shown] + [1])
    width = 1000 / max(len(shown), 1)
    return [_day(one, number * width, width, most) for number, one in enumerate(shown)]


def _day(one: dict[str, Any], x: float, width: float, most: int) -> dict[str, Any]:
    tall = _TALL * one["tickets"] / most
    kinds = ["right"] * min(one["right"], 6) + ["other"] * min(one["other"], 6)
    return {
        "day": one["day"],
        "tickets": one["tickets"],
        "x": round(x, 2),
        "width": round(width * 0.8, 2),
        "y": round(_FOOT - tall, 1),
        "height": round(tall, 1),
        "marks": [
            {"kind": kind, "x": round(x + width * 0.4, 1), "y": round(_FOOT - tall - 8 - 9 * place, 1)}
            for place, kind in enumerate(kinds)
        ],
    }
