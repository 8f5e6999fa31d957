"""What this room offers to lower rooms."""

from andon.customers.personal import PersonalRoom, holds_personal_content

from . import personal

holds_personal_content(PersonalRoom("meaning", personal.export, personal.erase))
