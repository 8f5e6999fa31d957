"""The standard's JavaScript library verifies what is told."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from andon.cases.models import Case
from andon.connections.models import Connection, OutgoingDelivery
from andon.people.models import User

from .told import Subscribe, close, tell

# What the timeline's followers see is what was committed.
pytestmark = pytest.mark.django_db(transaction=True)
VERIFY = """
import { createServer } from "node:http";
import { Webhook } from "standardwebhooks";
const hook = new Webhook(process.argv[2]);
createServer((request, response) => {
  const parts = [];
  request.on("data", (part) => parts.push(part));
  request.on("end", () => {
    try {
      const body = hook.verify(Buffer.concat(parts).toString(), request.headers);
      response.writeHead(200).end("verified " + body.type);
    } catch (error) {
      response.writeHead(500).end(String(error));
    }
  });
}).listen(0, "127.0.0.1", function () { console.log(this.address().port); });
"""


@pytest.fixture
def javascript(tmp_path: Path) -> Iterator[Callable[[str], str]]:
    """A receiver in JavaScript with the standard's own library: `javascript(secret)` is its address."""
    if not (shutil.which("npm") and shutil.which("node")):
        pytest.skip("needs Node.js: apt-get install -y nodejs npm")
    (tmp_path / "package.json").write_text('{"type": "module"}')
    install = ["npm", "install", "--silent", "--no-audit", "--no-fund", "standardwebhooks@1.1.1"]
    if subprocess.run(install, cwd=tmp_path, capture_output=True, timeout=150).returncode:
        pytest.skip("needs a package registry: npm install standardwebhooks@1.1.1 in a temporary folder")
    (tmp_path / "verify.js").write_text(VERIFY)
    started: list[subprocess.Popen[str]] = []

    def start(secret: str) -> str:
        run = ["node", "verify.js", secret]
        process = subprocess.Popen(run, cwd=tmp_path, stdout=subprocess.PIPE, text=True)
        started.append(process)
        assert process.stdout is not None
        return f"http://127.0.0.1:{int(process.stdout.readline())}/"

    yield start
    for process in started:
        process.kill()
        process.communicate()


@pytest.mark.slow
def test_the_standards_javascript_library_verifies_it(
    subscribe: Subscribe, javascript: Callable[[str], str], case: Case, alice: User
) -> None:
    endpoint, secret = subscribe(with_objects=True)
    url = javascript(secret)
    Connection.objects.update(settings=endpoint.settings | {"url": url})
    close(case, alice)
    tell()
    row = OutgoingDelivery.objects.get(kind="cases.case_closed")
    assert (row.state, row.answer) == ("sent", "verified cases.case_closed")
