from collections.abc import Iterator
from typing import Any

import pytest
from tests.peers.dovecot import Dovecot, running_dovecot

from .imap_taking import CARE, LOOPBACK


@pytest.fixture(scope="module")
def dovecot() -> Iterator[Dovecot]:
    with running_dovecot() as running:
        yield running


@pytest.fixture
def server(dovecot: Dovecot, settings: Any) -> Dovecot:
    """An empty INBOX, and an Archive."""
    settings.PRIVATE_NETWORKS_ALLOWED = LOOPBACK
    with dovecot.box(CARE) as box:
        if not box.folder.exists("Archive"):
            box.folder.create("Archive")
        for folder in ("Archive", "INBOX"):
            box.folder.set(folder)
            box.delete(box.uids("ALL"))
    return dovecot
