"""Signs what was built: a signed repository for apt, and a signature and sums for whoever downloads a single file.

`repository.py PACKAGES DIR` with COUNTERFOIL_GPG_KEY (a fingerprint in gpg's own keyring) keeps the repository in DIR
up to date; a till that has it among its sources gets each version by apt or unattended-upgrades. With
COUNTERFOIL_MINISIGN_KEY, a file with a secret key of minisign, each package gets PACKAGE.minisig. The keys stay with
whoever releases.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

_DISTRIBUTIONS = """\
Origin: Counterfoil
Label: Counterfoil
Suite: stable
Codename: stable
Architectures: amd64
Components: main
Description: The gift card desk of a shop, and its service
SignWith: {key}
"""
_SOURCE = """\
Types: deb
URIs: {address}
Suites: stable
Components: main
Signed-By: /usr/share/keyrings/counterfoil.gpg
"""


def publish(packages: list[Path], place: Path, key: str) -> None:
    """Put the packages into the repository at `place`, and its public key beside it, as counterfoil.gpg."""
    (place / "conf").mkdir(parents=True, exist_ok=True)
    (place / "conf" / "distributions").write_text(_DISTRIBUTIONS.format(key=key), "utf-8")
    for package in packages:
        subprocess.run(["reprepro", "--silent", "-b", str(place), "includedeb", "stable", str(package)], check=True)
    exported = subprocess.run(["gpg", "--export", key], capture_output=True, check=True)
    (place / "counterfoil.gpg").write_bytes(exported.stdout)


def source(address: str) -> str:
    """Return what goes into /etc/apt/sources.list.d/counterfoil.sources of a till."""
    return _SOURCE.format(address=address)


def sign(files: list[Path], secret_key: Path) -> None:
    """Write FILE.minisig beside each file. The key has no password, or minisign asks for it."""
    for file in files:
        comment = f"{file.name} {hashlib.sha256(file.read_bytes()).hexdigest()}"
        command = ["minisign", "-S", "-s", str(secret_key), "-m", str(file), "-t", comment]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def write_sums(files: list[Path], place: Path) -> None:
    """Write SHA256SUMS as `sha256sum --check` reads it."""
    lines = [f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in sorted(files)]
    (place / "SHA256SUMS").write_text("".join(lines), "utf-8")


def main(words: list[str]) -> int:
    if len(words) != 2:
        sys.exit(__doc__)
    built, place = Path(words[0]), Path(words[1])
    packages = sorted(built.glob("*.deb"))
    write_sums(packages, built)
    if os.environ.get("COUNTERFOIL_MINISIGN_KEY"):
        sign([*packages, built / "SHA256SUMS"], Path(os.environ["COUNTERFOIL_MINISIGN_KEY"]))
    if os.environ.get("COUNTERFOIL_GPG_KEY"):
        publish(packages, place, os.environ["COUNTERFOIL_GPG_KEY"])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
