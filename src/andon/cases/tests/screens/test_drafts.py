"""The composer as an agent left it."""

from typing import Any

from django.test import Client
from django.urls import reverse

from andon.cases.models import Case, Draft
from andon.conversations.models import Message
from andon.people.models import User

from .conftest import Browse


def typed(client: Client, case: Case) -> tuple[str, str]:
    """Who will read it, and what stands in the composer."""
    form = client.get(reverse("cases:case", args=[case.ref])).context["write"]
    return form["seen_by"].value(), form["body"].value()


def keep(client: Client, case: Case, **given: Any) -> Any:
    return client.post(reverse("cases:keep_draft", args=[case.ref]), {"kind": "customer", "version": "0"} | given)


def test_it_stands_there_again_for_her_alone(case: Case, alice: User, bob: User, browse: Browse) -> None:
    assert keep(browse(alice), case, body="Dear\r\nDana").json() == {
        "body": "Dear\nDana",
        "version": 1,
        "merged": False,
    }
    assert typed(browse(alice), case) == ("customer", "Dear\nDana")
    assert typed(browse(bob), case) == ("customer", "")
    keep(browse(bob), case, kind="agents", body="Who knows?")
    assert typed(browse(bob), case) == ("agents", "Who knows?")


def test_sent_means_gone(case: Case, alice: User, relay: Any, browse: Browse) -> None:
    client = browse(alice)
    keep(client, case, body="Dear Dana")
    keep(client, case, kind="agents", body="Later")
    url = reverse("cases:write", args=[case.ref])
    assert client.post(url, {"seen_by": "customer", "body": "  "}).status_code == 422
    assert Draft.objects.get(kind="customer").body == "Dear Dana"
    assert client.post(url, {"seen_by": "customer", "body": "Dear Dana"}).status_code == 302
    assert typed(client, case) == ("agents", "Later")
    late = keep(client, case, body="Dear Dana", version="1", base="Dear Dana")
    assert late.json() == {"body": "", "version": 2, "merged": True}
    message = Message.objects.get(body="Dear Dana")
    client.post(reverse("cases:withdraw_reply", args=[case.ref, message.id]))
    assert typed(client, case) == ("customer", "Dear Dana")


def test_who_may(case: Case, alice: User, charlie: User, omar: User, browse: Browse) -> None:
    assert keep(browse(charlie), case, body="x").status_code == 404
    assert keep(browse(omar), case, body="x").status_code == 403
    assert keep(browse(alice), case, body="a\0b").status_code == 422
    assert keep(browse(alice), case, body="x", version="many").status_code == 422
    assert browse(alice).get(reverse("cases:keep_draft", args=[case.ref])).status_code == 405
    assert not Draft.objects.exists()
