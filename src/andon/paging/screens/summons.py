"""The page at night: what is broken, why it matters, and one button. For whoever holds the link that the page carried.

Opening it changes nothing, because mail scanners open links. The token in the address is what lets somebody in, not a
cookie, so there is nothing for a forged request to borrow (and `no-referrer` makes browsers hide the origin).
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from andon.alerts.reads.changes_before import changes_before
from andon.alerts.rules.severities import lamp_of
from andon.kit import clock
from andon.kit.errors import Conflict
from andon.paging.actions.acknowledge import acknowledge
from andon.paging.actions.decline_page import decline_page
from andon.paging.actions.escalate_now import escalate_now
from andon.paging.actions.snooze_escalation import snooze_escalation
from andon.paging.models import Escalation
from andon.paging.reads.opened_summons import Summons, opened_summons
from andon.paging.reads.who_is_next import who_is_next
from andon.paging.reads.who_was_paged import who_was_paged
from andon.people.access import access_of
from andon.people.middleware import zone_of
from andon.timeline.actor import Actor
from andon.ui.policy import no_referrer
from andon.ui.slots import render_slot

_Act = Callable[..., Escalation]
HALF_AN_HOUR = timedelta(minutes=30)


@never_cache
@no_referrer
@require_GET
def summons(request: HttpRequest, token: str) -> HttpResponse:
    opened = opened_summons(token)
    return _show(request, opened, token) if opened else _over(request)


@csrf_exempt
@never_cache
@no_referrer
@require_POST
def acknowledge_by_link(request: HttpRequest, token: str) -> HttpResponse:
    return _act(request, token, acknowledge)


@csrf_exempt
@never_cache
@no_referrer
@require_POST
def escalate_by_link(request: HttpRequest, token: str) -> HttpResponse:
    return _act(request, token, escalate_now)


@csrf_exempt
@never_cache
@no_referrer
@require_POST
def decline_by_link(request: HttpRequest, token: str) -> HttpResponse:
    opened = opened_summons(token)
    return _act(request, token, partial(decline_page, user=opened.person)) if opened else _over(request)


@csrf_exempt
@never_cache
@no_referrer
@require_POST
def snooze_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Half an hour: enough to get to a desk."""
    return _act(request, token, partial(snooze_escalation, until=clock.now() + HALF_AN_HOUR))


def _act(request: HttpRequest, token: str, act: _Act) -> HttpResponse:
    opened = opened_summons(token)
    if opened is None:
        return _over(request)
    # What ended in the meantime is said by the screen.
    with suppress(Conflict):
        act(opened.run, by=Actor.person(opened.person.id))
    return redirect("paging:summons", token)


def _over(request: HttpRequest) -> HttpResponse:
    return render(request, "paging/summons_over.html", status=404)


def _show(request: HttpRequest, opened: Summons, token: str) -> HttpResponse:
    run, person = opened.run, opened.person
    # What other rooms say of the subject is what she may see, whoever else is signed in at this browser.
    request.access = access_of(person)  # type: ignore[attr-defined]
    paged = who_was_paged([run])[run.id]
    context: dict[str, Any] = {
        "run": run,
        "why": opened.why,
        "severity_lamp": lamp_of(opened.why.severity),
        "token": token,
        "person": person,
        "mine": run.acknowledged_by_id == person.id,
        "declined": any(one.page.declined_at for one in paged if one.page.user_id == person.id),
        "paged": paged,
        "paged_at": max((one.page.at for one in paged if one.page.user_id == person.id), default=run.started_at),
        "others": list(dict.fromkeys(one.page.user for one in paged if one.page.user_id != person.id)),
        "next": who_is_next(run),
        "changes": changes_before([run.service], run.started_at, most=2) if run.service else [],
        "about": render_slot("page.subject", [run.subject], request)[run.subject],
    }
    with timezone.override(zone_of(person.time_zone)), translation.override(person.locale or "en"):
        context["is_night"] = _is_night()
        context["theme"] = person.theme or ("dark" if context["is_night"] else "")
        return render(request, "paging/summons.html", context)


def _is_night() -> bool:
    """From 21:00 to 07:00 where she is; a bright screen blinds whoever was asleep."""
    return not 7 <= timezone.localtime(clock.now()).hour < 21
