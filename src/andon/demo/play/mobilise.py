"""Steps 3 and 4: what emerges is confirmed, whoever is on call has it, and both sides talk."""

import time
from collections.abc import Sequence
from datetime import timedelta
from urllib.parse import urlsplit

from django.utils import timezone

from andon.cases.models import Case
from andon.emerging.models import EmergingIssue
from andon.incidents.models import Incident
from andon.incidents.reads.linked_cases import linked_cases
from andon.kit import clock
from andon.paging.models import Escalation, Page
from andon.people.middleware import zone_of
from andon.people.models import User

from . import script
from .browser import Browser
from .doors import send_event
from .emerging import sees_one_problem
from .question import ask_once
from .stage import Stage, link_in

ALARM = {
    "summary": "Checkout hangs on the payment step of tablets: p95 above 20 s on eu-s-1 and eu-s-2",
    "source": "prometheus",
    "severity": "critical",
    "component": "checkout",
    "custom_details": {"release": "7.4.2", "since": "08:47"},
}


def monitor_fires(stage: Stage) -> None:
    """The third door. It pages by itself; what is declared afterwards takes that page over."""
    send_event(stage.url, _event(stage, "trigger"))
    pages = Page.objects.select_related("user").filter(at__gte=stage.begun)
    page = stage.wait(pages.first, "the page")
    stage.mail_to(page.user.email, "you are paged")
    stage.first_page = time.monotonic()
    stage.narrator.say(
        f"Now the monitor notices too, and pages {page.user.name}, on call for Checkout. Five customers were quicker.",
        ("alerts", stage.at("/alerts/")),
        pause=0.6,
    )


def confirm_or_declare(stage: Stage, cases: Sequence[Case], agent: User) -> User:
    """In one click where the scan saw it; else from the cases, by hand. Whoever was paged has it with all that was
    told."""
    said = stage.narrator.say
    stage.narrator.step(3, "Andon sees one problem, and an agent confirms it in one click")
    issue = sees_one_problem(stage, cases)
    stage.incident = _confirm(stage, issue, agent) if issue else _declare(stage, cases, agent)
    _say_more(stage, cases, agent)
    run = stage.wait(Escalation.objects.of(stage.incident.subject).first, "the page")
    engineer = stage.wait(Page.objects.select_related("user").filter(escalation=run).first, "the page").user
    mail = stage.mail_to(engineer.email, "you are paged")
    after = stage.first_page - stage.first_report
    how = f"confirms {issue.ref} by one click" if issue else "declares it from the cases"
    said(
        f"{agent.name} {how}: it is {stage.incident.ref} with {len(cases)} cases, which keep their owners. {engineer.name} "
        f"was paged {after:.0f} s after Dana’s mail; the page is the incident’s now, nobody is paged twice, and it says "
        "why it matters.",
        ("the incident", stage.at(stage.incident_path)),
        ("the page, as a mail", stage.mail_link(mail)),
        ("the page, at night", link_in(mail, "/page/")),
        ("the board", stage.at("/board/")),
    )
    _acknowledge(stage, engineer, link_in(mail, "/page/"))
    return engineer


def _confirm(stage: Stage, issue: EmergingIssue, agent: User) -> Incident:
    browser = stage.browser_of(agent)
    browser.look(f"/emerging/{issue.ref}/")
    service = str(stage.house.services["checkout"].id)
    fields = {"title": script.TITLE, "service": service, "severity": "critical", "page": "on"}
    return _shown(browser.press(f"/emerging/{issue.ref}/confirm_issue/", fields).path)


def _declare(stage: Stage, cases: Sequence[Case], agent: User) -> Incident:
    browser = stage.browser_of(agent)
    browser.look("/incidents/declare/?" + "&".join(f"case={case.ref}" for case in cases))
    fields = {
        "title": script.TITLE,
        "service": str(stage.house.services["checkout"].id),
        "severity": "critical",
        "cases": " ".join(case.ref for case in cases),
        "page": "on",
    }
    return _shown(browser.press("/incidents/declare/", fields).path)


