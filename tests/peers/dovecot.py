"""Debian's Dovecot as an IMAP server on loopback: any user, one password, Maildirs in a folder of the test."""

import getpass
import grp
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from pathlib import Path

import pytest
from imap_tools.mailbox import MailBoxUnencrypted

from tests.live_server import wait_until

BINARY = shutil.which("dovecot") or "/usr/sbin/dovecot"
needs_dovecot = pytest.mark.skipif(
    not Path(BINARY).exists(), reason="Dovecot is missing: apt-get install dovecot-imapd"
)
PASSWORD = "only-for-tests"
_CONFIG = """
protocols = imap
base_dir = {home}/run
log_path = {home}/dovecot.log
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
default_internal_user = {inner}
default_internal_group = {group}
default_login_user = {login}
mail_location = maildir:{mails}/%u
mail_uid = {owner}
mail_gid = {owner_group}
first_valid_uid = 1
auth_mechanisms = plain login{more}
imap_idle_notify_interval = 2 mins
mailbox_idle_check_interval = 1 secs
{capability}
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={owner} gid={owner_group} home={mails}/%u
}}
namespace inbox {{
  inbox = yes
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
{oauth}
"""
_OAUTH = """
passdb {{
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = {home}/oauth2.conf
}}
"""


class Dovecot:
    """`put(user, raw)` delivers a mail; `box(user)` is a client of it."""

    def __init__(self, home: Path, port: int) -> None:
        self.home = home
        self.port = port
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self._process = subprocess.Popen([BINARY, "-F", "-c", str(self.home / "dovecot.conf")])
        wait_until(lambda: _answers(self.port), what=f"Dovecot; see {self.home}")

    def stop(self) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait(15)
            self._process = None

    @contextmanager
    def box(self, user: str) -> Iterator[MailBoxUnencrypted]:
        box = MailBoxUnencrypted("127.0.0.1", self.port, timeout=10)
        box.login(user, PASSWORD)
        try:
            yield box
        finally:
            box.logout()

    def put(self, user: str, mail: EmailMessage | bytes, *, folder: str = "INBOX", seen: bool = False) -> None:
        raw = mail if isinstance(mail, bytes) else mail.as_bytes()
        with self.box(user) as box:
            box.append(raw, folder, flag_set=["\\Seen"] if seen else None)

    def log(self) -> str:
        return (self.home / "dovecot.log").read_text()


@contextmanager
def running_dovecot(*, idle: bool = True, oauth: str = "") -> Iterator[Dovecot]:
    """With `oauth`, the lines of its oauth2 settings: then XOAUTH2 is offered beside the password."""
    # Sockets have short paths only, and others than the owner must be let in.
    home = Path(tempfile.mkdtemp(prefix="dovecot-", dir="/tmp"))
    home.chmod(0o755)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    (home / "mails").mkdir()
    (home / "dovecot.conf").write_text(_config(home, port, idle=idle, oauth=bool(oauth)))
    (home / "oauth2.conf").write_text(oauth)
    server = Dovecot(home, port)
    try:
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(home, ignore_errors=True)


def _config(home: Path, port: int, *, idle: bool, oauth: bool) -> str:
    if os.getuid() == 0:
        # Dovecot serves no mail as root.
        inner, login, owner = "dovecot", "dovenull", "mail"
        os.chown(home / "mails", pwd.getpwnam(owner).pw_uid, pwd.getpwnam(owner).pw_gid)
    else:
        inner = login = owner = getpass.getuser()
    group = grp.getgrgid(pwd.getpwnam(inner).pw_gid).gr_name
    capability = "" if idle else "imap_capability = IMAP4rev1 SASL-IR LITERAL+ ENABLE"
    return _CONFIG.format(
        home=home,
        mails=home / "mails",
        port=port,
        inner=inner,
        group=group,
        login=login,
        owner=owner,
        owner_group=grp.getgrgid(pwd.getpwnam(owner).pw_gid).gr_name,
        password=PASSWORD,
        capability=capability,
        more=" xoauth2" if oauth else "",
        oauth=_OAUTH.format(home=home) if oauth else "",
    )


def _answers(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), 2) as found:
            return found.recv(100).startswith(b"* OK")
    except OSError:
        return False
