"""Which of two accounts' tiers counts for a page that touches both."""

_ORDER = ("", "standard", "growth", "strategic")


def higher_tier(one: str, other: str) -> str:
    return max(one, other, key=lambda tier: _ORDER.index(tier) if tier in _ORDER else 0)
