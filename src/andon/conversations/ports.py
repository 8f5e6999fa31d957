"""What this room offers to lower rooms."""

from andon.channels.files import register_files
from andon.customers.personal import PersonalRoom, holds_personal_content

from . import personal
from .reads.files_to_send import files_to_send

holds_personal_content(PersonalRoom("conversations", personal.export, personal.erase))
register_files(files_to_send)
