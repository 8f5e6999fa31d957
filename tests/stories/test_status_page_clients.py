"""Programs of others read our page as they read everybody's: a public client of Statuspage's API, and a feed reader."""

import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from conftest import MoveClock

from andon.catalog.models import Service
from andon.incidents.actions.declare_incident import declare_incident
from andon.status_page.actions.post_status import post_status
from andon.status_page.actions.publish_incident import publish_incident
from andon.status_page.actions.put_component import put_component
from andon.status_page.actions.put_status_page import put_status_page
from andon.status_page.models import Publication
from andon.status_page.publishing import publish
from tests.cast import NOBODY
from tests.status_server import serving

pytestmark = pytest.mark.django_db
CLIENT = "statuspage_prometheus_exporter"
ATOM = "{http://www.w3.org/2005/Atom}"


def needs(module: str, package: str) -> None:
    if find_spec(module) is None:
        pytest.skip(f"needs {package} from a package registry: pip install {package}")


@pytest.fixture
def hit(checkout: Service, move_clock: MoveClock) -> Publication:
    """Paying hangs, refunds work."""
    page = put_status_page(slug="fernhill", name="Fernhill status", by=NOBODY)
    paying = put_component(page, slug="paying", name="Paying", group="Shop", service=checkout, by=NOBODY)
    put_component(page, slug="refunds", name="Refunds", group="Shop", by=NOBODY)
    incident = declare_incident(title="inside", services=[checkout], by=NOBODY, page=False)
    titles, words = {"en": "Paying <hangs> & waits"}, {"en": "We are on it."}
    states = {paying: "partial_outage"}
    return publish_incident(incident, page=page, titles=titles, texts=words, states=states, by=NOBODY)


def test_a_public_client_reads_it(hit: Publication, tmp_path: Path) -> None:
    needs(CLIENT, "statuspage-prometheus-exporter")
    with serving(tmp_path) as server:
        publish(server.folder)
        told = run_client(tmp_path, f"{server.url}/api/v2/summary.json")
        assert 'incident_name="Paying <hangs> & waits"' in told or "Paying <hangs> & waits" in told
        assert "Paying" in told
        assert 'impact="major"' in told
        post_status(hit, stage="resolved", texts={}, states={}, by=NOBODY)
        publish(server.folder)
        assert "hangs" not in run_client(tmp_path, f"{server.url}/api/v2/summary.json")


def run_client(place: Path, url: str) -> str:
    """One pass of the exporter, as a program of its own; what it would tell Prometheus."""
    services, told = place / "services.json", place / "told.prom"
    services.write_text(json.dumps({"fernhill": {"url": url, "name": "Fernhill"}}))
    wanted = {"RUN_MODE": "once", "METRICS_TEXTFILE_PATH": str(told), "SERVICES_JSON_PATH": str(services)}
    subprocess.run(
        [sys.executable, "-c", f"from {CLIENT}.status_monitoring import main; main()"],
        env=os.environ | wanted | {"CLEAR_CACHE": "true"},
        cwd=place,
        check=True,
        timeout=120,
    )
    return told.read_text()


def feed_of(folder: Path) -> bytes:
    publish(folder)
    return (folder / "fernhill/history.atom").read_bytes()


def test_the_feed_keeps_the_rules_of_atom(hit: Publication, tmp_path: Path) -> None:
    """RFC 4287, 4.1.1 and 4.1.2: what a feed and an entry must have, and ids that stay."""
    root = ElementTree.fromstring(feed_of(tmp_path))  # noqa: S314  our own
    (entry,) = root.findall(f"{ATOM}entry")
    for of in (root, entry):
        for name in ("id", "title", "updated"):
            assert of.findtext(f"{ATOM}{name}"), name
    assert root.find(f"{ATOM}author/{ATOM}name") is not None
    assert {link.get("rel") for link in root.findall(f"{ATOM}link")} == {"self", "alternate"}
    assert entry.findtext(f"{ATOM}title") == "Paying <hangs> & waits"
    assert "We are on it." in str(entry.findtext(f"{ATOM}content"))
    before = entry.findtext(f"{ATOM}id")
    post_status(hit, stage="resolved", texts={"en": "Over."}, states={}, by=NOBODY)
    after = ElementTree.fromstring(feed_of(tmp_path)).find(f"{ATOM}entry")  # noqa: S314
    assert after is not None
    assert after.findtext(f"{ATOM}id") == before
    assert "Over." in str(after.findtext(f"{ATOM}content"))


def test_a_feed_reader_reads_it(hit: Publication, tmp_path: Path) -> None:
    needs("feedparser", "feedparser")
    reader: Any = __import__("feedparser")
    read = reader.parse(feed_of(tmp_path))
    assert not read.bozo
    assert read.version == "atom10"
    assert read.entries[0].id == f"urn:uuid:{hit.id}"
