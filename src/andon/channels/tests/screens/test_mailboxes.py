from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.cast import NOBODY
from tests.peers.mail_relay import MailRelay

from andon.catalog.actions.put_brand import put_brand
from andon.channels.actions.put_mailbox import put_mailbox
from andon.channels.actions.suppress_address import suppress_address
from andon.channels.models import DkimKey, ImapAccount, Mailbox, ProviderHook, Suppression
from andon.channels.tests.screens.test_kept_mail import signed_in
from andon.kit.secret import unseal
from andon.people.models import Team, User
from andon.timeline.models import RecordedFact

LIST = "channels:mailboxes"
ACTS = ("put_mailbox", "put_imap_account", "put_provider_hook", "switch_mailbox", "try_mailbox", "make_dkim_key")


def at(name: str, box: Mailbox) -> str:
    return reverse(f"channels:{name}", args=[box.id])


@pytest.fixture
def box(db: None) -> Mailbox:
    return put_mailbox(address="help@maple.example", by=NOBODY)


@pytest.fixture
def administrator(ada: User) -> Client:
    return signed_in(ada)


def test_a_mailbox_is_added_changed_and_switched(administrator: Client, care: Team) -> None:
    brand = put_brand(slug="maple", name="Maple", by=NOBODY)
    shown = administrator.get(reverse(LIST)).content.decode()
    assert "From the settings of this installation" in shown
    said = {"address": "Help@Maple.example", "name": "<b>Maple</b>", "brand": brand.id, "team": care.id, "kind": "imap"}
    assert administrator.post(reverse(LIST), said).status_code == 302
    made = Mailbox.objects.get()
    assert (made.address, made.brand, made.team, made.kind) == ("help@maple.example", brand, care, "imap")
    assert "&lt;b&gt;Maple" in administrator.get(reverse(LIST)).content.decode()
    again = administrator.post(reverse(LIST), said)
    assert again.status_code == 422
    assert "There is a mailbox of this address already." in again.content.decode()
    changed = said | {
        "bounce_address": "bounce@maple.example",
        "relay": "smtp://u:hiddenword@127.0.0.1:25",
        "own_relay": "on",
    }
    assert administrator.post(at("put_mailbox", made), changed).status_code == 302
    made.refresh_from_db()
    assert unseal(made.relay) == "smtp://u:hiddenword@127.0.0.1:25"
    assert "hiddenword" not in administrator.get(at("mailbox", made)).content.decode()
    administrator.post(at("put_mailbox", made), changed | {"relay": ""})
    made.refresh_from_db()
    assert made.relay
    del changed["own_relay"]
    administrator.post(at("put_mailbox", made), changed | {"relay": ""})
    made.refresh_from_db()
    assert made.relay == ""
    for on in ("0", "0", "1"):
        administrator.post(at("switch_mailbox", made), {"on": on})
    made.refresh_from_db()
    assert made.enabled
    assert RecordedFact.objects.filter(kind="channels.MailboxSwitched").count() == 2


def test_bad_input_comes_back_with_its_fault(administrator: Client, box: Mailbox) -> None:
    said = {"address": "no address", "kind": "listener", "name": "Typed \x01 here"}
    answer = administrator.post(at("put_mailbox", box), said)
    assert answer.status_code == 422
    assert "An address such as care@example.org" in answer.content.decode() or "control" in answer.content.decode()
    box.refresh_from_db()
    assert box.address == "help@maple.example"
    box.kind = "imap"
    box.save()
    imap = {"sign_in": "other", "port": "143", "security": "none", "folder": "INBOX", "poll_seconds": "60"}
    answer = administrator.post(
        at("put_imap_account", box), imap | {"host": "imap.kept.example", "token_url": "ftp://x"}
    )
    assert answer.status_code == 422
    assert "imap.kept.example" in answer.content.decode()
    assert "An address such as https://login.example.org/token." in answer.content.decode()
    assert not ImapAccount.objects.exists()


def test_the_imap_password_is_kept_and_never_shown(administrator: Client, box: Mailbox) -> None:
    put_mailbox(address=box.address, kind="imap", mailbox=box, by=NOBODY)
    imap = {"sign_in": "password", "port": "993", "security": "tls", "folder": "INBOX", "poll_seconds": "60"}
    for secret in ("very secret", ""):
        given = imap | {"host": "imap.maple.example", "secret": secret}
        assert administrator.post(at("put_imap_account", box), given).status_code == 302
    account = ImapAccount.objects.get()
    assert (unseal(account.secret), account.user) == ("very secret", "help@maple.example")
    assert "very secret" not in administrator.get(at("mailbox", box)).content.decode()
    stored = str([fact.stored for fact in RecordedFact.objects.all()])
    assert "very secret" not in stored
    assert "maple" not in stored


def test_the_providers_password_is_shown_once(administrator: Client, box: Mailbox) -> None:
    put_mailbox(address=box.address, kind="provider", mailbox=box, by=NOBODY)
    refused = administrator.post(at("put_provider_hook", box), {"provider": "mailgun"})
    assert refused.status_code == 422
    answer = administrator.post(at("put_provider_hook", box), {"provider": "postmark"})
    secret = unseal(ProviderHook.objects.get().secret)
    assert f"andon:{secret}@" in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert secret not in administrator.get(at("mailbox", box)).content.decode()
    assert administrator.post(at("put_provider_hook", box), {"provider": "postmark"}).status_code == 302


