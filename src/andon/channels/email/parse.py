"""Read a mail, whatever it is. Nothing here raises for what somebody sends: what cannot be read is left out."""

import html as html_escapes
import re
from collections.abc import Iterator
from email.message import EmailMessage
from email.utils import getaddresses

import nh3
from mailparser_reply.parser import EmailReplyParser

from andon.channels.rules.quoting import cut_quotation
from andon.kit.text import scrub

from .bounce import Report, read_report
from .parsed import ParsedAttachment, ParsedMail
from .proof import Proof, read_results
from .reading import read_mail

_LANGUAGES = ["en", "de", "es", "fr", "it", "pt"]
_BLOCK_END = re.compile(r"(?i)<(br|/p|/div|/li|/tr|/h[1-6]|/blockquote)[^<>]{0,500}>")
# Neither control characters nor halves of pairs: the database keeps no NUL, and who sends one looks for trouble.
_PLAIN = r"[^<>@\s\x00-\x1f\x7f\ufffd\ud800-\udfff]"
_IDS = re.compile(rf"<(?:{_PLAIN}|@){{1,500}}>")
_ADDRESS = re.compile(rf"{_PLAIN}{{1,64}}@{_PLAIN}{{1,190}}")
_MOST_TEXT = 200_000
_MOST_TAGS = 10_000
_TAG = re.compile(r"<[^<>]{0,1000}>")
# What a library of clients' phrases reads in reasonable time: it searches from each word of a line that may lead a
# quotation in, and holds up the whole process while it does.
_MOST_FOLDED = 20_000
_AIR = re.compile(r"(?m)(?:^[> ]*\n){4,}")
_SLOW = re.compile(r"(?im)^[>\s]*(?:On|Am|Le|El|Il|Em|No)\b.{300}")


def parse_mail(
    raw: bytes, *, trusted_server: str = "", proof: Proof | None = None, at_return_path: bool = False
) -> ParsedMail:
    """The parts of a mail. `trusted_server` is the authserv-id whose Authentication-Results are believed.

    `proof`: what was found out before. `at_return_path`: it came where only reports of failure should come.
    """
    mail = read_mail(raw)
    text, markup = _bodies(mail)
    whole = text or _text_of(markup)
    reply, quoted = _fold(whole)
    name, address = next(iter(_addresses(mail, "From")), ("", ""))
    report = _report(mail, at_return_path)
    return ParsedMail(
        message_id=next(iter(_IDS.findall(_header(mail, "Message-ID"))), ""),
        in_reply_to=next(iter(_IDS.findall(_header(mail, "In-Reply-To"))), ""),
        references=_IDS.findall(_header(mail, "References"))[-50:],
        from_name=name[:200],
        from_address=address,
        recipients=[
            found
            for header in ("To", "Cc", "Delivered-To", "X-Original-To")
            for _name, found in _addresses(mail, header)
        ],
        copies=[found for header in ("To", "Cc") for _name, found in _addresses(mail, header)],
        subject=_header(mail, "Subject")[:300],
        reply=reply,
        quoted=quoted,
        html=_clean(markup),
        language=_header(mail, "Content-Language").split(",")[0].strip()[:12].lower(),
        automatic=report is not None or _is_automatic(mail),
        proof=proof or read_results(mail, address, trusted_server) or Proof(domain=address.rpartition("@")[2]),
        report=report,
        attachments=list(_attachments(mail)),
    )


def _report(mail: EmailMessage, at_return_path: bool) -> Report | None:
    try:
        return read_report(mail, at_return_path=at_return_path)
    except Exception:  # noqa: BLE001  the parser raises many things for a broken header
        return None


def _header(mail: EmailMessage, name: str) -> str:
    try:
        return scrub(str(mail.get(name, "") or ""))
    except Exception:  # noqa: BLE001  the parser raises many things for a broken header
        return ""


