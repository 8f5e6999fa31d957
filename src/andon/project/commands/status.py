"""`andon status publish`: the public status pages as files. `andon status serve`: a tiny server for them, alone."""

import argparse
import os
import sys
from pathlib import Path

from andon.project.supervise.installation import Installation, address


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "publish writes the status pages into a folder, for any web server or store of files; andon up does so after "
        "each change and every minute. serve answers from that folder, and needs neither the database nor the rest."
    )
    what = parser.add_subparsers(dest="what", required=True, metavar="publish | serve")
    publish = what.add_parser("publish", help="write the pages once")
    publish.add_argument("--to", type=Path, help="the folder (default: ANDON_STATUS_FOLDER, else status in ANDON_HOME)")
    serve = what.add_parser("serve", help="answer from the folder until stopped")
    serve.add_argument("--from", dest="folder", type=Path, help="the folder (default: as for publish)")
    serve.add_argument("--listen", help="host:port (default: ANDON_STATUS_LISTEN, else 127.0.0.1:8001)")


def run(options: argparse.Namespace) -> int:
    return _publish(options.to) if options.what == "publish" else _serve(options.folder, options.listen)


def _publish(to: Path | None) -> int:
    from .attach import with_database

    with with_database():
        from django.conf import settings

        from andon.status_page.publishing import publish

        folder = to or settings.STATUS_FOLDER
        if folder is None:
            print("ANDON_STATUS_FOLDER is off. Name a folder with --to.", file=sys.stderr)
            return 1
        done = publish(folder)
    print(f"{done.pages} pages, {done.files} files written, in {done.folder}")
    return 0


def _serve(folder: Path | None, listen: str | None) -> int:
    installation = Installation.from_environment()
    wanted = folder or installation.status_folder
    if wanted is None:
        print("ANDON_STATUS_FOLDER is off. Name a folder with --from.", file=sys.stderr)
        return 1
    wanted.mkdir(parents=True, exist_ok=True)
    os.environ["ANDON_STATUS_FOLDER"] = str(wanted.absolute())
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    host, port = address(listen or installation.status_listen)
    Granian(
        "andon.status_page.serving.served:application",
        address=host,
        port=port,
        interface=Interfaces.ASGI,
        workers=1,
        websockets=False,
        backlog=1024,
        workers_kill_timeout=5,
        respawn_failed_workers=True,
        log_level=LogLevels.warning,
    ).serve()
    return 0
