import re
from collections.abc import Callable
from email.message import EmailMessage

import pytest
from conftest import MoveClock
from django.test import Client
from django.urls import reverse
from tests.peers.mail_relay import MailRelay

from andon.channels.apprise import channel as apprise
from andon.kit import clock
from andon.kit.ids import new_id
from andon.kit.secret import unseal
from andon.notifications.models import ContactMethod, ReachStep, SelfTest
from andon.paging.models import Escalation
from andon.people.models import User

# What Apprise's own modules import.
pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")
Browse = Callable[[User], Client]
SCREEN = "notifications:my_contact_methods"
NTFY = "ntfys://ntfy.example/very-secret-topic"


@pytest.fixture
def _any_host(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apprise, "check_host", lambda host: host)


def add(client: Client, address: str, label: str = "") -> int:
    return client.post(reverse("notifications:add_contact_method"), {"address": address, "label": label}).status_code


def path_in(mail: EmailMessage) -> str:
    (found,) = re.findall(r"/reached/[^/\s]+/", str(mail.get_content()))
    return found


def confirm(mail: EmailMessage) -> Client:
    """Whoever got the mail opens its link, in any browser, and confirms it."""
    address = path_in(mail)
    browser = Client()
    assert browser.get(address).status_code == 200
    assert browser.post(f"{address}confirm_reached/").status_code == 302
    assert "This reaches you" in browser.get(address).content.decode()
    return browser


@pytest.mark.usefixtures("_any_host")
def test_ways_are_added_and_removed_and_secrets_stay_sealed(browse: Browse, omar: User) -> None:
    client = browse(omar)
    assert add(client, NTFY, "Bedside <phone>") == 302
    assert add(client, "Omar@Home.example") == 302
    service, mail = ContactMethod.objects.order_by("channel")
    assert (mail.address, unseal(service.address)) == ("omar@home.example", NTFY)
    shown = client.get(reverse(SCREEN)).content.decode()
    for said in ("omar@fernhill.example", "omar@home.example", "Bedside &lt;phone&gt;", "handed over, no receipt"):
        assert said in shown
    assert "very-secret" not in shown
    remove = reverse("notifications:remove_contact_method", args=[service.id])
    assert client.post(remove).status_code == 302
    assert client.post(remove).status_code == 404
    assert ContactMethod.objects.get() == mail


def test_bad_addresses_are_kept_with_their_fault(browse: Browse, omar: User) -> None:
    client = browse(omar)
    for address in ("", "not an address", "file:///etc/passwd", "ntfys://127.0.0.1/x", omar.email.upper(), "a\0b"):
        assert add(client, address) == 422, address
    answer = client.post(reverse("notifications:add_contact_method"), {"address": "nowhere at all", "label": "<b>"})
    assert "nowhere at all" in answer.content.decode()
    assert "&lt;b&gt;" in answer.content.decode()
    assert not ContactMethod.objects.exists()


def test_an_address_that_waits_says_so(browse: Browse, omar: User) -> None:
    client, url = browse(omar), reverse("notifications:add_contact_method")
    assert add(client, "omar@home.example") == 302
    assert "It waits for you" in client.post(url, {"address": "Omar@home.example"}).content.decode()
    ContactMethod.objects.update(verified_at=clock.now())
    assert "reached at this address already" in client.post(url, {"address": "omar@home.example"}).content.decode()


def test_nothing_everywhere_is_refused_and_not_taken_for_the_usual(browse: Browse, omar: User) -> None:
    client, url = browse(omar), reverse("notifications:put_reach_steps")
    chosen = {"urgency": "low", "low-wait_0": "10", "low-way_0": "sign-in"}
    assert client.post(url, chosen).status_code == 302
    none = client.post(url, {"urgency": "low", "low-wait_0": "10", "low-way_0": "", "low-way_1": ""})
    assert none.status_code == 422
    assert "Choose at least one way" in none.content.decode()
    assert ReachStep.objects.filter(user=omar, urgency="low").count() == 1
    assert client.post(url, {"urgency": "low", "usual": "1"}).status_code == 302
    assert not ReachStep.objects.exists()


def test_ten_ways_are_enough(browse: Browse, omar: User) -> None:
    assert [add(browse(omar), f"omar{number}@home.example") for number in range(11)] == [302] * 10 + [422]


