"""What is around Andon: its address, the mail relay, the listener, the disk, the keys."""

import os
import shutil
import smtplib
import stat
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

from andon.channels.email.relay import may_sign_in
from andon.project.supervise.answering import mail_answers, web_answers
from andon.project.supervise.installation import Installation

from .finding import Finding

_MEGABYTE = 1_000_000
_TIMEOUT = 5


def surroundings(installation: Installation) -> list[Finding]:
    return [_base_url(), _web(installation), _listener(installation), _relay(), _disk(installation.home), *_keys()]


def _base_url() -> Finding:
    base = urlsplit(settings.BASE_URL)
    if base.hostname in ("localhost", "127.0.0.1", "::1"):
        said = f"{settings.BASE_URL}; only this machine can open links in mails"
        return Finding("look", "Address", said, "Set ANDON_BASE_URL to what people type, such as https://care.example.")
    if base.scheme != "https":
        return Finding("ill", "Address", f"{settings.BASE_URL} is not https", "Put a proxy with TLS in front.")
    return Finding("well", "Address", settings.BASE_URL)


def _web(installation: Installation) -> Finding:
    if web_answers(installation):
        return Finding("well", "Web server", f"answers on {installation.listen}")
    return Finding("ill", "Web server", f"does not answer on {installation.listen}", "Start it with `andon up`.")


def _listener(installation: Installation) -> Finding:
    if mail_answers(installation):
        return Finding("well", "Mail in", f"takes mail for {settings.MAIL_ADDRESS} on {installation.mail_listen}")
    said = f"nobody takes mail on {installation.mail_listen}"
    return Finding("ill", "Mail in", said, "Start it with `andon up` or `andon mail`.")


def _relay() -> Finding:
    """Says hello and leaves; sends nothing."""
    relay = urlsplit(settings.MAIL_RELAY)
    host, port = relay.hostname or "127.0.0.1", relay.port or (465 if relay.scheme == "smtps" else 25)
    make = smtplib.SMTP_SSL if relay.scheme == "smtps" else smtplib.SMTP
    try:
        with make(host, port, timeout=_TIMEOUT) as smtp:
            smtp.ehlo()
            safe = not relay.username or smtp.has_extn("starttls") or may_sign_in(smtp, settings.MAIL_RELAY)
    except (OSError, smtplib.SMTPException) as error:
        remedy = "Set ANDON_MAIL_RELAY, such as smtp://user:password@mail.example:587. Mail waits and is tried again."
        return Finding("ill", "Mail out", f"the relay {host}:{port} does not answer: {error}", remedy)
    if not safe:
        said = f"the relay {host}:{port} offers no TLS, so it is not told the password, and no mail goes out"
        remedy = "Use smtps://; or end it with ?plain=yes if it is on this machine."
        return Finding("ill", "Mail out", said, remedy)
    return Finding("well", "Mail out", f"the relay {host}:{port} answers")


def _disk(home: Path) -> Finding:
    disk = shutil.disk_usage(home)
    said = f"{disk.free / _MEGABYTE / 1000:.1f} GB free for {home}"
    if disk.free < 200 * _MEGABYTE:
        return Finding("ill", "Disk", said, "Make room now: the database stops when the disk is full.")
    if disk.free < 2000 * _MEGABYTE or disk.free < disk.total / 20:
        return Finding("look", "Disk", said, "Make room soon.")
    return Finding("well", "Disk", said)


def _keys() -> list[Finding]:
    key_file = settings.HOME / "secret.keys"
    if "ANDON_SECRET_KEY" in os.environ or not key_file.exists():
        return []
    if stat.S_IMODE(key_file.stat().st_mode) & 0o077:
        return [Finding("ill", "Keys", f"others can read {key_file}", f"Run `chmod 600 {key_file}`.")]
    return [Finding("well", "Keys", "only Andon can read them")]
