"""Whether the doors are free, and whether they answer."""

import contextlib
import http.client
import socket

from .installation import Installation, address


def free_ports(installation: Installation) -> str:
    """Why a port cannot be had, in words; "" when all can."""
    wanted = [
        ("web server", installation.listen, "ANDON_LISTEN"),
        ("mail listener", installation.mail_listen, "ANDON_MAIL_LISTEN"),
    ]
    if installation.serves_status:
        wanted.append(("server of the status pages", installation.status_listen, "ANDON_STATUS_LISTEN"))
    for what, listen, setting in wanted:
        host, port = address(listen)
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            # As the servers do: an address in TIME_WAIT is free.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError as error:
                return (
                    f"The {what} cannot listen on {host}:{port}: {error.strerror}. "
                    f"Is another program there? Set {setting} to another address, such as {host}:{port + 100}."
                )
    return ""


def web_answers(installation: Installation) -> bool:
    host, port = _to_reach(installation.listen)
    connection = http.client.HTTPConnection(host, port, timeout=5)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def mail_answers(installation: Installation) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(_to_reach(installation.mail_listen), timeout=5) as door:
        door.settimeout(5)
        return door.recv(3) == b"220"
    return False


def _to_reach(listen: str) -> tuple[str, int]:
    host, port = address(listen)
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host), port  # noqa: S104
