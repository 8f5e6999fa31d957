"""The page at night: opened by a signed link, answered with one button."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from conftest import MoveClock
from django.conf import settings
from django.test import Client
from django.urls import reverse
from tests.cast import NOBODY
from tests.peers.mail_relay import MailRelay

from andon.kit import clock
from andon.kit.secret import digest
from andon.kit.subject import Subject
from andon.paging.actions.acknowledge import acknowledge
from andon.paging.actions.end_escalation import end_escalation
from andon.paging.actions.renew_why import renew_why
from andon.paging.models import Escalation, Page
from andon.paging.rules.why import Quote, Why
from andon.people.links import make_link, revoke_links
from andon.people.models import SignedLink, User
from andon.timeline.models import RecordedFact

INES = "ines@fernhill.example"


def test_the_link_in_the_page_leads_to_the_summons(run: Escalation, relay: MailRelay, token: str) -> None:
    (page,) = relay.to("omar@fernhill.example")
    assert settings.BASE_URL + reverse("paging:summons", args=[token]) in page.get_content().split()


def test_the_link_in_the_page_ends_after_a_week(run: Escalation, token: str) -> None:
    lasts = SignedLink.objects.get(digest=digest(token))
    assert lasts.expires_at - lasts.made_at == timedelta(days=7)


def test_opening_it_changes_nothing_and_its_button_acknowledges(run: Escalation, token: str, omar: User) -> None:
    # Without any cookie, and with the origin hidden, as browsers of mail apps do under no-referrer.
    visitor = Client(enforce_csrf_checks=True)
    answer = visitor.get(reverse("paging:summons", args=[token]))
    assert answer.status_code == 200
    assert "I have it" in answer.content.decode()
    run.refresh_from_db()
    assert run.state == "running"
    answer = visitor.post(reverse("paging:acknowledge_by_link", args=[token]), headers={"Origin": "null"})
    assert (answer.status_code, answer["Location"]) == (302, reverse("paging:summons", args=[token]))
    run.refresh_from_db()
    assert (run.state, run.acknowledged_by) == ("acknowledged", omar)
    assert "You have it" in visitor.get(reverse("paging:summons", args=[token])).content.decode()


def test_answering_twice_is_one_answer(run: Escalation, token: str) -> None:
    for _twice in range(2):
        assert Client().post(reverse("paging:acknowledge_by_link", args=[token])).status_code == 302
    assert RecordedFact.objects.filter(kind="paging.Acknowledged").count() == 1


def test_it_says_why_it_matters(run: Escalation, token: str) -> None:
    why = Why(
        headline="Checkout <hangs>",
        severity="critical",
        cases=5,
        accounts=4,
        strategic=2,
        money="EUR 1.2M",
        quotes=[Quote(text="Nothing works", who="strategic account, PT")],
    )
    renew_why(run.subject, why, by=NOBODY)
    shown = Client().get(reverse("paging:summons", args=[token])).content.decode()
    for said in ("Checkout &lt;hangs&gt;", "5 cases", "from 4 accounts", "2 of them strategic", "EUR 1.2M a year"):
        assert said in shown
    assert "Nothing works" in shown
    assert "omar@fernhill.example" in shown


def test_the_next_one_can_be_paged_now(
    run: Escalation, token: str, relay: MailRelay, run_due_work: Callable[[], int]
) -> None:
    assert "Page Ines now" in Client().get(reverse("paging:summons", args=[token])).content.decode()
    assert Client().post(reverse("paging:escalate_by_link", args=[token])).status_code == 302
    run_due_work()
    assert len(relay.to(INES)) == 1
    assert "Ines Pacheco" in Client().get(reverse("paging:summons", args=[token])).content.decode()


def test_what_somebody_else_has_says_so(run: Escalation, token: str) -> None:
    acknowledge(run, by=User.objects.get(email=INES).actor)
    shown = Client().get(reverse("paging:summons", args=[token])).content.decode()
    assert "Ines Pacheco has it" in shown
    assert "I have it" not in shown


def test_what_is_over_has_no_buttons_and_a_late_answer_is_kind(run: Escalation, token: str, omar: User) -> None:
    end_escalation(run.subject, by=omar.actor)
    for name in ("acknowledge_by_link", "escalate_by_link"):
        assert Client().post(reverse(f"paging:{name}", args=[token])).status_code == 302
    shown = Client().get(reverse("paging:summons", args=[token])).content.decode()
    assert "This is over" in shown
    assert "<button" not in shown
    assert Escalation.objects.get().state == "ended"


def test_nobody_answered_is_said(run: Escalation, token: str, move_clock: MoveClock) -> None:
    for _step in range(2):
        move_clock.forward(minutes=10)
    assert Escalation.objects.get().state == "exhausted"
    assert "Nobody answered" in Client().get(reverse("paging:summons", args=[token])).content.decode()


@pytest.mark.parametrize("name", ["summons", "acknowledge_by_link", "escalate_by_link"])
def test_a_link_that_is_over_says_so_kindly(
    name: str, run: Escalation, token: str, omar: User, move_clock: MoveClock
) -> None:
    address, act = reverse(f"paging:{name}", args=[token]), "get" if name == "summons" else "post"
    unknown = reverse(f"paging:{name}", args=["x" * 43])
    of_another_kind = make_link("sign_in", run.itself, omar.actor, timedelta(days=1))
    assert getattr(Client(), act)(unknown).status_code == 404
    assert getattr(Client(), act)(reverse(f"paging:{name}", args=[of_another_kind])).status_code == 404
    move_clock.to(clock.now() + timedelta(days=91))
    answer = getattr(Client(), act)(address)
    assert answer.status_code == 404
    assert "This link is over" in answer.content.decode()
    assert Escalation.objects.get().acknowledged_at is None


def test_a_link_that_was_revoked_or_whose_holder_left_opens_nothing(run: Escalation, token: str, omar: User) -> None:
    User.objects.filter(id=omar.id).update(is_active=False)
    assert Client().get(reverse("paging:summons", args=[token])).status_code == 404
    User.objects.filter(id=omar.id).update(is_active=True)
    revoke_links("page", Subject("escalation", run.id))
    assert Client().post(reverse("paging:acknowledge_by_link", args=[token])).status_code == 404
    assert Page.objects.count() == 1


def test_its_address_goes_nowhere(run: Escalation, token: str) -> None:
    answer = Client().get(reverse("paging:summons", args=[token]))
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer["Cache-Control"]


def test_wrong_methods(run: Escalation, token: str) -> None:
    assert Client().post(reverse("paging:summons", args=[token])).status_code == 405
    for name in ("acknowledge_by_link", "escalate_by_link"):
        assert Client().get(reverse(f"paging:{name}", args=[token])).status_code == 405
    assert Escalation.objects.get().state == "running"


def test_it_is_dark_at_night_where_she_is(run: Escalation, token: str, omar: User, move_clock: MoveClock) -> None:
    def theme() -> Any:
        return 'data-theme="dark"' in Client().get(reverse("paging:summons", args=[token])).content.decode()

    User.objects.filter(id=omar.id).update(time_zone="Europe/Lisbon")
    move_clock.to(clock.now().replace(hour=3))
    assert theme()
    User.objects.filter(id=omar.id).update(time_zone="Asia/Tokyo")
    assert not theme()
    User.objects.filter(id=omar.id).update(theme="dark")
    assert theme()