def _shown(path: str) -> Incident:
    return Incident.objects.get(number=int(path.strip("/").rpartition("I-")[2]))


def _say_more(stage: Stage, cases: Sequence[Case], agent: User) -> None:
    """Where and for whom, what customers may read, when they hear next; and the cases that the scan did not see."""
    browser, path = stage.browser_of(agent), f"{stage.incident_path}edit_incident/"
    browser.look(path)
    browser.press(
        path,
        {
            "title": script.TITLE,
            "condition": script.ANDROID,
            "customer_text": script.CUSTOMER_TEXT,
            "internal_text": script.INTERNAL_TEXT,
            "next_update_at": _as_typed(timedelta(minutes=30), agent),
        },
    )
    linked = set(linked_cases(stage.the_incident).order_by().values_list("id", flat=True))
    if missing := [case.ref for case in cases if case.id not in linked]:
        browser.look(stage.incident_path)
        browser.press(f"{stage.incident_path}link_cases/", {"cases": " ".join(missing)})


def _acknowledge(stage: Stage, engineer: User, link: str) -> None:
    """By the link in the mail, without signing in: a page with one button."""
    path = urlsplit(link).path
    browser = Browser(stage.url)
    browser.look(path)
    browser.press(f"{path}acknowledge/")
    stage.wait(
        lambda: Incident.objects.filter(pk=stage.the_incident.pk, acknowledged_at__isnull=False).exists(),
        "the acknowledgement",
    )
    stage.narrator.say(
        f"{engineer.name} presses the button behind the link. The lamp at the top of every screen says so within a "
        "second.",
        ("the incident", stage.at(stage.incident_path)),
    )


def talk(stage: Stage, cases: Sequence[Case], agent: User, engineer: User) -> None:
    """The first case is Dana's, who knows the answer."""
    said = stage.narrator.say
    stage.narrator.step(4, "The engineer asks once, and all agents answer")
    _post(stage, engineer, script.LINE_OMAR_HAS_IT, "agents")
    ask_once(stage, cases, engineer)
    _post(stage, agent, script.LINE_ALICE_ANSWERS, "agents")
    said(f"{agent.name.split()[0]} adds what Dana wrote. Neither has changed tools.", pause=0.5)
    _post(stage, engineer, script.LINE_OMAR_FINDS, "engineering")
    _post(stage, engineer, script.LINE_OMAR_SAYS, "agents")
    _expect(stage, engineer, timedelta(minutes=25))
    said(
        "The cause is found, and a time is expected. Each linked case shows it.",
        ("the line", stage.at(stage.incident_path)),
    )


def _post(stage: Stage, user: User, words: str, seen_by: str) -> None:
    browser = stage.browser_of(user)
    browser.look(stage.incident_path)
    browser.press(f"{stage.incident_path}post_on_line/", {"body": words, "seen_by": seen_by})


def _expect(stage: Stage, engineer: User, after: timedelta) -> None:
    fields = {"expected_at": _as_typed(after, engineer), "why": "Old host is back, the fix waits for its tests"}
    stage.browser_of(engineer).press(f"{stage.incident_path}set_eta/", fields)


def _as_typed(after: timedelta, user: User) -> str:
    """A moment from now on, as she types it in her own zone."""
    return f"{timezone.localtime(clock.now() + after, zone_of(user.time_zone)):%Y-%m-%dT%H:%M}"


def monitor_is_content(stage: Stage) -> None:
    send_event(stage.url, _event(stage, "resolve"))


def _event(stage: Stage, action: str) -> dict[str, object]:
    event: dict[str, object] = {
        "routing_key": stage.house.keys["checkout"],
        "event_action": action,
        "dedup_key": "checkout/payment-step-slow",
    }
    return event | ({"payload": ALARM, "client": "Alertmanager"} if action == "trigger" else {})
