"""What `andon up` survives: kill -9 of any of its processes, and of itself."""

import os
import re
import signal
import subprocess

import psycopg
import pytest

from .running import Up, processes_of


@pytest.mark.parametrize("name", ["web", "page", "worker", "meaning", "mail", "status"])
def test_a_killed_child_is_started_again(up: Up, name: str) -> None:
    before = up.pids()
    os.kill(before[name], signal.SIGKILL)
    up.wait(lambda: up.pids().get(name) not in (None, before[name]), f"another {name}")
    up.wait(up.is_well, "an answer")
    after = up.pids()
    assert {other: pid for other, pid in after.items() if other != name} == {
        other: pid for other, pid in before.items() if other != name
    }
    assert re.search(rf"{name} ended \(killed by SIGKILL\); it starts again in 0 s", up.said.read_text())


def test_a_killed_database_recovers_and_the_others_find_it_again(up: Up) -> None:
    before = up.pids()
    with psycopg.connect(up.database(), autocommit=True) as connection:
        connection.execute("CREATE TABLE acknowledged (n int)")
        connection.execute("INSERT INTO acknowledged VALUES (1)")
        os.kill(before["postgres"], signal.SIGKILL)
        up.wait(lambda: up.pids().get("postgres") not in (None, before["postgres"]), "another server")
    up.wait(up.is_well, "an answer")
    with psycopg.connect(up.database(), autocommit=True) as connection:
        assert connection.execute("SELECT count(*) FROM acknowledged").fetchone() == (1,)
        connection.execute("DROP TABLE acknowledged")
    assert {name: pid for name, pid in up.pids().items() if name != "postgres"} == {
        name: pid for name, pid in before.items() if name != "postgres"
    }


@pytest.mark.slow
def test_when_it_is_killed_itself_nothing_is_left_and_the_next_start_has_every_row(up: Up) -> None:
    with psycopg.connect(up.database(), autocommit=True) as connection:
        connection.execute("CREATE TABLE counted (n int)")
        for number in range(50):
            connection.execute("INSERT INTO counted VALUES (%s)", [number])
        up.kill()
    up.process = None
    up.wait(lambda: not processes_of(up.home), "all its children to end", seconds=30)

    up.start()
    with psycopg.connect(up.database(), autocommit=True) as connection:
        assert connection.execute("SELECT count(*) FROM counted").fetchone() == (50,)
        connection.execute("DROP TABLE counted")


@pytest.mark.slow
def test_a_stale_pid_file_that_names_a_stranger_does_not_stop_it(up: Up) -> None:
    up.kill()
    up.process = None
    up.wait(lambda: not processes_of(up.home), "all its children to end", seconds=30)
    data = up.home / "postgres"
    owner = data.stat()
    as_owner = {"user": owner.st_uid, "group": owner.st_gid} if os.geteuid() == 0 else {}
    with subprocess.Popen(["sleep", "300"], cwd="/", **as_owner) as stranger:
        (data / "postmaster.pid").write_text(f"{stranger.pid}\n{data}\n1\n5432\n\n\n")
        up.start()
        assert up.is_well()
        assert stranger.poll() is None
        stranger.kill()


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_killed_again_and_again_it_comes_back_and_loses_no_row(up: Up) -> None:
    with psycopg.connect(up.database(), autocommit=True) as connection:
        connection.execute("CREATE TABLE written (n int PRIMARY KEY)")
    for turn in range(8):
        with psycopg.connect(up.database(), autocommit=True) as connection:
            connection.execute("INSERT INTO written VALUES (%s)", [turn])
            if turn % 2:
                os.kill(up.pids()["postgres"], signal.SIGKILL)
            else:
                up.kill()
                up.process = None
        if turn % 2 == 0:
            up.start()
        else:
            # The pause grows with every kill.
            up.wait(up.is_well, "an answer")
    with psycopg.connect(up.database()) as connection:
        assert connection.execute("SELECT count(*) FROM written").fetchone() == (8,)
