"""Every file of one page, by its path below the page's folder."""

import json
from typing import Any

from django.conf.locale import LANG_INFO
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from andon.status_page.rules.atom import feed
from andon.status_page.rules.shown import PageShown
from andon.status_page.rules.states import LAMPS, MAJOR, OPERATIONAL
from andon.status_page.rules.statuspage_json import documents
from andon.status_page.serving.fresh import STALE_SECONDS

from .assets import assets
from .drawn import components, incidents, moment
from .words import says, stage_word, verdict

MOST_PAST = 5


def files_of(page: PageShown) -> dict[str, bytes]:
    """HTML in each language, JSON, Atom, and what they need; nothing of it says when it was drawn."""
    beside = assets(page.hue)
    drawn = dict(beside.values())
    for name, document in documents(page).items():
        drawn[f"api/v2/{name}"] = json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"
    names = {what: path for what, (path, _content) in beside.items()}
    first = page.locales[0]
    with translation.override(first):
        drawn["history.atom"] = feed(page, locale=first, stage_name=stage_word, says=lambda post: says(post, first))
    for locale in page.locales:
        with translation.override(locale):
            drawn |= _pages(page, locale, f"{locale}/", names)
            if locale == first:
                drawn |= _pages(page, locale, "", names)
    return drawn


def _pages(page: PageShown, locale: str, folder: str, names: dict[str, str]) -> dict[str, bytes]:
    """The files of one language, in its folder."""
    up = "../" * folder.count("/")
    around = _around(page, locale, up, names)
    index = around | _now(page, locale, "")
    found = {
        f"{folder}index.html": _html("index", index | {"home": "./", "at": "now"}),
        f"{folder}history.html": _html("history", around | _history(page, locale)),
    }
    deeper = _around(page, locale, f"{up}../", names) | {"home": "../"}
    for one in incidents(page.incidents, page, locale, "../", _portal(page)):
        found[f"{folder}incidents/{one['key']}.html"] = _html("incident", deeper | {"one": one})
    return found


def _now(page: PageShown, locale: str, home: str) -> dict[str, Any]:
    states = [component.state for component in page.components]
    lamp = LAMPS[page.state]
    if page.standing and lamp == "ok":
        lamp = "watch"
    working = all(state == OPERATIONAL for state in states) or any(state != MAJOR for state in states)
    return {
        "lamp": lamp,
        "verdict": verdict(page, locale),
        "well": _("What is not named below works.") if working else _("We are on it."),
        "standing": incidents(page.standing, page, locale, home, _portal(page)),
        "past": incidents(page.past[:MOST_PAST], page, locale, home, ""),
        "more": len(page.past) > MOST_PAST,
        "groups": components(page, locale),
        "zone": page.zone.key,
    }


def _history(page: PageShown, locale: str) -> dict[str, Any]:
    return {"home": "./", "at": "history", "all": incidents(page.incidents, page, locale, "", "")}


def _around(page: PageShown, locale: str, root: str, names: dict[str, str]) -> dict[str, Any]:
    languages = [(code, LANG_INFO[code]["name_local"], f"{root}{code}/") for code in page.locales if code in LANG_INFO]
    portal = _portal(page)
    return {
        **names,
        "page": page,
        "locale": locale,
        "root": root,
        "languages": languages if len(languages) > 1 else [],
        "changed": moment(page.changed_at, page),
        "subscribe": f"{portal}/subscribe/?language={locale}" if portal else "",
        "stale_seconds": STALE_SECONDS,
    }


def _portal(page: PageShown) -> str:
    """Where customers subscribe and say that they are affected; it stands while the rest does."""
    return ""


def _html(name: str, context: dict[str, Any]) -> bytes:
    return render_to_string(f"status_page/public/{name}.html", context).encode()
