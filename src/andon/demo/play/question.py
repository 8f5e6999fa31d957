"""Step 4: one question to the owners of all linked cases; two know it, one passes it on, one cannot tell."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from andon.cases.models import Case
from andon.people.models import User
from andon.questions.models import Ask

from . import script
from .browser import Browser
from .reports import dana_says_more
from .stage import Stage, link_in

GIULIA = "giulia.rinaldi@bellavista.example"


def ask_once(stage: Stage, cases: Sequence[Case], engineer: User) -> None:
    """`cases` are Dana's, Giulia's, Rui's, Carmen's and Sara's."""
    said = stage.narrator.say
    dana, giulia, rui, carmen, sara = cases
    browser = stage.browser_of(engineer)
    browser.look(f"{stage.incident_path}ask_question/")
    table = browser.press(f"{stage.incident_path}ask_question/", script.QUESTION).path
    said(
        f"{engineer.name.split()[0]} asks once which wallet it was. The owner of each of the {len(cases)} cases is asked "
        "in her inbox, and there is one table.",
        ("the answers", stage.at(table)),
        ("a case that is asked", stage.at(f"/cases/{rui.ref}/")),
        ("all that waits for an agent", stage.at("/questions/")),
        pause=0.6,
    )
    _press(stage, giulia, "pass_to_customer", {})
    said(f"{_owner(giulia)} does not know it, and passes it on to Giulia by one press.", pause=0.4)
    for case in (rui, carmen):
        _press(stage, case, "answer_question", {"value": "Teapot"})
    _press(stage, sara, "answer_question", {"cannot_tell": "1"})
    dana_says_more(stage, dana)
    _press(stage, dana, "answer_question", {"value": "Teapot"})
    _giulia_presses_a_button(stage, giulia)
    said(
        "Four say Teapot, and one cannot tell. The table filled by itself.",
        ("the answers", stage.at(table)),
        ("the incident", stage.at(stage.incident_path)),
    )


def _press(stage: Stage, case: Case, verb: str, fields: dict[str, str]) -> None:
    """Its owner, at the case."""
    assert case.owner is not None
    browser = stage.browser_of(case.owner)
    browser.look(f"/cases/{case.ref}/")
    ask = Ask.objects.counting().get(case=case)
    browser.press(f"/cases/{case.ref}/asks/{ask.id}/{verb}/", fields)


def _giulia_presses_a_button(stage: Stage, case: Case) -> None:
    """By the link in the mail, in Italian."""
    mail = stage.mail_to(GIULIA, script.QUESTION["text_it"])
    mine = urlsplit(link_in(mail, "/my/")).path
    browser = Browser(stage.url, language="it")
    browser.look(mine)
    ask = Ask.objects.counting().get(case=case)
    browser.press(f"{mine}answer/{ask.id}/", {"value": "Teapot"})
    stage.narrator.say(
        "Giulia gets it in Italian, and presses a button on the page of her case.",
        ("the mail", stage.mail_link(mail)),
        ("what she sees", stage.at(mine)),
        pause=0.6,
    )


def _owner(case: Case) -> str:
    return case.owner.name.split()[0] if case.owner else "Its agent"
