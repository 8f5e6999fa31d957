"""Who a program asks for: the person its token acts for."""

from andon.kit.errors import NotAllowed
from andon.people.middleware import ApiRequest
from andon.people.models import User


def herself(request: ApiRequest) -> User:
    if request.access.user_id is None:
        raise NotAllowed("An integration is not reached by notices. Use a token that acts for a person.")
    return User.objects.get(id=request.access.user_id)
