"""Steps 1 and 2: five customers report, by mail, portal and API, in four languages."""

import time
from urllib.parse import urlsplit

from andon.cases.models import Case
from andon.catalog.models import Capability

from . import script
from .browser import Browser
from .stage import Stage, link_in


def dana_reports(stage: Stage) -> None:
    said = stage.narrator.say
    stage.narrator.step(1, "Dana reports, and Alice owns it")
    subject, words = script.DANA
    _mail(stage, "Dana Whitfield", "dana@acme.example", subject, words)
    stage.first_report = time.monotonic()
    case = stage.case_of("dana@acme.example")
    owner = case.owner.name if case.owner else "nobody yet"
    said(
        f"Dana at Acme Outdoor wrote a mail. It is {case.ref} and {owner} owns it: contract, plan, version and what was "
        "tried before stand beside it.",
        ("the case", stage.at(f"/cases/{case.ref}/")),
        ("the inbox", stage.at("/inbox/")),
    )
    receipt = stage.mail_to("dana@acme.example", case.ref)
    said(
        "She has a receipt, with a link to her case.",
        ("her receipt", stage.mail_link(receipt)),
        ("what she sees", link_in(receipt, "/my/")),
    )
    if case.owner:
        answer(stage, case, script.ALICE_FIRST)
        said(f"{case.owner.name} answers. For ten seconds she can take it back.", pause=0.5)


def four_more_report(stage: Stage) -> list[Case]:
    said = stage.narrator.say
    stage.narrator.step(2, "Four more report, three ways, in three languages")
    _giulia_by_portal(stage)
    _mail(stage, "Rui Matos", "rui.matos@casa-azul.example", *script.RUI)
    said("Rui at Casa Azul writes a mail, in Portuguese.", pause=0.4)
    _carmen_by_api(stage)
    said("Mercado Sol's own help desk opens a case by the API, in Spanish.", pause=0.4)
    _mail(stage, "Sara Conti", "sara.conti@vela-mare.example", *script.SARA)
    cases = [stage.case_of(address) for address in _REPORTERS]
    said(
        f"{len(cases)} cases, each with an owner: " + ", ".join(_brief(case) for case in cases) + ".",
        ("the inbox", stage.at("/inbox/")),
    )
    return cases


_REPORTERS = (
    "dana@acme.example",
    "giulia.rinaldi@bellavista.example",
    "rui.matos@casa-azul.example",
    "carmen.vidal@mercado-sol.example",
    "sara.conti@vela-mare.example",
)


def answer(stage: Stage, case: Case, words: str) -> None:
    """Its owner writes to the customer, at her screen."""
    assert case.owner is not None
    browser = stage.browser_of(case.owner)
    browser.look(f"/cases/{case.ref}/")
    browser.press(f"/cases/{case.ref}/write/", {"seen_by": "customer", "body": words})


def dana_says_more(stage: Stage, case: Case) -> None:
    """She answers Alice's mail with her mail program."""
    mail = stage.mail_to("dana@acme.example", "I see it from here")
    stage.mail.send("Dana Whitfield", "dana@acme.example", f"Re: {case.title}", script.DANA_ANSWERS, answers=mail)
    stage.wait(
        lambda: Case.objects.filter(pk=case.pk, last_customer_at__gt=case.last_customer_at).exists(), "Dana's answer"
    )
    stage.narrator.say(
        "Dana answers the mail that she got; it stands in her thread, and her case is on top of the inbox again.",
        pause=0.4,
    )


def late_report(stage: Stage) -> Case:
    """Somebody else of Acme, after the others were told."""
    _mail(stage, "Miguel Frade", "miguel.frade@acme.example", *script.MIGUEL)
    return stage.case_of("miguel.frade@acme.example")


def _mail(stage: Stage, name: str, address: str, subject: str, words: str) -> None:
    stage.mail.send(name, address, subject, words)
    stage.sent += 1


def _giulia_by_portal(stage: Stage) -> None:
    """As a stranger; the link in her receipt proves that the address is hers."""
    browser = Browser(stage.url, language="it")
    form = browser.look("/help/")
    fields = {
        "name": "Giulia Rinaldi",
        "email": "giulia.rinaldi@bellavista.example",
        "body": script.GIULIA,
        "about": str(Capability.objects.get(slug="tablet").id),
        "order_number": "",
        "website": "",
        "nonce": form.hidden("nonce"),
    }
    browser.press("/help/", fields)
    stage.sent += 1
    case = stage.case_of(fields["email"])
    receipt = stage.mail_to(fields["email"], case.ref)
    mine = urlsplit(link_in(receipt, "/my/")).path
    browser.look(mine)
    browser.press(f"{mine}confirm/")
    stage.narrator.say(
        f"Giulia at Bellavista reports by the portal, in Italian: {case.ref}. The link in her receipt confirms that the "
        "address is hers.",
        ("the portal", stage.at("/help/")),
        ("her receipt", stage.mail_link(receipt)),
        pause=0.6,
    )


def _carmen_by_api(stage: Stage) -> None:
    title, body = script.CARMEN
    item = {
        "title": title,
        "body": body,
        "email": "carmen.vidal@mercado-sol.example",
        "locale": "es",
        "verified": True,
        "tags": ["tablet"],
        "external_key": "mercado-sol:ticket:88121",
    }
    stage.shop.post("/cases/open_cases", {"items": [item]}, key="mercado-sol-88121")
    stage.sent += 1


def _brief(case: Case) -> str:
    return f"{case.ref} {case.account or case.contact} ({case.owner.name.split()[0] if case.owner else 'queue'})"
