from .api_token import ApiToken
from .membership import Membership
from .presence import Presence
from .signed_link import SignedLink
from .team import Team
from .user import User

__all__ = ["ApiToken", "Membership", "Presence", "SignedLink", "Team", "User"]
