from andon.timeline.actor import Actor

from .models import ApiToken, User


def called(actor: Actor) -> str:
    """The name of a person or a program, kept with what it did, so that it stays when the name changes."""
    if actor.kind == "person":
        return User.objects.get(id=actor.id).name
    return ApiToken.objects.get(id=actor.id).name if actor.kind == "integration" else ""
