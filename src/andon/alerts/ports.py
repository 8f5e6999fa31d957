"""What this room offers to lower rooms."""

from andon.people.topics import register_topic
from andon.ui.slots import fill_slot

from . import slots
from .models import Alert

register_topic("alert", lambda access, id: Alert.objects.visible_to(access).filter(id=id).exists())
fill_slot("service.section", slots.changes_of_service, "alerts/_changes_of_service.html")
