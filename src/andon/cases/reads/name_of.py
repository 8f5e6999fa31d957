from andon.catalog.reads.our_brand import our_brand
from andon.customers.models import Contact
from andon.people.models import ApiToken, User
from andon.timeline.actor import Actor


def name_of(actor: Actor) -> str:
    """How an actor is called at the head of a message; kept with it, so that it stays when the name changes."""
    if actor.kind == "person":
        return User.objects.get(id=actor.id).name
    if actor.kind == "contact":
        return Contact.objects.get(id=actor.id).name
    if actor.kind == "integration":
        return ApiToken.objects.get(id=actor.id).name
    return our_brand().name
