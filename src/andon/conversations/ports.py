"""What this room offers to lower rooms."""

from andon.customers.personal import PersonalRoom, holds_personal_content

from . import personal

holds_personal_content(PersonalRoom("conversations", personal.export, personal.erase))
