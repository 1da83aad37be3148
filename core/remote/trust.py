"""Whom this till believes to be the service, and the way there: both are the shop's, not the environment's.

Whoever could name another authority and another proxy at once could read the token. So once a shop has people, only
its settings count (docs/decisions/0047).
"""

from __future__ import annotations

import os
import ssl
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from requests.adapters import DEFAULT_CA_BUNDLE_PATH
from requests.utils import get_environ_proxies

from core.remote.address import is_loopback

AUTHORITIES = ("SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")
PROXIES = ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy")
_BUNDLES = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")
_STORES = ("CA", "ROOT")
_FOR_SERVERS = "1.3.6.1.5.5.7.3.1"


@dataclass(frozen=True, slots=True)
class Trust:
    """`authority`: a file of certificates that count besides the system's; `proxy`: the address of one, "" for none.

    `environment`: there are no people yet, so what the environment names counts as well.
    """

    authority: str = ""
    proxy: str = ""
    environment: bool = True

    def context(self) -> ssl.SSLContext:
        """Return what a connection is checked against: the system's store, requests' own list, and the authority.

        An authority's file that cannot be read is none: the connection then says whose certificate is not trusted.
        """
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # checks the certificate and the name of the host
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        if self.environment:
            context.load_default_certs()
        else:
            _load_system_store(context)
        for file in self._files():
            load_authority(context, file)
        return context

    def proxies(self, base_url: str) -> dict[str, str]:
        """Return the way to the service. What runs on this machine is never asked for through a proxy."""
        if is_loopback(base_url):
            return {}
        if self.proxy:
            return {"https": self.proxy}
        return dict(get_environ_proxies(base_url)) if self.environment else {}

    def unused(self, environment: Mapping[str, str] = os.environ) -> list[str]:
        """Return the variables that are set and do not count."""
        return [] if self.environment else [name for name in (*AUTHORITIES, *PROXIES) if environment.get(name)]

    def _files(self) -> Iterator[str]:
        yield DEFAULT_CA_BUNDLE_PATH
        if self.environment:
            yield from (os.environ[name] for name in _BUNDLES if os.environ.get(name))
        if self.authority:
            yield self.authority


def load_authority(context: ssl.SSLContext, file: str) -> bool:
    """Let the certificates of a file count. Return False where there is none that can be read."""
    try:
        if Path(file).is_dir():
            context.load_verify_locations(capath=file)
        else:
            context.load_verify_locations(cafile=file)
    except (OSError, ValueError):  # ssl.SSLError is an OSError
        return False
    return True


def _load_system_store(context: ssl.SSLContext) -> None:
    """Load the system's own store from where it was built to be, whatever the environment says."""
    if sys.platform == "win32":
        for store in _STORES:
            for certificate, encoding, trusted in ssl.enum_certificates(store):
                if encoding == "x509_asn" and (trusted is True or _FOR_SERVERS in trusted):
                    context.load_verify_locations(cadata=certificate)
        return
    paths = ssl.get_default_verify_paths()
    for place in (paths.openssl_cafile, paths.openssl_capath):
        if Path(place).exists():
            load_authority(context, place)
