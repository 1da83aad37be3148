"""What is published is signed: a changed file is refused by minisign, and a changed repository by apt."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
import repository

pytestmark = pytest.mark.slow
LACKING = ", ".join(each for each in ("minisign", "reprepro", "gpg", "dpkg-deb", "apt-get") if not shutil.which(each))


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A small package, for what is tested is the way and not the load."""
    tree = tmp_path / "tree"
    (tree / "DEBIAN").mkdir(parents=True)
    fields = {"Package": "counterfoil", "Version": "1.0", "Architecture": "amd64", "Maintainer": "A <a@b.invalid>"}
    fields |= {"Section": "misc", "Priority": "optional", "Description": "for a test"}
    (tree / "DEBIAN" / "control").write_text("".join(f"{name}: {value}\n" for name, value in fields.items()))
    (tree / "DEBIAN").chmod(0o755)
    made = tmp_path / "built" / "counterfoil_1.0_amd64.deb"
    made.parent.mkdir()
    command = ["dpkg-deb", "--root-owner-group", "-Zgzip", "--build", str(tree), str(made)]
    subprocess.run(command, check=True, capture_output=True)
    return made


@pytest.mark.skipif("minisign" in LACKING, reason="NO MINISIGN HERE: on Debian apt-get install minisign")
def test_minisign_accepts_what_was_signed_and_refuses_what_was_changed(tmp_path: Path) -> None:
    secret, public, file = tmp_path / "secret", tmp_path / "public", tmp_path / "counterfoil.deb"
    file.write_bytes(b"a package")
    generate = ["minisign", "-G", "-W", "-p", str(public), "-s", str(secret)]
    subprocess.run(generate, check=True, capture_output=True, input=b"\n\n")
    repository.sign([file], secret)
    verify = ["minisign", "-V", "-p", str(public), "-m", str(file)]
    assert subprocess.run(verify, capture_output=True, check=False).returncode == 0
    file.write_bytes(b"b package")
    assert subprocess.run(verify, capture_output=True, check=False).returncode != 0


def test_the_sums_are_as_sha256sum_reads_them(tmp_path: Path) -> None:
    (tmp_path / "a.deb").write_bytes(b"a")
    repository.write_sums([tmp_path / "a.deb"], tmp_path)
    command = ["sha256sum", "--check", "--strict", "SHA256SUMS"]
    assert subprocess.run(command, cwd=tmp_path, capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(bool(LACKING), reason=f"NO REPOSITORY IS MADE HERE: {LACKING} not installed")
def test_apt_takes_a_signed_repository_and_refuses_a_changed_one(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "gpg"
    home.mkdir(mode=0o700)
    monkeypatch.setenv("GNUPGHOME", str(home))
    make = ["gpg", "--batch", "--passphrase", "", "--quick-gen-key", "Test", "ed25519", "sign", "never"]
    subprocess.run(make, check=True, capture_output=True)
    told = subprocess.run(["gpg", "--list-keys", "--with-colons"], check=True, capture_output=True, text=True).stdout
    key = next(line.split(":")[9] for line in told.splitlines() if line.startswith("fpr"))
    place = tmp_path / "repository"
    try:
        repository.publish([package], place, key)
        repository.publish([package], place, key)  # again, as a release does that went wrong half-way
    finally:
        subprocess.run(["gpgconf", "--kill", "all"], check=False)
    apt = Apt(tmp_path / "apt", place)
    assert apt.run("update").returncode == 0
    assert "counterfoil" in apt.run("--print-uris", "download", "counterfoil").stdout
    (listed,) = place.glob("dists/stable/main/binary-amd64/Packages")
    listed.write_text(listed.read_text().replace("1.0", "6.6"))
    for packed in listed.parent.glob("Packages.*"):
        packed.unlink()
    assert Apt(tmp_path / "second", place).run("update").returncode != 0
    (place / "dists/stable/InRelease").unlink()
    (place / "dists/stable/Release.gpg").unlink()
    assert Apt(tmp_path / "third", place).run("update").returncode != 0


class Apt:
    """An apt with folders of its own, whose one source is that repository."""

    def __init__(self, home: Path, place: Path) -> None:
        for folder in ("lists/partial", "archives/partial", "etc/sources.list.d"):
            (home / folder).mkdir(parents=True)
        (home / "status").touch()
        text = repository.source(f"file:{place}").replace(
            "/usr/share/keyrings/counterfoil.gpg", str(place / "counterfoil.gpg")
        )
        (home / "etc/sources.list.d/counterfoil.sources").write_text(text)
        settings = {
            "Dir::Etc::sourcelist": "/dev/null",
            "Dir::Etc::sourceparts": str(home / "etc/sources.list.d"),
            "Dir::State::lists": str(home / "lists"),
            "Dir::State::status": str(home / "status"),
            "Dir::Cache": str(home),
            "APT::Sandbox::User": "root",
            "APT::Architecture": "amd64",
            "APT::Architectures": "amd64",
            "APT::Update::Error-Mode": "any",
            "Acquire::AllowInsecureRepositories": "false",
        }
        self._options = [word for name, value in settings.items() for word in ("-o", f"{name}={value}")]

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        command = ["apt-get", "-qq", *self._options, *words]
        return subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "LC_ALL": "C"})
