"""`andon mail`: takes mail in, by our own door and from IMAP mailboxes."""

import argparse
import threading

from .attach import attach, end_on_signals


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--listen", help="host:port for SMTP, lmtp:host:port for LMTP (default: ANDON_MAIL_LISTEN, else 127.0.0.1:8025)"
    )


def run(options: argparse.Namespace) -> int:
    installation = attach()
    stop = end_on_signals()
    from andon.channels.email.imap.watch import watch_mailboxes
    from andon.channels.email.listener import serve

    watching = threading.Thread(target=watch_mailboxes, args=(stop,), name="andon-imap")
    watching.start()
    try:
        serve(options.listen or installation.mail_listen, stop)
    finally:
        stop.set()
        watching.join()
    return 0
