import pytest

from andon.channels.rules.bounces import ends_address


@pytest.mark.parametrize(
    ("status", "why", "ends"),
    [
        ("5.1.1", "", True),
        ("5.1.1", "550 5.1.1 no such user", True),
        ("5.1.2", "Domain not found", True),
        ("5.2.1", "mailbox disabled", True),
        ("5.1.8", "bad sender's address: ours, not hers", False),
        ("5.1.0", "sender denied", False),
        ("5.5.0", "550 unknown user", True),
        ("5.2.2", "mailbox full", False),
        ("5.7.1", "550 5.7.1 policy", False),
        ("5.0.0", "550 5.1.1 no such user", True),
        ("5.1.1", "550 5.7.1 we do not like you", False),
        ("4.4.7", "user unknown", False),
        ("", "550 User unknown", True),
        ("", "550 no such mailbox", True),
        ("", "552 message too big", False),
        ("", "", False),
    ],
)
def test_only_what_is_wrong_with_the_address_ends_it(status: str, why: str, ends: bool) -> None:
    assert ends_address(status, why) is ends
