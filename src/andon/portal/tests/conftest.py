from typing import Any

import pytest

from andon.portal import limits

REPORT = {"name": "Dana Whitfield", "email": "dana@acme.example", "body": "It hangs"}


@pytest.fixture(autouse=True)
def _full_buckets() -> None:
    for buckets in (limits.NETWORK, limits.ADDRESS, limits.LINK):
        buckets.clear()


def text_of(answer: Any) -> str:
    return str(answer.content.decode())
