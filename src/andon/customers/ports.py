"""What this room offers to lower rooms."""

from andon.people.topics import register_topic

from .models import Account, Contact

register_topic("account", lambda access, id: Account.objects.visible_to(access).filter(id=id).exists())
register_topic("contact", lambda access, id: Contact.objects.visible_to(access).filter(id=id).exists())
