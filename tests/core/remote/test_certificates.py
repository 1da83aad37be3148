"""Whose certificate counts, and what is said of one that does not: over real TLS, with an authority of our own."""

from __future__ import annotations

import datetime
import ipaddress
import ssl
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from core.bootstrap import open_core
from core.domain.command import Issue
from core.domain.reply import CardPage, NotSent, UntrustedCertificate
from core.domain.staff import Role
from core.errors import BadInput, RuleRefused, ServiceFailed
from core.remote.http_gateway import HttpGateway
from core.remote.trial import try_service
from core.remote.trust import Trust
from core.services.link.connection import ServiceConnection
from core.settings import Settings
from tests.builders import StoppedClock
from tests.core.remote.scripted_server import CARD, ScriptedServer, reply
from tests.core.remote.test_departure import SecureServer

NOW = datetime.datetime.now(datetime.UTC)
DAY = datetime.timedelta(days=1)
NAME = "Harbour Books Authority"
LISTED = reply(200, {"gift_cards": [CARD]})
TOKEN = "token-of-the-till"
PROXY = "HTTPS_PROXY"


@dataclass(frozen=True)
class Authority:
    """A company's own: `file` is what a shop would set; `issue` makes a file for a server."""

    file: Path
    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    def issue(self, *, host: str = "127.0.0.1", until: datetime.datetime = NOW + DAY) -> Path:
        key = ec.generate_private_key(ec.SECP256R1())
        address = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(host))])
        made = _made(key, "shop.example", self.certificate.subject, until).add_extension(address, critical=False)
        path = self.file.with_name(f"{host}-{until.timestamp()}.pem")
        path.write_bytes(_private(key) + _public(made.sign(self.key, hashes.SHA256())))
        return path


def _made(
    key: ec.EllipticCurvePrivateKey, name: str, issuer: x509.Name, until: datetime.datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW - 9 * DAY)
        .not_valid_after(until)
    )


def _private(key: ec.EllipticCurvePrivateKey) -> bytes:
    plain = serialization.NoEncryption()
    return key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)


