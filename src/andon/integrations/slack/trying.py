"""The test button: does Slack know our tokens, do they allow enough, and is what the transport needs there?"""

from django.utils.translation import gettext as _

from andon.connections.models import Connection
from andon.connections.vendor import Secrets, TryLater
from andon.kit.errors import Refused

from .homes import TEAM
from .rules.manifest import missing_scopes
from .rules.payload import text
from .rules.verdict import SlackSays, read_answer
from .web import Web


def try_out(connection: Connection, secrets: Secrets) -> str:
    """What was found, in a sentence; keeps who we are over there. Raises Refused with what is wrong."""
    if not secrets.get("bot_token"):
        raise Refused(_("No bot token is kept here yet."))
    web = Web(connection, secrets)
    try:
        answer = web.answer("auth.test", "bot_token")
        said = read_answer(answer)
        if missing := missing_scopes(answer.headers.get("x-oauth-scopes", "")):
            raise Refused(_("The app lacks these scopes: %(names)s.") % {"names": ", ".join(missing)})
        _try_transport(web, secrets)
    except SlackSays as never:
        raise Refused(_("Slack says: %(code)s.") % {"code": never}) from None
    except TryLater as later:
        raise Refused(_("Slack cannot answer just now: %(why)s.") % {"why": later}) from None
    ids = [text(said, "user_id"), text(said, "bot_id"), TEAM + text(said, "team_id")]
    connection.own_ids = [id for id in ids if id and id != TEAM]
    return _("It knows us as %(name)s in %(team)s.") % {"name": text(said, "user"), "team": text(said, "team")}


def _try_transport(web: Web, secrets: Secrets) -> None:
    if web.connection.settings["transport"] == "socket":
        if not secrets.get("app_token"):
            raise Refused(_("Socket Mode needs the app-level token."))
        read_answer(web.answer("apps.connections.open", "app_token"))
    elif not secrets.get("signing"):
        raise Refused(_("HTTP needs the signing secret."))
