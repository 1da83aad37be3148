"""Whether a byte of a request has left is known, not inferred; and nothing waits for ever."""

from __future__ import annotations

import datetime
import ipaddress
import socket
import ssl
import time
from contextlib import closing

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from core.domain.reply import BalanceWritten, CardRead, Lost, NotSent, UntrustedCertificate
from core.remote.http_gateway import HttpGateway
from core.remote.transport import Bounds
from tests.core.remote.scripted_server import TRANSACTION, ScriptedServer, card_with, drip, reply

SMALL = Bounds(connect_s=30.0, read_s=0.2, total_s=0.3)
PATIENT = Bounds(connect_s=30.0, read_s=30.0, total_s=60.0)


def put(url: str, bounds: Bounds = PATIENT) -> object:
    with closing(HttpGateway(url, "secret-token", bounds=bounds)) as gateway:
        return gateway.put_balance(42, 8500, "USD")


def test_nobody_listens():
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
    assert put(f"http://127.0.0.1:{port}/api") == NotSent("no connection")


def test_a_name_that_nobody_knows():
    assert put("https://service.invalid/api") == NotSent("the name of the service is not known here")


def test_a_connection_that_is_not_taken_in_time():
    with closing(socket.socket()) as full:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        with closing(socket.create_connection(full.getsockname())):
            port = full.getsockname()[1]
            assert put(f"http://127.0.0.1:{port}/api", Bounds(connect_s=0.1)) == NotSent("no connection in time")


def test_plain_text_where_tls_was_expected_is_before_sending():
    with ScriptedServer(b"HTTP/1.1 400 Bad Request\r\n\r\n") as server:
        assert isinstance(put(server.url.replace("http:", "https:"), Bounds(connect_s=0.1)), NotSent)


def certificate(folder):
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / "service.pem"
    path.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return path


class SecureServer(ScriptedServer):
    """Speaks TLS; `broken` sends bytes that are no TLS instead of the reply, after the request was read."""

    def __init__(self, path, answer, broken=False):
        super().__init__(answer)
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(path)
        self.broken = broken

    @property
    def url(self):
        return super().url.replace("http:", "https:")

    def _serve(self, connection):
        plain = connection.dup()
        with plain:
            try:
                with self.context.wrap_socket(connection, server_side=True) as secure:
                    if self.broken:
                        self.requests.append(secure.recv(65536))
                        plain.sendall(b"this is no TLS record")
                    else:
                        super()._serve(secure)
            except OSError:
                pass


def test_a_service_whose_certificate_nobody_vouches_for_hears_nothing(tmp_path):
    with SecureServer(certificate(tmp_path), reply(200, TRANSACTION)) as server:
        assert put(server.url) == NotSent(
            "no secure connection", certificate=UntrustedCertificate("untrusted", "localhost")
        )
        assert server.requests == []


def test_the_machines_own_certificate_store_counts(tmp_path, monkeypatch):
    path = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(path))
    with SecureServer(path, reply(200, TRANSACTION)) as server:
        assert isinstance(put(server.url), BalanceWritten)


def test_tls_that_breaks_inside_the_reply_is_unknown(tmp_path, monkeypatch):
    """urllib3 raises the same error as for a certificate that is not trusted; the request has left all the same."""
    path = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(path))
    with SecureServer(path, b"", broken=True) as server:
        assert isinstance(put(server.url), Lost)
        assert b"/balance" in server.requests[0]


def test_a_kept_connection_found_closed_is_unknown_for_a_write():
    """The service may have read the request before it closed."""

    def close_unanswered(connection, over):
        pass

    answers = reply(200, card_with()), close_unanswered, reply(200, TRANSACTION)
    with ScriptedServer(*answers) as server, closing(HttpGateway(server.url, "token", bounds=PATIENT)) as gateway:
        assert isinstance(gateway.read_card(42), CardRead)
        assert isinstance(gateway.put_balance(42, 8500, "USD"), Lost)
        assert server.connections == 1
        assert len(server.requests) == 2


@pytest.mark.parametrize(
    "text",
    [b"HTTP/1.1 200 OK\r\nX: ", b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\nContent-Type: application/json\r\n\r\n"],
)
def test_a_slow_drip_ends_when_the_whole_time_is_used_up(text):
    with ScriptedServer(drip(text)) as server:
        begun = time.monotonic()
        got = put(server.url, SMALL)
        assert isinstance(got, Lost)
        assert got == Lost("no answer in time", got.status)
        assert time.monotonic() - begun < 30
