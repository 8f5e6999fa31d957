"""What the doctor says of the database."""

from datetime import timedelta

import pytest

from andon.kit import clock
from andon.project.doctor.database import database
from andon.project.doctor.surroundings import surroundings
from andon.project.supervise.installation import Installation
from andon.work.models import DueWork

pytestmark = pytest.mark.django_db


def states(*, of: str) -> list[str]:
    return [finding.state for finding in database() if finding.what == of]


def test_a_healthy_database() -> None:
    assert states(of="Database") == ["well"]
    assert states(of="Tables") == ["well"]
    assert states(of="Clock") == ["well"]
    assert states(of="Work") == ["well"]
    assert states(of="Parked work") == ["well"]
    assert states(of="Backup") == ["look"]


def test_work_that_nobody_does_and_work_that_failed() -> None:
    long_ago = clock.now() - timedelta(minutes=10)
    DueWork.objects.create(task="x", lane="tell", run_at=long_ago)
    DueWork.objects.create(task="y", lane="tell", run_at=long_ago, parked_at=long_ago)
    assert states(of="Work") == ["ill"]
    assert states(of="Parked work") == ["ill"]


def test_what_does_not_answer_comes_with_a_remedy(tmp_path_factory: pytest.TempPathFactory) -> None:
    nowhere = Installation(home=tmp_path_factory.getbasetemp(), listen="127.0.0.1:1", mail_listen="127.0.0.1:1")
    found = {finding.what: finding for finding in surroundings(nowhere)}
    for what in ("Web server", "Mail in"):
        assert found[what].state == "ill"
        assert "andon" in found[what].remedy
