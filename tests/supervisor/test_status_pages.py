"""Under `andon up` the status pages have a server of their own, and answer while the rest does not."""

import os
import signal

import httpx

from .running import Up

MAKE = """
from andon.status_page.actions.put_component import put_component
from andon.status_page.actions.put_status_page import put_status_page
from andon.timeline.actor import Actor
page = put_status_page(slug="fernhill", name="Fernhill status", by=Actor.system("tests"))
put_component(page, slug="paying", name="Paying", by=Actor.system("tests"))
"""


def shown(url: str) -> str:
    try:
        return httpx.get(url, timeout=20, follow_redirects=True).text
    except httpx.TransportError:
        return ""


def test_they_are_written_after_a_change_and_answer_while_the_rest_stands_still(up: Up) -> None:
    up.python(MAKE)
    up.wait(lambda: "Paying" in shown(up.status_url), "the page on its own server")
    assert "Paying" in shown(f"{up.url}/status/fernhill/")
    assert httpx.get(f"{up.url}/status/fernhill/api/v2/status.json").json()["status"]["indicator"] == "none"
    pids = up.pids()
    still = [pids[name] for name in ("web", "worker", "page", "meaning", "mail", "postgres")]
    for pid in still:
        os.kill(pid, signal.SIGSTOP)
    try:
        assert "Paying" in shown(up.status_url)
    finally:
        for pid in still:
            os.kill(pid, signal.SIGCONT)
    done = up.run("status", "publish", "--to", str(up.home / "elsewhere"))
    assert done.returncode == 0, done.stderr
    assert "1 pages" in done.stdout
    assert (up.home / "elsewhere/fernhill/index.html").is_file()
