"""What this room offers to lower rooms."""

from andon.people.intakes import Intake, register_intake
from andon.people.topics import register_topic

from .actions.put_accounts import put_accounts
from .actions.put_contacts import put_contacts
from .models import Account, Contact
from .shapes import AccountBody, ContactBody

register_intake(
    Intake(
        name="accounts",
        room="customers",
        roles=("agent", "lead"),
        schema=AccountBody,
        read=AccountBody.model_validate,
        take=lambda bodies, access: put_accounts([body.given() for body in bodies], by=access.actor),
        brief=lambda account: {"id": account.id, "external_id": account.external_id},
    )
)
register_intake(
    Intake(
        name="contacts",
        room="customers",
        roles=("agent", "lead"),
        schema=ContactBody,
        read=ContactBody.model_validate,
        take=lambda bodies, access: put_contacts([body.given() for body in bodies], by=access.actor),
        brief=lambda contact: {"id": contact.id, "external_id": contact.external_id},
    )
)
register_topic("account", lambda access, id: Account.objects.visible_to(access).filter(id=id).exists())
register_topic("contact", lambda access, id: Contact.objects.visible_to(access).filter(id=id).exists())
