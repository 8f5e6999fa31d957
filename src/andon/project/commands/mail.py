"""`andon mail`: takes in what comes by lines of our own: mail by our door and from IMAP mailboxes, vendors' sockets."""

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
    from andon.connections.listening import listen_to_vendors

    watching = [threading.Thread(target=watch, args=(stop,)) for watch in (watch_mailboxes, listen_to_vendors)]
    for thread in watching:
        thread.start()
    try:
        serve(options.listen or installation.mail_listen, stop)
    finally:
        stop.set()
        for thread in watching:
            thread.join()
    return 0
