import pytest

from andon.portal import limits


@pytest.fixture(autouse=True)
def _full_buckets() -> None:
    for buckets in (limits.NETWORK, limits.ADDRESS, limits.LINK):
        buckets.clear()
