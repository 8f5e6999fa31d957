"""Take what is new in a folder. A mail is committed here before it is marked there; its UID is remembered in the same
transaction, so that whatever ends in between, it is taken once.

A UID counts within its UIDVALIDITY (RFC 3501 section 2.3.1.1). In a folder that we see for the first time, or whose
UIDs began anew, the unread ones are new; what is here already byte for byte is not taken again.
"""

import hashlib
from dataclasses import dataclass

from django.db import transaction
from imap_tools.consts import MailMessageFlags
from imap_tools.mailbox import BaseMailBox

from andon.channels.actions.keep_large_mail import keep_large_mail
from andon.channels.actions.receive_mail import receive_mail
from andon.channels.models import ImapAccount, InboundMail

MOST_BYTES = 25 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class _Folder:
    validity: int
    next_uid: int


def take_new(account: ImapAccount, box: BaseMailBox) -> int:
    """The number of mails taken, oldest first."""
    folder = _opened(account, box)
    account.refresh_from_db(fields=["uid_validity", "last_uid", "untidy"])
    fresh = account.uid_validity != folder.validity
    if not fresh:
        tidy(account, box)
    taken = 0
    for uid in _new_uids(account, box, fresh=fresh):
        raw, size = _fetch(box, uid)
        if raw is not None:
            taken += _commit(account, uid, raw, size, folder, fresh=fresh)
            tidy(account, box)
    if fresh:
        _seen_whole(account, folder)
    return taken


def _opened(account: ImapAccount, box: BaseMailBox) -> _Folder:
    box.folder.set(account.folder)
    said = {name: box.client.response(name)[1] for name in ("UIDVALIDITY", "UIDNEXT")}
    numbers = {name: int(values[0]) if values and values[0] else 0 for name, values in said.items()}
    return _Folder(numbers["UIDVALIDITY"], numbers["UIDNEXT"])


def _new_uids(account: ImapAccount, box: BaseMailBox, *, fresh: bool) -> list[int]:
    if fresh:
        return sorted(int(uid) for uid in box.uids("UNSEEN"))
    found = (int(uid) for uid in box.uids(f"UID {account.last_uid + 1}:*"))
    # “*” is the last one also when it is older.
    return sorted(uid for uid in found if uid > account.last_uid)


def _fetch(box: BaseMailBox, uid: int) -> tuple[bytes | None, int]:
    """The mail byte for byte, or only its head when it is too large; None when it is gone meanwhile."""
    size = _number(box.client.uid("FETCH", str(uid), "(RFC822.SIZE)")[1])
    part = "BODY.PEEK[HEADER]" if size > MOST_BYTES else "BODY.PEEK[]"
    _said, found = box.client.uid("FETCH", str(uid), f"({part})")
    raw = next((bytes(piece[1]) for piece in found if isinstance(piece, tuple)), None)
    return raw, size


def _number(found: list[object]) -> int:
    text = b" ".join(piece for piece in found if isinstance(piece, bytes)).upper()
    digits = text.partition(b"RFC822.SIZE ")[2].split(b")")[0].split(b" ")[0]
    return int(digits) if digits.isdigit() else 0


@transaction.atomic
def _commit(account: ImapAccount, uid: int, raw: bytes, size: int, folder: _Folder, *, fresh: bool) -> int:
    """1 when it was taken, 0 when somebody else did, or it is here already."""
    row = ImapAccount.objects.select_for_update(of=("self",)).select_related("mailbox").get(pk=account.pk)
    if row.changed_at != account.changed_at:
        return 0
    if not fresh and (row.uid_validity != folder.validity or uid <= row.last_uid):
        return 0
    digest = hashlib.sha256(raw).hexdigest()
    known = InboundMail.objects.filter(mailbox=row.mailbox, blob_id=digest).exists()
    if not known and size > MOST_BYTES:
        keep_large_mail(raw, mailbox=row.mailbox)
    elif not known:
        receive_mail(raw, envelope_from="", envelope_to=[row.mailbox.address], mailbox=row.mailbox)
    if not fresh:
        row.last_uid = uid
    row.untidy = [*row.untidy, uid]
    row.save(update_fields=["last_uid", "untidy"])
    account.last_uid, account.untidy = row.last_uid, row.untidy
    return 0 if known else 1


def tidy(account: ImapAccount, box: BaseMailBox) -> None:
    """Mark, or move away, what was taken. Doing it again does no harm."""
    uids = [str(uid) for uid in account.untidy]
    if not uids:
        return
    box.flag(uids, MailMessageFlags.SEEN, True)
    if account.move_to:
        box.move(uids, account.move_to)
    with transaction.atomic():
        row = ImapAccount.objects.select_for_update().get(pk=account.pk)
        row.untidy = [uid for uid in row.untidy if str(uid) not in uids]
        row.save(update_fields=["untidy"])
    account.untidy = row.untidy


def _seen_whole(account: ImapAccount, folder: _Folder) -> None:
    """From now on whatever is above is new, read by somebody or not."""
    account.uid_validity, account.last_uid = folder.validity, max(folder.next_uid - 1, 0)
    account.save(update_fields=["uid_validity", "last_uid"])
