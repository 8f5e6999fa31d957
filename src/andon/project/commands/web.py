"""`andon web`: the web server."""

import argparse

from andon.project.supervise.installation import address

from .attach import find_installation


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--listen", help="host:port (default: ANDON_LISTEN, else 127.0.0.1:8000)")
    parser.add_argument("--workers", type=int, default=1, help="processes (default: 1)")


def run(options: argparse.Namespace) -> int:
    # Only the server's own children load Django.
    installation = find_installation()
    installation.enter()
    # WhiteNoise serves the rooms' files where they are; it only wants this folder to exist.
    (installation.home / "static").mkdir(parents=True, exist_ok=True)
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    host, port = address(options.listen or installation.listen)
    Granian(
        "andon.project.served:application",
        address=host,
        port=port,
        interface=Interfaces.ASGI,
        workers=options.workers,
        websockets=False,
        # Each live stream is an answer that stays open; the defaults let only 1,024 be.
        backlog=4096,
        backpressure=20_000,
        workers_kill_timeout=10,
        respawn_failed_workers=options.workers > 1,
        log_level=LogLevels.warning,
    ).serve()
    return 0
