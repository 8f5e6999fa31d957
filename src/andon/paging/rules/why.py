"""Why a page matters: what the person who is woken reads first."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A customer's words; `who` describes without a name."""

    text: str
    who: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """`money` is the yearly value of the accounts, said with its currency; `detail` is a monitor's words; `also` are
    whole sentences of what else hangs on it, such as a contract that is about to be broken."""

    headline: str
    severity: str = ""
    cases: int = 0
    accounts: int = 0
    strategic: int = 0
    money: str = ""
    detail: str = ""
    also: Sequence[str] = field(default=())
    quotes: Sequence[Quote] = field(default=())

    def stored(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def load(cls, stored: dict[str, Any]) -> "Why":
        quotes = tuple(Quote(**quote) for quote in stored.get("quotes", []))
        return cls(**{**stored, "also": tuple(stored.get("also", [])), "quotes": quotes})

    @property
    def sentence(self) -> str:
        """Numbers first: "5 cases from 4 accounts, 2 of them strategic. EUR 1.2M a year."."""
        if not self.cases:
            return self.detail
        parts = f"{self.cases} {'case' if self.cases == 1 else 'cases'}"
        if self.accounts:
            parts += f" from {self.accounts} {'account' if self.accounts == 1 else 'accounts'}"
        if self.strategic:
            parts += f", {self.strategic} of them strategic"
        return f"{parts}." + (f" {self.money} a year." if self.money else "")

    @property
    def whole(self) -> str:
        """The sentence, and what else hangs on it."""
        return " ".join(part for part in (self.sentence, *self.also) if part)


def page_text(why: Why, *, link_mark: str, name: str) -> str:
    """The words of a page: why it matters, in the customers' words, and where to answer."""
    lines = [f"{name}, you are paged.", "", why.headline]
    if why.whole:
        lines += ["", why.whole]
    if why.quotes:
        lines += ["", *(f"“{quote.text}” ({quote.who})" for quote in why.quotes)]
    return "\n".join([*lines, "", "Acknowledge, or pass it on:", link_mark, ""])


def place_text(why: Why, *, link: str) -> str:
    """What a chat channel reads: no customer's words, and a link that only staff can open."""
    return "\n".join([why.headline, *([why.whole] if why.whole else []), link])