def _public(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Authority:
    for name in ("SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", PROXY, "https_proxy"):
        monkeypatch.delenv(name, raising=False)
    key = ec.generate_private_key(ec.SECP256R1())
    own = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    may_sign = x509.BasicConstraints(ca=True, path_length=None)
    made = _made(key, NAME, own, NOW + DAY).add_extension(may_sign, critical=True).sign(key, hashes.SHA256())
    file = tmp_path / "authority.pem"
    file.write_bytes(_public(made))
    return Authority(file, key, made)


def asked(server: ScriptedServer, trust: Trust) -> object:
    with closing(HttpGateway(server.url, TOKEN, trust=trust)) as gateway:
        return gateway.list_cards(None, 1)


@pytest.mark.fault("reply 13")
def test_the_authority_of_the_shop_counts(authority: Authority) -> None:
    trust = Trust(str(authority.file), environment=False)
    with SecureServer(authority.issue(), LISTED) as server:
        assert isinstance(asked(server, trust), CardPage)
        server.answers = [LISTED, reply(200, {"gift_card": CARD})]
        assert try_service(server.url, TOKEN, trust) == server.url


@pytest.mark.slow
@pytest.mark.parametrize(
    ("fault", "trusted", "changes"),
    [
        ("untrusted", False, {}),
        ("expired", True, {"until": NOW - DAY}),
        ("name", True, {"host": "192.0.2.7"}),
    ],
)
def test_reply_13_what_is_wrong_is_said_with_who_issued_it(
    authority: Authority, fault: str, trusted: bool, changes: dict[str, object]
) -> None:
    """And nothing is sent: not one byte of the token."""
    trust = Trust(str(authority.file) if trusted else "", environment=False)
    with SecureServer(authority.issue(**changes), LISTED) as server:  # type: ignore[arg-type]
        answer = asked(server, trust)
        assert isinstance(answer, NotSent)
        assert answer.certificate == UntrustedCertificate(fault, NAME)
        with pytest.raises(ServiceFailed) as failed:
            try_service(server.url, TOKEN, trust)
        assert failed.value.key == f"service.certificate_{fault}"
        assert NAME in failed.value.sentence
        assert server.requests == []
        connection = ServiceConnection(server.url, StoppedClock(), switched_off=False)
    connection.failed(answer)
    assert connection.condition.problem is not None
    assert connection.condition.problem.key == f"service.certificate_{fault}"


def test_reply_13_the_first_sale_and_the_doctor_say_it_too(authority: Authority, tmp_path: Path) -> None:
    """A till that never met its service promises nothing, and says why in the same words."""
    (tmp_path / "till").mkdir()
    with SecureServer(authority.issue(), LISTED) as server:
        settings = Settings(tmp_path / "till", server.url, TOKEN, state_dir=tmp_path / "state")
        with closing(open_core(settings)) as core:
            with pytest.raises(ServiceFailed) as failed:
                core.replay.run(core.desk.submit(Issue(500, "USD")).operation_id)
            assert failed.value.key == "service.certificate_untrusted"
            assert NAME in failed.value.sentence
            found = {finding.check: finding for finding in core.doctor.examine()}
            assert (found["service"].state, NAME in found["service"].text) == ("bad", True)
        assert server.requests == []


@pytest.mark.slow
@pytest.mark.parametrize("name", ["SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"])
def test_reply_13_an_authority_of_the_environment_counts_only_before_there_are_people(
    authority: Authority, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, str(authority.file))
    with SecureServer(authority.issue(), LISTED) as server:
        assert isinstance(asked(server, Trust()), CardPage)
        before = len(server.requests)
        assert isinstance(asked(server, Trust(environment=False)), NotSent)
        assert len(server.requests) == before
    assert Trust(environment=False).unused() == [name]


@pytest.mark.fault("attack 2")
def test_a_proxy_of_the_environment_is_no_way_once_there_are_people(
    authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    denied = b"HTTP/1.1 407 Who are you\r\nContent-Length: 0\r\n\r\n"
    with ScriptedServer(denied) as foreign, ScriptedServer(denied) as own:
        monkeypatch.setenv(PROXY, foreign.origin)
        for trust in (Trust(environment=False), Trust(proxy=own.origin, environment=False)):
            with closing(HttpGateway("https://service.invalid/api", TOKEN, trust=trust)) as gateway:
                assert isinstance(gateway.list_cards(None, 1), NotSent)
        assert foreign.requests == []
        assert own.requests[0].startswith(b"CONNECT service.invalid:443")
        assert TOKEN.encode() not in b"".join(own.requests)


def test_an_authority_s_file_that_is_gone_trusts_nobody(authority: Authority, tmp_path: Path) -> None:
    with SecureServer(authority.issue(), LISTED) as server:
        assert isinstance(asked(server, Trust(str(tmp_path / "gone.pem"), environment=False)), NotSent)


@pytest.mark.fault("reply 13")
def test_the_system_s_store_is_the_one_it_was_built_with(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", "/nonexistent.pem")
    context = Trust(environment=False).context()
    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.check_hostname
    assert context.cert_store_stats()["x509_ca"] > 50


@pytest.mark.fault("attack 2")
def test_the_shop_sets_its_authority_and_its_people_end_the_environment(
    tmp_path: Path, authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A manager's act like every setting of the shop; it counts from the next start."""
    folder = tmp_path / "till"
    folder.mkdir()
    with SecureServer(authority.issue(), LISTED) as server:
        settings = Settings(folder, server.url, TOKEN, state_dir=tmp_path / "state")
        core = open_core(settings)
        try:
            with pytest.raises(BadInput):
                core.preferences.set("service.authority", str(tmp_path / "none.pem"))
            with pytest.raises(BadInput):
                core.preferences.set("service.proxy", "http://name:secret@proxy:3128")
            assert core.preferences.set("service.proxy", "") == ""
            assert core.preferences.set("service.authority", str(authority.file)) == str(authority.file)
        finally:
            core.close()
        core = open_core(settings)
        try:
            core.sync.step()
            assert core.connection.condition.state == "online"
            core.staff.put("Anna", Role.MANAGER, "471182")
        finally:
            core.close()
        monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))
        with closing(open_core(settings)) as core:
            found = {finding.check: finding for finding in core.doctor.examine()}
            assert found["environment"].state == "warn"
            assert found["environment"].text.startswith("SSL_CERT_FILE not used")
            with pytest.raises(RuleRefused):  # nobody has signed in
                core.preferences.set("service.authority", "")
