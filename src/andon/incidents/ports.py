"""What this room offers to lower rooms."""

from andon.conversations.readers import register_reader
from andon.people.topics import register_topic

from . import words  # noqa: F401  the sentences of this room's facts
from .models import Incident
from .readers import classes_of_incident

register_reader("incident", classes_of_incident)
register_topic("incident", lambda access, id: Incident.objects.visible_to(access).filter(id=id).exists())
