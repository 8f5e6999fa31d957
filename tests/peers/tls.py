"""A TLS end in front of the product, with a certificate made for it: what a proxy does in production."""

import asyncio
import contextlib
import datetime
import ipaddress
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.types import CertificateIssuerPrivateKeyTypes
from cryptography.x509.oid import NameOID


@contextmanager
def behind_tls(folder: Path, port: int) -> Iterator[tuple[int, Path]]:
    """Its port, and the certificate to trust; whatever arrives goes on to `port` as it is."""
    context, certificate = made_context(folder)
    end = _End(context, port)
    thread = threading.Thread(target=lambda: asyncio.run(end.serve()))
    thread.start()
    try:
        assert end.ready.wait(10), "the TLS end did not start"
        yield end.port, certificate
    finally:
        end.stop()
        thread.join(10)


def made_context(folder: Path) -> tuple[ssl.SSLContext, Path]:
    """For a server of localhost, and the certificate to trust."""
    certificate, key = _make(folder)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context, certificate


class _End:
    def __init__(self, context: ssl.SSLContext, inside: int) -> None:
        self.ready = threading.Event()
        self.port = 0
        self._context = context
        self._inside = inside

    async def serve(self) -> None:
        self._loop, self._over = asyncio.get_running_loop(), asyncio.Event()
        server = await asyncio.start_server(self._pass_on, "127.0.0.1", 0, ssl=self._context)
        self.port = server.sockets[0].getsockname()[1]
        self.ready.set()
        await self._over.wait()
        server.close()
        mine = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in mine:
            task.cancel()
        await asyncio.gather(*mine, return_exceptions=True)

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._over.set)

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        inside, outside = await asyncio.open_connection("127.0.0.1", self._inside)
        try:
            await asyncio.gather(_pump(reader, outside), _pump(inside, writer))
        finally:
            for one in (writer, outside):
                one.close()
                with contextlib.suppress(OSError, asyncio.CancelledError):
                    await asyncio.wait_for(one.wait_closed(), 2)


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError):
        while chunk := await reader.read(65536):
            writer.write(chunk)
            await writer.drain()
    with contextlib.suppress(OSError):
        writer.close()


def certificate_for(key: CertificateIssuerPrivateKeyTypes, *, days: int = 1) -> x509.Certificate:
    """Signed by itself, for localhost; over already with negative days."""
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    ends = datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=days)
    names = x509.SubjectAlternativeName([x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(ends - datetime.timedelta(days=2))
        .not_valid_after(ends)
        .add_extension(names, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )


def _make(folder: Path) -> tuple[Path, Path]:
    key = ec.generate_private_key(ec.SECP256R1())
    made = certificate_for(key)
    certificate, private = folder / "certificate.pem", folder / "key.pem"
    certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return certificate, private
