"""What is counted at the server is what is said."""

from andon.drill.figures import count
from andon.drill.recipients import GONE_EACH, addresses, vips
from andon.drill.server import Took


def took(address: str, message_id: str, at: float) -> Took:
    return Took(address, message_id, at)


def test_lost_twice_and_in_doubt_are_kept_apart() -> None:
    owed = ["a@x", "b@x", "c@x", "refused1@x"]
    found = count(
        [took("a@x", "<1>", 11), took("b@x", "<2>", 12), took("b@x", "<2>", 13), took("a@x", "<3>", 14)],
        owed=owed, vips=["a@x"], sent_at=10, raw=4, kills=2, told=2,
    )  # fmt: skip
    assert (found.owed, found.told, found.refused, found.lost) == (4, 2, 1, 1)
    assert (found.twice, found.repeated_in_doubt) == (1, 1)
    assert (found.first_vip_seconds, found.last_vip_seconds, found.seconds) == (1, 1, 2)
    assert found.raw_smtp_ratio == 0.25


def test_one_in_twenty_is_strategic_and_one_in_two_hundred_does_not_exist() -> None:
    assert len(vips(1000)) == 50
    assert sum(one.startswith("refused") for one in addresses(1000)) == 1000 // GONE_EACH
    assert len(set(addresses(1000))) == 1000
