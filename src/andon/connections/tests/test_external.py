"""Links between theirs and ours, and what we did ourselves."""

import pytest
from tests.cast import NOBODY

from andon.connections.actions.add_connection import add_connection
from andon.connections.echo import is_echo, marker
from andon.connections.external import (
    external_of,
    link_external,
    links_of,
    local_of,
    saw_version,
    unlink_external,
)
from andon.connections.models import Connection
from andon.kit.errors import Conflict
from andon.kit.ids import new_id
from andon.kit.subject import Subject

CASE, OTHER = Subject("case", new_id()), Subject("case", new_id())


def test_one_of_theirs_is_one_of_ours_and_back(connection: Connection) -> None:
    made = link_external(connection, "issue", "I-1", CASE, ours=True)
    assert link_external(connection, "issue", "I-1", CASE) == made
    for id, local in (("I-1", OTHER), ("I-2", CASE)):
        with pytest.raises(Conflict):
            link_external(connection, "issue", id, local)
    found = local_of(connection, "issue", "I-1")
    assert found is not None
    assert found.local == CASE
    assert local_of(connection, "pull", "I-1") is None
    assert external_of(connection, CASE, "issue") == made
    unlink_external(made)
    assert link_external(connection, "issue", "I-2", CASE).external_id == "I-2"


def test_several_of_theirs_may_belong_to_one_of_ours(connection: Connection) -> None:
    for id in ("M-1", "M-2"):
        link_external(connection, "message", id, CASE, sole=False)
    newest = external_of(connection, CASE, "message")
    assert newest is not None
    assert newest.external_id == "M-2"
    assert [link.external_id for link in links_of(CASE)] == ["M-1", "M-2"]


def test_connections_do_not_know_each_others_links(connection: Connection) -> None:
    settings = {"url": "https://other.example"}
    other, _ = add_connection(vendor="bench", name="Other", settings=settings, secrets={"token": "x"}, by=NOBODY)
    link_external(connection, "issue", "1", CASE)
    assert local_of(other, "issue", "1") is None
    assert link_external(other, "issue", "1", OTHER).local == OTHER


def test_what_is_older_is_left_out(connection: Connection) -> None:
    link = link_external(connection, "issue", "I-1", CASE, version="2026-11-24T09:00:00Z")
    assert not saw_version(link, "2026-11-24T09:00:00Z")
    assert saw_version(link, "2026-11-24T09:00:01Z")
    assert not saw_version(link, "2026-11-24T08:59:00Z")


def test_echoes(connection: Connection) -> None:
    connection.own_ids = ["bot-1"]
    assert is_echo(connection, author="bot-1")
    assert is_echo(connection, author="someone", text=f"We found it. [{marker(connection)}]")
    assert not is_echo(connection, author="", text="andon-0000000000000000000 or andon- and andon-ff")
    assert not is_echo(Connection(), text=marker(connection))
