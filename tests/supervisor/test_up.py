"""`andon up`: the whole set, first start, second start, who else may attach."""

import os
import re
import smtplib
import stat
from pathlib import Path

import httpx
import psycopg
import pytest

from .running import Up, processes_of, running


def test_everything_of_the_set_runs_and_answers(up: Up) -> None:
    assert set(up.pids()) == {"up", "postgres", "page", "worker", "meaning", "mail", "web", "status"}
    assert up.is_well()
    with smtplib.SMTP(*up.mail) as smtp:
        assert smtp.noop()[0] == 250


def test_it_says_where_to_begin_and_the_link_makes_the_first_administrator(up: Up) -> None:
    found = re.search(rf"{up.url}/welcome/\S+/", up.said.read_text())
    assert found
    with httpx.Client(follow_redirects=True, timeout=30) as browser:
        page = browser.get(found.group())
        assert page.status_code == 200
        assert "password" in page.text


def test_the_styles_are_served(up: Up) -> None:
    page = httpx.get(up.url + "/accounts/login/", follow_redirects=True, timeout=30)
    assert page.status_code == 200, page.text
    styles = re.findall(r'href="(/static/[^"]+\.css)"', page.text)
    assert styles
    assert all(httpx.get(up.url + style, timeout=30).status_code == 200 for style in styles)


def test_a_second_start_on_the_same_home_is_refused_at_once(up: Up) -> None:
    refused = up.run("up")
    assert refused.returncode == 1
    assert f"Andon already runs on {up.home} (process {up.pids()['up']})" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert up.is_well()


def test_a_port_that_is_taken_is_named_before_anything_starts(up: Up, tmp_path: Path) -> None:
    other = Up(tmp_path / "home")
    other.environment["ANDON_LISTEN"] = up.url.replace("http://localhost", "127.0.0.1")
    refused = other.run("up")
    assert refused.returncode == 1
    assert "ANDON_LISTEN" in refused.stderr
    assert processes_of(other.home) == set()


def test_other_commands_attach_by_the_file_with_the_databases_address(up: Up) -> None:
    done = up.run("migrate")
    assert done.returncode == 0, done.stderr
    assert "Nothing to do" in done.stdout


def test_a_command_before_the_first_start_says_what_to_do(tmp_path: Path) -> None:
    done = Up(tmp_path / "home").run("worker")
    assert done.returncode == 1
    assert "andon up" in done.stderr
    assert "Traceback" not in done.stderr


def test_its_home_is_private(up: Up) -> None:
    assert stat.S_IMODE(up.home.stat().st_mode) == 0o700
    for name in ("secret.keys", "database.url", "processes.json"):
        assert stat.S_IMODE((up.home / name).stat().st_mode) == 0o600


def test_the_database_does_not_run_as_root(up: Up) -> None:
    assert (os.stat(f"/proc/{up.pids()['postgres']}").st_uid != 0) or os.geteuid() != 0


@pytest.mark.slow
def test_a_clean_stop_leaves_nothing_running_and_a_start_finds_all_again(up: Up) -> None:
    with psycopg.connect(up.database(), autocommit=True) as connection:
        connection.execute("CREATE TABLE kept_over_a_stop (n int)")
    assert up.stop() == 0
    assert processes_of(up.home) == set()
    assert "Stopped." in up.said.read_text()

    up.start()
    with psycopg.connect(up.database(), autocommit=True) as connection:
        connection.execute("DROP TABLE kept_over_a_stop")


@pytest.mark.slow
def test_with_a_database_of_ones_own_no_server_is_started(up: Up, tmp_path: Path) -> None:
    with psycopg.connect(up.database(), autocommit=True) as connection:
        connection.execute("CREATE DATABASE elsewhere")
    with running(tmp_path / "home", DATABASE_URL=up.database().replace("/andon?", "/elsewhere?")) as other:
        assert set(other.pids()) == {"up", "page", "worker", "meaning", "mail", "web", "status"}
        assert other.is_well()
        assert not (other.home / "postgres").exists()
