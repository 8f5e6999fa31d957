"""A page as a direct message: what is wrong, and two buttons while somebody is still awaited."""

from typing import Any

ACKNOWLEDGE, ESCALATE = "page.acknowledge", "page.escalate"


def page_blocks(words: str, state: str, buttons: list[tuple[str, str]], value: str) -> list[dict[str, Any]]:
    """`words` and `state`: Slack's markup; `buttons`: what each does and is called; `value`: which run they answer."""
    shown: list[dict[str, Any]] = [{"type": "section", "text": {"type": "mrkdwn", "text": words[:3000]}}]
    if state:
        shown.append({"type": "context", "elements": [{"type": "mrkdwn", "text": state[:2000]}]})
    if buttons:
        shown.append({"type": "actions", "elements": [_button(*each, value) for each in buttons]})
    return shown


def _button(action: str, words: str, value: str) -> dict[str, Any]:
    made = {"type": "button", "action_id": action, "value": value, "text": {"type": "plain_text", "text": words}}
    return made | ({"style": "primary"} if action == ACKNOWLEDGE else {})


def split_address(address: str) -> tuple[str, str]:
    """The workspace and the person: T0FERN/U0OMAR, as a way keeps them."""
    team, _slash, user = address.partition("/")
    return team, user


def join_address(team: str, user: str) -> str:
    return f"{team}/{user}"
