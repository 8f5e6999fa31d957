from .accounts import ACCOUNTS
from .cases import CASES
from .contacts import CONTACTS
from .kind import Kind
from .signals import SIGNALS

KINDS: dict[str, Kind] = {kind.name: kind for kind in (ACCOUNTS, CONTACTS, CASES, SIGNALS)}