def test_a_page_goes_by_every_way(
    browse: Browse, omar: User, on_call: object, monitor: Callable[..., object], relay: MailRelay,
    run_due_work: Callable[[], int],
) -> None:  # fmt: skip
    add(browse(omar), "omar@home.example")
    run_due_work()
    (check,) = relay.to("omar@home.example")
    confirm(check)
    relay.mails.clear()
    monitor("trigger", "slow")
    run_due_work()
    assert len(relay.to("omar@home.example")) == len(relay.to(omar.email)) == 1
    assert "Checkout is slow" in browse(omar).get(reverse(SCREEN)).content.decode()
    assert Escalation.objects.get().state == "running"


def test_a_test_goes_by_every_way_and_says_how_it_went(
    browse: Browse, omar: User, relay: MailRelay, run_due_work: Callable[[], int]
) -> None:
    client = browse(omar)
    ContactMethod.objects.create(user=omar, channel="email", address="omar@home.example", verified_at=clock.now())
    assert client.post(reverse("notifications:try_contact_methods")).status_code == 302
    run_due_work()
    assert len(relay.mails) == 2
    assert "taken by the mail server" in client.get(reverse(SCREEN)).content.decode()
    again = client.post(reverse("notifications:try_contact_methods"), follow=True)
    assert "Wait half a minute" in again.content.decode()
    run_due_work()
    assert len(relay.mails) == 2


def test_ways_of_others_are_out_of_reach(browse: Browse, omar: User, alice: User) -> None:
    add(browse(omar), "omar@home.example")
    address = reverse("notifications:remove_contact_method", args=[ContactMethod.objects.get().id])
    assert browse(alice).post(address).status_code == 404
    assert "omar@home.example" not in browse(alice).get(reverse(SCREEN)).content.decode()
    assert ContactMethod.objects.count() == 1


def test_wrong_methods_and_strangers(browse: Browse, omar: User) -> None:
    assert browse(omar).post(reverse(SCREEN)).status_code == 405
    for name in ("add_contact_method", "try_contact_methods"):
        assert browse(omar).get(reverse(f"notifications:{name}")).status_code == 405
        assert Client().post(reverse(f"notifications:{name}")).status_code == 302
    assert Client().get(reverse(SCREEN)).status_code == 302
    assert browse(omar).post(reverse("notifications:remove_contact_method", args=[new_id()])).status_code == 404


def test_nothing_goes_to_a_way_that_nobody_confirmed(
    browse: Browse, omar: User, on_call: object, monitor: Callable[..., object], relay: MailRelay,
    run_due_work: Callable[[], int],
) -> None:  # fmt: skip
    """A GET, such as a mail scanner's, confirms nothing; a token that is none opens nothing."""
    add(browse(omar), "omar@home.example")
    run_due_work()
    (check,) = relay.to("omar@home.example")
    path = path_in(check)
    assert Client().get(path).status_code == 200
    monitor("trigger", "slow")
    run_due_work()
    assert len(relay.to("omar@home.example")) == 1
    assert "not verified" in browse(omar).get(reverse(SCREEN)).content.decode()
    for wrong in ("/reached/x/", "/reached/x/confirm_reached/"):
        assert Client().post(wrong).status_code in (404, 405)
    assert Client().get("/reached/x/").status_code == 404


def test_a_test_is_confirmed_by_its_link(
    browse: Browse, omar: User, relay: MailRelay, run_due_work: Callable[[], int]
) -> None:
    browse(omar).post(reverse("notifications:try_contact_methods"), {"way": "sign-in"})
    run_due_work()
    (mail,) = relay.to(omar.email)
    confirm(mail)
    test = SelfTest.objects.get()
    assert (test.user, test.channel, test.week) == (omar, "link", None)
    assert "you said so" in browse(omar).get(reverse(SCREEN)).content.decode()


def test_another_check_is_sent_when_asked(
    browse: Browse, omar: User, alice: User, relay: MailRelay, run_due_work: Callable[[], int], move_clock: MoveClock
) -> None:
    add(browse(omar), "omar@home.example")
    again = reverse("notifications:send_way_check", args=[ContactMethod.objects.get().id])
    assert "Wait half a minute" in browse(omar).post(again, follow=True).content.decode()
    move_clock.forward(seconds=31)
    assert browse(omar).post(again).status_code == 302
    run_due_work()
    assert len(relay.to("omar@home.example")) == 2
    assert browse(alice).post(again).status_code == 404
    assert browse(omar).get(again).status_code == 405