def _addresses(mail: EmailMessage, name: str) -> list[tuple[str, str]]:
    try:
        found = getaddresses([str(value) for value in mail.get_all(name, [])])
    except Exception:  # noqa: BLE001  the parser raises many things for a broken header, RecursionError too
        return []
    return [(scrub(person).strip(), address.lower()) for person, address in found if _ADDRESS.fullmatch(address)]


def _leaves(mail: EmailMessage) -> Iterator[EmailMessage]:
    for part in mail.walk():
        if not part.is_multipart() and isinstance(part, EmailMessage):
            yield part


def _bodies(mail: EmailMessage) -> tuple[str, str]:
    """The first plain and the first HTML part that are no attachment."""
    found = {"text/plain": "", "text/html": ""}
    for part in _leaves(mail):
        kind = part.get_content_type()
        if kind in found and not found[kind] and not _name_of(part):
            found[kind] = scrub(_decode(part))[:_MOST_TEXT]
    return found["text/plain"], found["text/html"]


def _decode(part: EmailMessage) -> str:
    content = part.get_payload(decode=True)
    content = content if isinstance(content, bytes) else b""
    for charset in (part.get_content_charset("utf-8"), "utf-8"):
        try:
            return content.decode(charset)
        except (LookupError, ValueError):
            continue
    return content.decode("latin-1")


def _clean(markup: str) -> str:
    """What is too deep to clean in reasonable time is shown as text alone; the original stays."""
    if not markup or markup.count("<") > _MOST_TAGS:
        return ""
    return nh3.clean(markup, url_schemes={"http", "https", "mailto"})[:_MOST_TEXT]


def _text_of(markup: str) -> str:
    if markup.count("<") > _MOST_TAGS:
        markup = _TAG.sub(" ", markup).replace("<", " ")
    plain = nh3.clean(_BLOCK_END.sub(lambda end: end.group() + "\n", markup), tags=set())
    return re.sub(r"\n{3,}", "\n\n", html_escapes.unescape(plain)).strip()


def _fold(text: str) -> tuple[str, str]:
    """What is new, and the rest with the quoted text. Mails end their lines with CRLF, which the parser rewrites."""
    text = "\n".join(line.rstrip() for line in text.replace("\r\n", "\n").split("\n"))
    text = _AIR.sub(lambda lines: "\n".join(lines[0].split("\n")[:3]) + "\n", text).strip()
    reply = cut_quotation(_cut_phrases(text) or text)
    return reply, "" if reply == text else text.removeprefix(reply).strip()


def _cut_phrases(text: str) -> str:
    if len(text) > _MOST_FOLDED or _SLOW.search(text):
        return ""
    try:
        return (EmailReplyParser(languages=_LANGUAGES).parse_reply(text) or "").strip()
    except Exception:  # noqa: BLE001  a library's trouble with odd text must not lose the mail
        return ""


def _name_of(part: EmailMessage) -> str:
    try:
        return part.get_filename() or ""
    except Exception:  # noqa: BLE001  the parser raises many things for a broken header
        return "attachment"


def _attachments(mail: EmailMessage) -> Iterator[ParsedAttachment]:
    for part in _leaves(mail):
        name = _name_of(part)
        content = part.get_payload(decode=True)
        if name and isinstance(content, bytes):
            yield ParsedAttachment(scrub(name).replace("/", "_")[-120:], scrub(part.get_content_type())[:100], content)


def _is_automatic(mail: EmailMessage) -> bool:
    """RFC 3834, and what the great mail systems add to it."""
    submitted = _header(mail, "Auto-Submitted").lower()
    return (
        (bool(submitted) and not submitted.startswith("no"))
        or _header(mail, "Precedence").lower() in ("bulk", "list", "junk", "auto_reply")
        or bool(_header(mail, "List-Id"))
        or bool(_header(mail, "X-Autoreply") or _header(mail, "X-Autorespond"))
        or "oof" in _header(mail, "X-Auto-Response-Suppress").lower()
        or _header(mail, "Return-Path").strip() == "<>"
    )
