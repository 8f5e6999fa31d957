"""Steps 6 and 7: everybody hurt is told, once, in her language; the end is told too, and checked."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from andon.cases.models import Case
from andon.comms.models import Recipient, Update
from andon.comms.reads.coverage import coverage
from andon.incidents.gates import held_back
from andon.people.models import User

from . import script
from .browser import Browser
from .mobilise import monitor_is_content
from .reports import late_report
from .stage import Stage, link_in


def tell(stage: Stage, agent: User) -> None:
    said = stage.narrator.say
    stage.narrator.step(6, "One update, written once, told to each")
    update = _write(stage, agent, script.UPDATE)
    said(
        f"{agent.name.split()[0]} writes one update in four languages. The preview says who gets what, and why.",
        ("the preview", stage.at(f"{stage.incident_path}updates/{update.number}/")),
    )
    _send(stage, agent, update)
    said("Sent. It leaves after ten seconds; until then it can be taken back.", pause=0.3)
    _until_told(stage, update)
    dana = stage.mail_to("dana@acme.example", "expect the fix")
    said(
        _covered(stage),
        ("what Dana got", stage.mail_link(dana)),
        ("all mails", stage.mails_url),
        ("who was told", stage.at(f"{stage.incident_path}told/")),
    )
    case = late_report(stage)
    browser = stage.browser_of(agent)
    browser.look(stage.incident_path)
    browser.press(f"{stage.incident_path}link_cases/", {"cases": case.ref})
    mail = stage.mail_to("miguel.frade@acme.example", "correção")
    said(
        f"Miguel of Acme writes late. {agent.name.split()[0]} links {case.ref}, and he is told what the others know already.",
        ("what he got", stage.mail_link(mail)),
    )


def end(stage: Stage, agent: User, engineer: User) -> None:
    said = stage.narrator.say
    stage.narrator.step(7, "It is over: what is owed to whom, and coverage")
    _say_it_works(stage, agent)
    browser = stage.browser_of(engineer)
    browser.look(stage.incident_path)
    browser.press(f"{stage.incident_path}note_fix/", {"what": script.FIX})
    # Five reports within minutes: the curve cannot know yet, so that he says why he does.
    held = stage.wait(lambda: held_back(stage.the_incident), "what the curve says of the fix")
    said(
        f"{engineer.name.split()[0]} notes the fix. “Resolve” is held back: {held[0].why}",
        ("the report curve", stage.at(stage.incident_path)),
        pause=0.6,
    )
    browser.press(f"{stage.incident_path}resolve_incident/", {"override_reason": script.WHY_ALREADY})
    monitor_is_content(stage)
    said(
        f"{engineer.name.split()[0]} watched customers pay, and resolves {stage.the_incident.ref} with that reason, which "
        f"stays with his name. {agent.name.split()[0]} is thanked for her early call. Each case now owes its customer two things: the news, and the question whether it works.",
        ("the incident", stage.at(stage.incident_path)),
        ("the inbox", stage.at("/inbox/")),
        (f"what {agent.name.split()[0]} called, and what it was", stage.at("/calls/")),
    )
    update = _write(stage, agent, script.FINAL)
    _send(stage, agent, update)
    _until_told(stage, update)
    stage.wait(lambda: coverage(stage.the_incident).percent == 100, "coverage of 100 %")
    said(_covered(stage), ("who was told", stage.at(f"{stage.incident_path}told/")), pause=0.6)
    _dana_says_it_works(stage)


def _say_it_works(stage: Stage, agent: User) -> None:
    """What customers read on their case."""
    path = f"{stage.incident_path}edit_incident/"
    browser = stage.browser_of(agent)
    browser.look(path)
    browser.press(
        path,
        {
            "title": script.TITLE,
            "condition": script.ANDROID,
            "customer_text": script.CUSTOMER_TEXT_AFTER,
            "internal_text": script.INTERNAL_TEXT,
        },
    )


def _write(stage: Stage, agent: User, texts: Mapping[str, str]) -> Update:
    path = f"{stage.incident_path}updates/write/"
    browser = stage.browser_of(agent)
    browser.look(path)
    page = browser.press(path, {f"text_{locale}": words for locale, words in texts.items()})
    number = int(urlsplit(page.path).path.strip("/").rpartition("/")[2])
    return Update.objects.get(incident=stage.the_incident, number=number)


def _send(stage: Stage, agent: User, update: Update) -> None:
    """What the preview showed is what is sent: its digest goes with the button."""
    path = f"{stage.incident_path}updates/{update.number}/"
    browser = stage.browser_of(agent)
    browser.press(f"{path}send_update/", {"digest": browser.look(path).hidden("digest")})


def _until_told(stage: Stage, update: Update) -> None:
    waiting = Recipient.objects.filter(of=update).exclude(state__in=["told", "waived"])
    there = Recipient.objects.filter(of=update)
    stage.wait(lambda: there.exists() and not waiting.exists(), "everybody to be told")


def _covered(stage: Stage) -> str:
    found = coverage(stage.the_incident)
    return f"{found.told} of {found.owed} told, {found.percent} %. Each in her own thread and language, each once."


def _dana_says_it_works(stage: Stage) -> None:
    mail = stage.mail_to("dana@acme.example", stage.case_of("dana@acme.example").ref)
    mine = urlsplit(link_in(mail, "/my/")).path
    browser = Browser(stage.url)
    browser.look(mine)
    browser.press(f"{mine}works/")
    case = stage.case_of("dana@acme.example")
    stage.wait(lambda: Case.objects.filter(pk=case.pk, status="closed").exists(), "Dana's case to be closed")
    stage.narrator.say(
        f"Dana presses “It works” on her case. {case.ref} is closed, with her word as the reason.",
        ("her case", stage.at(f"/cases/{case.ref}/")),
        ("what she sees", stage.url + mine),
    )
