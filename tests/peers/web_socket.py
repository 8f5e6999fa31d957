"""A server of WebSockets (RFC 6455), as far as short texts need it: it keeps what it hears and says what it is told."""

import base64
import contextlib
import hashlib
import socket
import struct
import threading
from collections.abc import Callable

_MAGIC = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
TEXT, CLOSE, PING, PONG = 1, 8, 9, 10


class Line:
    """One open line."""

    def __init__(self, peer: socket.socket) -> None:
        self.is_open = True
        self._peer = peer
        self._lock = threading.Lock()

    def say(self, text: str, kind: int = TEXT) -> None:
        self.frame(kind, text.encode())

    def frame(self, kind: int, body: bytes) -> None:
        length = bytes([len(body)]) if len(body) < 126 else b"\x7e" + struct.pack("!H", len(body))
        with self._lock:
            self._peer.sendall(bytes([0x80 | kind]) + length + body)

    def break_off(self) -> None:
        """As when a cable is pulled."""
        self.is_open = False
        with contextlib.suppress(OSError):
            self._peer.shutdown(socket.SHUT_RDWR)


class WebSockets:
    """`heard` is called with each text; `refuse`: lines are not taken."""

    def __init__(self, heard: Callable[[Line, str], None]) -> None:
        self.lines: list[Line] = []
        self.refuse = False
        self._heard = heard
        self._server = socket.create_server(("127.0.0.1", 0))
        self.url = f"ws://127.0.0.1:{self._server.getsockname()[1]}/link/?ticket=t1"
        self._thread = threading.Thread(target=self._accept, daemon=True)

    def start(self) -> "WebSockets":
        self._thread.start()
        return self

    def stop(self) -> None:
        with contextlib.suppress(OSError):
            self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()
        for line in self.lines:
            line.break_off()

    @property
    def open_lines(self) -> list[Line]:
        return [line for line in self.lines if line.is_open]

    def _accept(self) -> None:
        while True:
            try:
                peer, _address = self._server.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(peer,), daemon=True).start()

    def _serve(self, peer: socket.socket) -> None:
        with peer, contextlib.suppress(OSError, EOFError):
            reader = peer.makefile("rb")
            key = self._key(reader)
            if self.refuse:
                peer.sendall(b"HTTP/1.1 403 Forbidden\r\n\r\n")
                return
            accept = base64.b64encode(hashlib.sha1(key + _MAGIC).digest()).decode()  # noqa: S324  the protocol's own
            peer.sendall(
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                f"Sec-WebSocket-Accept: {accept}\r\n\r\n".encode()
            )
            line = Line(peer)
            self.lines.append(line)
            try:
                while self._frame(reader, line):
                    pass
            finally:
                line.is_open = False

    def _key(self, reader: object) -> bytes:
        key = b""
        while (text := reader.readline().strip()) != b"":  # type: ignore[attr-defined]
            name, _colon, value = text.partition(b":")
            if name.strip().lower() == b"sec-websocket-key":
                key = value.strip()
        return key

    def _frame(self, reader: object, line: Line) -> bool:
        def take(count: int) -> bytes:
            found: bytes = reader.read(count)  # type: ignore[attr-defined]
            if len(found) < count:
                raise EOFError
            return found

        first, second = take(2)
        length = second & 0x7F
        if length == 126:
            (length,) = struct.unpack("!H", take(2))
        elif length == 127:
            (length,) = struct.unpack("!Q", take(8))
        mask = take(4)
        body = bytes(byte ^ mask[number % 4] for number, byte in enumerate(take(length)))
        match first & 0x0F:
            case 1:
                self._heard(line, body.decode())
            case 9:
                line.frame(PONG, body)
            case 8:
                return False
        return True