def test_trying_says_both_ways_in_words(administrator: Client, box: Mailbox, relay: MailRelay, settings: Any) -> None:
    settings.MAIL_LISTEN = "127.0.0.1:9"
    said = administrator.post(at("try_mailbox", box)).content.decode()
    assert "our door 127.0.0.1:9 does not answer" in said
    assert "answers." in said
    box.refresh_from_db()
    assert "does not answer" in box.error
    assert "does not work" in administrator.get(reverse(LIST)).content.decode()


def test_a_key_is_made_shown_and_switched_on(administrator: Client, box: Mailbox) -> None:
    assert administrator.post(at("make_dkim_key", box)).status_code == 302
    key = DkimKey.objects.get()
    shown = administrator.get(at("mailbox", box)).content.decode()
    assert key.record_name in shown
    assert key.public in shown
    assert "PRIVATE" not in shown
    administrator.post(at("switch_dkim_signing", box), {"on": "1"})
    key.refresh_from_db()
    assert key.signs_since
    assert "Switch it off before" in administrator.post(at("make_dkim_key", box), follow=True).content.decode()


def test_others_stay_out(box: Mailbox, alice: User, mei: User, ada: User) -> None:
    for user in (alice, mei):
        assert signed_in(user).get(reverse(LIST)).status_code == 403
        assert signed_in(user).get(at("mailbox", box)).status_code == 403
        for act in ACTS:
            assert signed_in(user).post(at(act, box), {}).status_code == 403
    for act in ACTS:
        assert signed_in(ada).get(at(act, box)).status_code == 405


def test_agents_see_and_lift_what_is_stopped(box: Mailbox, alice: User, omar: User, rita: User) -> None:
    screen = reverse("channels:suppressions")
    agent = signed_in(alice)
    assert "Everybody is written to" in agent.get(screen).content.decode()
    said = {"address": "Dana@acme.example", "why": "<i>left</i>"}
    for _twice in range(2):
        assert agent.post(screen, said).status_code == 302
    assert agent.post(screen, {"address": "nobody", "why": "x"}).status_code == 422
    assert "&lt;i&gt;left" in agent.get(screen, {"q": "DANA"}).content.decode()
    assert "No such address" in agent.get(screen, {"q": "ben"}).content.decode()
    lift = reverse("channels:lift_suppression", args=[Suppression.objects.get().id])
    for other in (omar, rita):
        assert signed_in(other).get(screen).status_code == signed_in(other).post(lift).status_code == 403
    assert agent.post(lift).status_code == 302
    assert agent.post(lift).status_code == 404
    assert (
        RecordedFact.objects.filter(kind__in=["channels.AddressSuppressed", "channels.SuppressionLifted"]).count() == 2
    )


def test_the_lists_are_flat(administrator: Client, django_assert_max_num_queries: Any) -> None:
    for count in (3, 40):
        for number in range(count):
            put_mailbox(address=f"box{count}-{number}@maple.example", by=NOBODY)
            suppress_address(f"a{count}-{number}@x.example", by=NOBODY)
        for name in (LIST, "channels:suppressions", "catalog:brands"):
            with django_assert_max_num_queries(12):
                assert administrator.get(reverse(name)).status_code == 200


def test_programs_do_the_same(api: Callable[..., Any], ada: User, alice: User, relay: MailRelay, settings: Any) -> None:
    settings.MAIL_LISTEN = "127.0.0.1:9"
    caller, put_brand_ = api(ada), put_brand(slug="maple", name="Maple", by=NOBODY)
    body = {"address": "help@maple.example", "brand": "maple", "kind": "imap", "relay": "smtp://a:b@127.0.0.1:1"}
    made = caller.post("/mailboxes/put_mailbox", body).json()
    assert (made["brand_id"], made["has_own_relay"]) == (str(put_brand_.id), True)
    assert caller.post("/mailboxes/put_mailbox", body).json()["errors"][0]["field"] == "address"
    path = f"/mailboxes/{made['id']}"
    account = caller.post(f"{path}/put_imap_account", {"host": "imap.x.example", "secret": "hidden"}).json()
    assert "secret" not in account
    assert caller.post(f"{path}/put_provider_hook", {"provider": "postmark"}).json()["password"]
    assert caller.post(f"{path}/switch_mailbox", {"on": False}).json()["enabled"] is False
    assert [one["well"] for one in caller.post(f"{path}/try_mailbox").json()] == [False, False]
    assert caller.post(f"{path}/make_dkim_key").json()["record"].startswith("v=DKIM1")
    assert caller.post(f"{path}/switch_dkim_signing", {"on": True}).json()["signs_since"]
    assert [one["address"] for one in caller.get("/mailboxes").json()["items"]] == ["help@maple.example"]
    agent = api(alice)
    assert agent.get("/mailboxes").status_code == agent.post(f"{path}/try_mailbox").status_code == 403
    stopped = agent.post("/suppressions/suppress_address", {"address": "dana@acme.example", "why": "left"}).json()
    assert [one["id"] for one in agent.get("/suppressions").json()["items"]] == [stopped["id"]]
    assert agent.post(f"/suppressions/{stopped['id']}/lift_suppression").status_code == 204
    assert not Suppression.objects.exists()
    assert caller.post("/brands/maple/choose_default_brand").json()["is_default"] is True
