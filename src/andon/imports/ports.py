"""What this room offers to lower rooms."""

from andon.customers.personal import PersonalRoom, holds_personal_content
from andon.people.topics import register_topic

from . import personal
from .models import CsvImport

holds_personal_content(PersonalRoom("imports", personal.export, personal.erase))
register_topic("import", lambda access, id: CsvImport.objects.visible_to(access).filter(id=id).exists())
