"""What is kept about a person, from the command line: `andon export` and `andon erase`."""

import json
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from andon.cases.actions.open_case import open_case
from andon.cases.actions.tell_assigned import tell_assigned
from andon.cases.case_in import CaseIn
from andon.cases.models import Case
from andon.customers.models import Contact
from andon.kit import clock
from andon.notifications.models import Notice
from andon.people.models import Team, User
from tests.cast import NOBODY
from tests.live_server import environment_of

Andon = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def andon(transactional_db: None, tmp_path: Path) -> Andon:
    """`andon("erase", "dana@acme.example", typed="y")` on the tests' database."""
    environment = os.environ | environment_of(tmp_path, "http://localhost:1")

    def run(*command: str, typed: str = "") -> "subprocess.CompletedProcess[str]":
        whole = [sys.executable, "-m", "andon.project.command", *command]
        return subprocess.run(whole, env=environment, input=typed, capture_output=True, text=True, check=False)

    return run


@pytest.fixture
def case(dana: Contact, care: Team, transactional_db: None) -> Case:
    given = CaseIn(title="Checkout hangs", body="On all tablets", contact=dana, team=care, order_number="A-77")
    return open_case(given, by=dana.actor)


def test_all_that_is_kept_is_written(andon: Andon, case: Case, dana: Contact, tmp_path: Path) -> None:
    by_mail = andon("export", "Dana@acme.example")
    assert by_mail.returncode == 0, by_mail.stderr
    kept = json.loads(by_mail.stdout)
    assert kept["customers"]["name"] == "Dana Whitfield"
    assert (kept["cases"][0]["case"], kept["cases"][0]["order_number"]) == (case.ref, "A-77")
    assert kept["conversations"][0]["text"] == "On all tablets"
    assert json.loads(andon("export", str(dana.id)).stdout) == kept
    assert json.loads(andon("export", dana.external_id or "").stdout) == kept
    file = tmp_path / "dana.json"
    assert andon("export", str(dana.id), "--file", str(file)).returncode == 0
    assert json.loads(file.read_text()) == kept
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    nowhere = andon("export", str(dana.id), "--file", str(tmp_path / "no" / "dana.json"))
    assert (nowhere.returncode, nowhere.stderr.startswith("Nothing was written.")) == (1, True)


def test_nobody_is_erased_unless_it_is_meant(andon: Andon, case: Case, dana: Contact) -> None:
    for typed in ("", "n\n", "what?\n"):
        refused = andon("erase", "dana@acme.example", typed=typed)
        assert (refused.returncode, "Nothing was erased." in refused.stderr) == (1, True)
        assert "Erase Dana Whitfield" in refused.stdout
    dana.refresh_from_db()
    assert dana.erased_at is None


@pytest.mark.parametrize("how", [("--yes", ""), ("", "y\n")])
def test_who_is_erased_is_forgotten_everywhere(
    andon: Andon, case: Case, dana: Contact, alice: User, how: tuple[str, str]
) -> None:
    option, typed = how
    (notice,) = tell_assigned(case, to=alice.id, key="erased", by=NOBODY)
    assert case.title in notice.headline
    Notice.objects.update(read_at=clock.now())
    done = andon("erase", "dana@acme.example", *([option] if option else []), typed=typed)
    assert done.returncode == 0, done.stderr
    told = {line.split()[0]: line.split(maxsplit=1)[1] for line in done.stdout.splitlines() if line.startswith("  ")}
    assert (told["cases"], told["conversations"], told["case_escalations"]) == ("1", "1", "0")
    assert "points" in told["customers"]
    assert "Dana" not in done.stdout.split("Erased, ")[1]
    dana.refresh_from_db()
    case.refresh_from_db()
    assert (dana.name, case.title, case.order_number) == ("—", "—", "")
    assert not Notice.objects.filter(headline__contains="Checkout hangs").exists()
    again = andon("erase", str(dana.id), "--yes")
    assert (again.returncode, "She was erased on" in again.stdout) == (0, True)


def test_whom_nobody_knows(andon: Andon) -> None:
    for command in ("export", "erase"):
        refused = andon(command, "nobody@x.example")
        assert (refused.returncode, "There is no contact nobody@x.example." in refused.stderr) == (1, True)
