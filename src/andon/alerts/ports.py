"""What this room offers to lower rooms."""

from andon.people.topics import register_topic

from .models import Alert

register_topic("alert", lambda access, id: Alert.objects.visible_to(access).filter(id=id).exists())
