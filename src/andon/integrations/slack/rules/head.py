"""The first message of an incident's channel: what it is, how bad, until when. It is pinned and kept true."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from .mrkdwn import escaped, link


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """`fields`: label and Slack markup, in order. `where` and `why` are plain words."""

    ref: str
    title: str
    url: str
    where: str
    why: str
    fields: Sequence[tuple[str, str]]
    hint: str
    button: str

    @property
    def text(self) -> str:
        """For notifications, and for whoever's program shows no blocks."""
        return escaped(f"{self.ref} {self.title}")

    @property
    def blocks(self) -> list[dict[str, Any]]:
        first = "\n".join(filter(None, (f"*{link(self.url, self.ref)} {escaped(self.title)}*", escaped(self.where))))
        fields = [_mrkdwn(f"*{escaped(label)}*\n{words}"[:2000]) for label, words in self.fields[:10]]
        return [
            {"type": "section", "text": _mrkdwn(first[:3000])},
            *([{"type": "section", "text": _mrkdwn(escaped(self.why)[:3000])}] if self.why else []),
            {"type": "section", "fields": fields},
            {"type": "actions", "elements": [_button(self.button, self.url)]},
            {"type": "context", "elements": [_mrkdwn(escaped(self.hint)[:2000])]},
        ]


def _mrkdwn(text: str) -> dict[str, Any]:
    return {"type": "mrkdwn", "text": text}


def _button(words: str, url: str) -> dict[str, Any]:
    return {"type": "button", "action_id": "open", "text": {"type": "plain_text", "text": words}, "url": url}
