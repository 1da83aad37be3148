"""What the tests of the service's HTTP side share."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from core.server.data.database import database_url, open_database
from core.server.data.tables import metadata
from tests.core.server.report_desk import ReportDesk


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """Made here, for this test alone."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "shop")])
    now = datetime.now(UTC)
    until = now + timedelta(days=1)
    signed = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), now, until)
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path / "shop.pem"
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(secret + signed.public_bytes(serialization.Encoding.PEM))
    return path


@pytest.fixture
def file_desk(tmp_path: Path) -> Iterator[ReportDesk]:
    engine = open_database(database_url(tmp_path / "shop.sqlite"))
    yield ReportDesk(engine)
    engine.dispose()


@pytest.fixture
def served_desk(address: str) -> Iterator[ReportDesk]:
    engine = open_database(database_url(address))
    yield ReportDesk(engine)
    metadata.drop_all(engine)
    engine.dispose()
