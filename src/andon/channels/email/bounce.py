"""Reports about mails of ours: which did not arrive for good, which is late, of which somebody complains.

RFC 3464 and RFC 5965 are read here; the many older ways to say the same by `flufl.bounce`.
"""

import logging
import re
from dataclasses import dataclass
from email.message import EmailMessage, Message

from flufl.bounce import all_failures

from andon.kit.text import scrub

_ID = re.compile(r"(?im)^[>\s]{0,8}message-id:\s{0,8}(<[^<>\s]{1,500}>)")
_DAEMON = re.compile(r"(?i)\b(mailer-daemon|postmaster|mail-daemon|mdaemon|mailerdaemon|bounce)[^@]{0,40}@")
_MOST_TEXT = 200_000
_LONGEST_LINE = 2_000
_MOST_PARTS = 30
# It tells the log of each stranger's mail that one of its readers stumbles over.
logging.getLogger("flufl.bounce").disabled = True


@dataclass(frozen=True, slots=True)
class Report:
    """`message_id` "" when it does not say which mail it is about. `final`: that mail will not arrive.

    `failed`: the addresses that it names, lower case. `status`: as RFC 3463 has it, such as 5.1.1, or "".
    """

    message_id: str = ""
    final: bool = False
    failed: tuple[str, ...] = ()
    status: str = ""
    reason: str = ""
    complaint: bool = False


def read_report(mail: EmailMessage, *, at_return_path: bool = False) -> Report | None:
    """None when the mail is no such report. `at_return_path`: it came where only reports should come."""
    kind = str(mail.get_param("report-type") or "") if mail.get_content_type() == "multipart/report" else ""
    if kind == "feedback-report":
        return Report(_id_in(mail), final=True, reason="reported as spam", complaint=True)
    if kind == "delivery-status":
        return _by_the_book(mail)
    if at_return_path or _DAEMON.search(str(mail.get("From", ""))[:500]) or mail.get("X-Failed-Recipients"):
        return _of_old(mail)
    return None


def _by_the_book(mail: EmailMessage) -> Report:
    status = "".join(part.as_string() for part in mail.walk() if part.get_content_type() == "message/delivery-status")
    status = status[:_MOST_TEXT]
    final = bool(re.search(r"(?im)^action:\s{0,8}failed", status) or re.search(r"(?im)^status:\s{0,8}5\.", status))
    code = re.search(r"(?im)^status:\s{0,8}([245]\.\d{1,3}\.\d{1,3})", status)
    said = re.search(r"(?im)^diagnostic-code:\s{0,8}(?:[\w-]{1,20};)?(.{1,1000})$", status)
    failed = re.findall(
        r"(?im)^(?:final|original)-recipient:\s{0,8}[\w-]{1,20};\s{0,8}<?([^<>\s]{3,254})>?\s*$", status
    )
    return Report(
        message_id=_id_in(mail),
        final=final,
        failed=tuple(dict.fromkeys(address.lower() for address in failed)),
        status=code[1] if code else "",
        reason=scrub(said[1]).strip()[:500] if said else "the receiving server returned it",
    )


def _of_old(mail: EmailMessage) -> Report | None:
    """Of servers with a way of their own."""
    text = "\n".join(_texts(mail))
    try:
        late, failed = all_failures(_shortened(mail, text))
    except Exception:  # noqa: BLE001  a library's trouble with odd text must not lose the mail
        return None
    if not late and not failed:
        return None
    code = re.search(r"\b([45]\.\d{1,3}\.\d{1,3})\b", text)
    return Report(
        message_id=_id_in(mail),
        final=bool(failed),
        failed=tuple(address.decode(errors="replace").lower() for address in sorted(failed or late)),
        status=code[1] if code else "",
        reason=_said(text),
    )


def _said(text: str) -> str:
    """The line that names the reason, as far as one can tell."""
    wanted = re.search(r"(?m)^.{0,200}?\b(?:550|551|552|553|554|5\.\d\.\d)\b.{0,300}$", text)
    return " ".join(wanted[0].split())[:500] if wanted else "the receiving server returned it"


def _shortened(mail: EmailMessage, text: str) -> Message:
    """The library reads with expressions that were not made for strangers' bytes: only what is short enough."""
    few = sum(1 for _part in mail.walk()) <= _MOST_PARTS
    if few and len(text) < _MOST_TEXT and all(len(line) <= _LONGEST_LINE for line in text.split("\n")):
        return mail
    short = EmailMessage()
    for name in ("From", "Subject"):
        short[name] = " ".join(str(mail.get(name, "")).split())[:300]
    short.set_content("\n".join(line[:_LONGEST_LINE] for line in text[:50_000].split("\n")))
    return short


def _texts(mail: EmailMessage) -> list[str]:
    found = []
    for part in mail.walk():
        if not part.is_multipart():
            content = part.get_payload(decode=True)
            if isinstance(content, bytes) and part.get_content_maintype() in ("text", "message"):
                found.append(scrub(content[:_MOST_TEXT].decode("latin-1")))
        elif part.get_content_type() == "message/rfc822":
            found.append(scrub(str(part)[:_MOST_TEXT]))
    return found


def _id_in(mail: EmailMessage) -> str:
    """The Message-ID of the mail that came back: in what stands below the report's own heads."""
    for part in mail.walk():
        found = _ID.search(f"Message-ID: {part['Message-ID']}") if part is not mail else None
        if found:
            return found[1]
    found = _ID.search("\n".join(_texts(mail)))
    return found[1] if found else ""
