"""What this room offers to lower rooms."""

from andon.customers.personal import PersonalRoom, holds_personal_content
from andon.people.topics import register_topic

from . import personal
from .models import Search

holds_personal_content(PersonalRoom("meaning", personal.export, personal.erase))
register_topic("search", lambda access, id: Search.objects.visible_to(access).filter(id=id).exists())
