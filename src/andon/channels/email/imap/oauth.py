"""Access tokens for XOAUTH2, by the refresh token of an account (RFC 6749 section 6)."""

import json
import time
from urllib.parse import urlencode
from uuid import UUID

from andon.channels.models import ImapAccount
from andon.channels.models.imap_account import Preset
from andon.kit.errors import Refused
from andon.kit.http import NoAnswer, request
from andon.kit.secret import seal, unseal

TOKEN_URLS = {
    Preset.MICROSOFT: "https://login.microsoftonline.com/common/oauth2/v2.0/token",
    Preset.GOOGLE: "https://oauth2.googleapis.com/token",
}
HOSTS = {Preset.MICROSOFT: "outlook.office365.com", Preset.GOOGLE: "imap.gmail.com"}
_SCOPES = {Preset.MICROSOFT: "https://outlook.office.com/IMAP.AccessAsUser.All offline_access"}
_SPARE = 60.0
"""Seconds before its end at which a token is not used any more."""

_known: dict[UUID, tuple[str, float]] = {}


class NoToken(Exception):
    """The server gave none; says why in its words."""


def access_token(account: ImapAccount) -> str:
    """One that is still good, of this process or a new one. A refresh token that the server changes is kept, sealed."""
    token, until = _known.get(account.pk, ("", 0.0))
    if until > time.monotonic():
        return token
    answer = _ask(account)
    token = str(answer.get("access_token") or "")
    if not token:
        raise NoToken("the token server gave no access token")
    _known[account.pk] = (token, time.monotonic() + _lasts(answer) - _SPARE)
    fresh = answer.get("refresh_token")
    if isinstance(fresh, str) and fresh and fresh != unseal(account.secret):
        account.secret = seal(fresh)
        account.save(update_fields=["secret"])
    return token


def forget_token(account: ImapAccount) -> None:
    """It was refused, or the account changed."""
    _known.pop(account.pk, None)


def _lasts(answer: dict[str, object]) -> float:
    try:
        return float(str(answer.get("expires_in", 3600)))
    except ValueError:
        return 3600.0


def _ask(account: ImapAccount) -> dict[str, object]:
    preset = Preset(account.sign_in)
    given = {
        "grant_type": "refresh_token",
        "refresh_token": unseal(account.secret) if account.secret else "",
        "client_id": account.client_id,
        "client_secret": unseal(account.client_secret) if account.client_secret else "",
        "scope": _SCOPES.get(preset, ""),
    }
    content = urlencode({name: value for name, value in given.items() if value}).encode()
    heads = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
    try:
        answer = request("POST", account.token_url or TOKEN_URLS[preset], content=content, headers=heads)
        said = json.loads(answer.content)
    except Refused as refused:
        raise NoToken(f"the token server cannot be asked: {refused.message}") from None
    except (NoAnswer, ValueError) as error:
        raise NoToken(f"the token server does not answer as it should: {type(error).__name__}") from None
    if answer.status_code != 200 or not isinstance(said, dict):
        # Its code alone: a description may repeat what was sent.
        code = said.get("error") if isinstance(said, dict) else ""
        raise NoToken(f"the token server refused: {answer.status_code} {str(code)[:80]}")
    return said
