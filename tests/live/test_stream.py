"""Live streams: for whom, of what, how soon, how long."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import pytest
from django.contrib.sessions.models import Session
from django.db import connection

from andon.kit.ids import new_id
from andon.people.actions.come_back import come_back
from andon.people.actions.create_team import create_team
from andon.people.actions.grant_role import grant_role
from andon.people.actions.switch_off_user import switch_off_user
from andon.people.models import Team, User
from tests.cast import NOBODY
from tests.live_server import Product, wait_until


class Listener:
    """A browser that listens."""

    def __init__(self, answer: httpx.Response) -> None:
        self.answer = answer
        self.events: list[dict[str, Any]] = []
        self.ids: list[str] = []
        self.ended = False
        self.began = threading.Event()
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def _listen(self) -> None:
        try:
            for line in self.answer.iter_lines():
                if line.startswith("retry:"):
                    self.began.set()
                if line.startswith("data: "):
                    self.events.append(json.loads(line.removeprefix("data: ")))
                if line.startswith("id: "):
                    self.ids.append(line.removeprefix("id: "))
        except (httpx.TransportError, httpx.StreamError):
            pass
        self.ended = True

    def heard(self, topic: str) -> bool:
        return any(topic in event["topics"] for event in self.events)


@contextmanager
def listening(product: Product, user: User, *topics: str, last: str = "") -> Iterator[Listener]:
    headers = {"Last-Event-ID": last} if last else {}
    with (
        product.client(user) as client,
        client.stream("GET", "/live", params={"topics": ",".join(topics)}, headers=headers, timeout=30) as answer,
    ):
        assert answer.status_code == 200, answer.read()
        assert answer.headers["content-type"].startswith("text/event-stream")
        assert answer.headers["x-accel-buffering"] == "no"
        listener = Listener(answer)
        assert listener.began.wait(10)
        yield listener


def test_a_change_of_another_process_arrives_within_a_second(product: Product, alice: User, care: Team) -> None:
    with listening(product, alice, f"team:{care.id}", "all") as listener:
        began = time.monotonic()
        grant_role(alice, role="responder", team=care, by=NOBODY)
        wait_until(lambda: listener.heard(f"team:{care.id}"))
        assert time.monotonic() - began < 1
        wait_until(lambda: listener.heard("all"))
        assert all(set(event) == {"topics", "kinds"} for event in listener.events)


def test_only_watched_topics_arrive(product: Product, alice: User, bob: User, care: Team) -> None:
    with listening(product, alice, f"user:{alice.id}") as listener:
        time.sleep(0.2)
        before = len(listener.events)
        come_back(bob, by=NOBODY)
        create_team(name="Other", by=NOBODY)
        grant_role(alice, role="responder", team=care, by=NOBODY)
        wait_until(lambda: len(listener.events) > before)
        assert all(event["topics"] == [f"user:{alice.id}"] for event in listener.events)


@pytest.mark.parametrize("topics", ["", "nonsense", "widget:0190a000-0000-7000-8000-000000000000", "case:x"])
def test_what_is_no_topic_of_hers_is_refused(product: Product, alice: User, topics: str) -> None:
    with product.client(alice) as client:
        assert client.get("/live", params={"topics": topics}).status_code in (403, 422)


def test_another_users_and_teams_topics_are_left_out(
    product: Product, alice: User, charlie: User, billing: Team
) -> None:
    with product.client(alice) as client:
        assert client.get("/live", params={"topics": f"user:{charlie.id},team:{billing.id}"}).status_code == 403
        many = ",".join(f"user:{new_id()}" for _ in range(65))
        assert client.get("/live", params={"topics": many}).status_code == 422


def test_strangers_are_told_to_sign_in(product: Product, alice: User) -> None:
    assert httpx.get(f"{product.url}/live?topics=all").status_code == 401
    assert httpx.get(f"{product.url}/live?topics=all", cookies={"sessionid": "x" * 32}).status_code == 401
    assert httpx.post(f"{product.url}/live?topics=all").status_code == 405


def test_it_is_closed_when_its_user_is_switched_off(product: Product, alice: User, ada: User) -> None:
    with listening(product, alice, f"user:{alice.id}") as listener:
        switch_off_user(alice, by=ada.actor)
        wait_until(lambda: listener.ended)


def test_a_session_that_was_ended_is_closed_at_the_next_check(product: Product, alice: User, care: Team) -> None:
    with listening(product, alice, f"user:{alice.id}") as listener:
        Session.objects.all().delete()
        grant_role(alice, role="responder", team=care, by=NOBODY)  # looks again at once, not only each minute
        wait_until(lambda: listener.ended)


def test_it_goes_on_where_it_broke_off(product: Product, alice: User, care: Team) -> None:
    topic = f"team:{care.id}"
    with listening(product, alice, topic) as listener:
        grant_role(alice, role="responder", team=care, by=NOBODY)
        wait_until(lambda: listener.heard(topic))
        last = listener.ids[-1]
    grant_role(alice, role="lead", team=care, by=NOBODY)
    with listening(product, alice, topic, last=last) as listener:
        wait_until(lambda: listener.heard(topic))
    # From before anything that the server remembers: everything may have changed.
    with listening(product, alice, topic, last="1." + "0" * 32) as listener:
        wait_until(lambda: listener.heard(topic))


def test_streams_hold_no_database_connection(product: Product, alice: User) -> None:
    def connections() -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()")
            row = cursor.fetchone()
        return int(row[0]) if row else 0

    with listening(product, alice, "all"):
        one = connections()
        with listening(product, alice, "all"), listening(product, alice, "all"), listening(product, alice, "all"):
            # Four threads check sessions; their connections are all there is to come.
            assert connections() <= one + 3
            several = connections()
            with listening(product, alice, "all"), listening(product, alice, "all"):
                assert connections() <= several + 1
