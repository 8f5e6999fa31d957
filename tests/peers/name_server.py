"""A tiny DNS server on loopback (UDP): it answers the records it was given, and can fall silent."""

import socket
import threading

import dns.flags
import dns.message
import dns.rcode
import dns.rdatatype
import dns.rrset


class NameServer:
    """`put("example.org", "MX", "10 mx.example.org.")`; TXT is split as the protocol wants it. `silent`: no answer."""

    def __init__(self) -> None:
        self.records: dict[tuple[str, str], list[str]] = {}
        self.silent = False
        self.asked: list[tuple[str, str]] = []
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", 0))
        self.at = f"127.0.0.1:{self._socket.getsockname()[1]}"
        self._thread = threading.Thread(target=self._run, daemon=True)

    def start(self) -> "NameServer":
        self._thread.start()
        return self

    def stop(self) -> None:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as last:
            last.sendto(b"", self._socket.getsockname())
        self._thread.join(10)
        self._socket.close()

    def put(self, name: str, kind: str, *values: str) -> None:
        self.records[(name.lower().rstrip("."), kind)] = list(values)

    def _run(self) -> None:
        while True:
            asked, sender = self._socket.recvfrom(4096)
            if not asked:
                return
            if not self.silent:
                self._socket.sendto(self._answer(asked), sender)

    def _answer(self, asked: bytes) -> bytes:
        query = dns.message.from_wire(asked)
        question = query.question[0]
        name, kind = str(question.name).lower().rstrip("."), dns.rdatatype.to_text(question.rdtype)
        self.asked.append((name, kind))
        answer = dns.message.make_response(query)
        answer.flags |= dns.flags.AA | dns.flags.RA
        values = self.records.get((name, kind), [])
        if values:
            texts = [_quoted(value) if kind == "TXT" else value for value in values]
            answer.answer.append(dns.rrset.from_text(question.name, 60, "IN", kind, *texts))
        elif not any(known == name for known, _kind in self.records):
            answer.set_rcode(dns.rcode.NXDOMAIN)
        return answer.to_wire()


def _quoted(text: str) -> str:
    return " ".join(f'"{text[at : at + 200]}"' for at in range(0, len(text), 200))
