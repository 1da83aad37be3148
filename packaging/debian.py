"""Wraps a folder of ours into a Debian package: the same folder gives the same bytes, wherever and whenever.

What a till runs are hard links in a folder of their own for each build, made by `debian/postinst`: an upgrade under an
open window leaves that window every file that it may still ask for.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import shutil
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path

import manual
from contents import ROOT

from core.about import APP_ID, COPYRIGHT, MAINTAINER, PUBLISHER, VERSION
from core.setup.system_libraries import BASE, XCB

HERE = Path(__file__).resolve().parent
SMALLEST = 19
"""zstd's level: 44 MB instead of 55, for a minute of two cores."""


@dataclass(frozen=True, slots=True)
class DebianPackage:
    """One package: `name` is that of its folder and its command. `depends` is what no file names and Qt opens itself.

    Names are those of Debian 12: where Debian 13 has others, its packages provide the old ones.
    """

    name: str
    summary: str
    description: str
    depends: tuple[str, ...]
    recommends: tuple[str, ...] = ()
    suggests: tuple[str, ...] = ()
    section: str = "misc"


DESK = DebianPackage(
    "counterfoil",
    "gift card desk of a shop",
    "Sells, redeems, tops up and looks up gift cards at a counter, by keyboard and\nscanner, and goes on while the"
    " connection is down. It needs no Python.",
    (
        "libc6 (>= 2.36)",
        *BASE.values(),
        *XCB.values(),
    ),
    ("libcups2", "libwayland-cursor0", "libwayland-egl1", "cups-client"),
    ("gnome-keyring | kwalletmanager", "cups"),
)
SERVICE = DebianPackage(
    "counterfoil-service",
    "gift card service that the tills of Counterfoil talk to",
    "Keeps the gift cards of a shop in SQLite or PostgreSQL and answers its tills\nover HTTP. It needs no Python and no"
    " screen.",
    ("libc6 (>= 2.36)",),
    ("libnss-systemd",),  # PostgreSQL knows the unit's user by name, and a dynamic user is in no file
    ("postgresql", "nginx | caddy"),
    "net",
)
PACKAGES = {package.name: package for package in (DESK, SERVICE)}


def wrap(package: DebianPackage, folders: Path, out: Path, version: str = VERSION, *, level: int = SMALLEST) -> Path:
    """Wrap the package's folder, papers and needs out of `folders`; return the .deb. Dates are of the last commit.

    `version` is the package's alone: the program goes by its own. `level` is zstd's, 1 to 19.
    """
    when = source_date()
    tree = out / f".{package.name}"
    shutil.rmtree(tree, ignore_errors=True)
    home = tree / "usr/lib" / package.name
    shutil.copytree(folders / package.name, home / "program", symlinks=True)
    build = fingerprint(home / "program")[:12]
    _link(tree / "usr/bin" / package.name, f"../lib/{package.name}/current/{package.name}")
    _documents(tree, package, folders / f"{package.name}.papers", version, when)
    overrides = tree / "usr/share/lintian/overrides"
    overrides.mkdir(parents=True)
    shutil.copyfile(HERE / "debian" / f"{package.name}.lintian-overrides", overrides / package.name)
    manual.write(tree / "usr/share/man/man1", package.name, when)
    if package is DESK:
        _desktop(tree, version, when)
        _timers(tree)
    else:
        _unit(tree)
    needed = (folders / f"{package.name}.needs").read_text("utf-8").split()
    _control(tree, package, needed, f"{version}-{build}")
    _settle(tree, when)
    made = out / f"{package.name}_{version}_{architecture()}.deb"
    command = ["dpkg-deb", "--root-owner-group", "-Zzstd", f"-z{level}", "--build", str(tree), str(made)]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(when)}
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)
    shutil.rmtree(tree)
    return made


def source_date() -> int:
    """Return SOURCE_DATE_EPOCH, or the time of the last commit, in seconds."""
    if os.environ.get("SOURCE_DATE_EPOCH"):
        return int(os.environ["SOURCE_DATE_EPOCH"])
    told = subprocess.run(
        ["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.strip()
    return int(told or "0")


def architecture() -> str:
    """Return Debian's name of this machine's kind."""
    return subprocess.run(["dpkg", "--print-architecture"], capture_output=True, text=True, check=True).stdout.strip()


def fingerprint(folder: Path) -> str:
    """Return the SHA-256 over the names, contents and kinds of all files."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        digest.update(str(path.relative_to(folder)).encode() + b"\0")
        if path.is_symlink():
            digest.update(os.readlink(path).encode())
        elif path.is_file():
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _link(path: Path, target: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(target)


def _documents(tree: Path, package: DebianPackage, papers: Path, version: str, when: int) -> None:
    place = tree / "usr/share/doc" / package.name
    shutil.copytree(papers, place)
    licence = (ROOT / "LICENSE").read_text("utf-8").partition("\n\n")[2].partition("\n\n")[2]
    indented = "\n".join(f" {line}" if line else " ." for line in licence.strip().splitlines())
    text = (HERE / "debian" / "copyright").read_text("utf-8")
    text = text.replace("@LICENCE@", indented).replace("@COPYRIGHT@", COPYRIGHT)
    (place / "copyright").write_text(text, "utf-8")
    dated = subprocess.run(["date", "-u", "-R", f"-d@{when}"], capture_output=True, text=True, check=True).stdout
    entry = (
        f"{package.name} ({version}) stable; urgency=medium\n\n  * See CHANGELOG.md.gz.\n\n -- {MAINTAINER}  {dated}"
    )
    for name, text in (("changelog", entry), ("CHANGELOG.md", (ROOT / "CHANGELOG.md").read_text("utf-8"))):
        with gzip.GzipFile(place / f"{name}.gz", "wb", 9, mtime=0) as packed:
            packed.write(text.encode())


def _desktop(tree: Path, version: str, when: int) -> None:
    share = tree / "usr/share"
    icons = share / "icons/hicolor/scalable/apps"
    for place in (icons, share / "applications", share / "metainfo"):
        place.mkdir(parents=True)
    shutil.copyfile(HERE / "counterfoil.svg", icons / f"{APP_ID}.svg")
    (share / "applications" / f"{APP_ID}.desktop").write_text(desktop_entry(), "utf-8")
    (share / "metainfo" / f"{APP_ID}.metainfo.xml").write_text(metainfo(version, when), "utf-8")


def desktop_entry() -> str:
    """Return what a desktop lists the window by."""
    return (HERE / "desktop" / "counterfoil.desktop").read_text("utf-8").replace("@APP_ID@", APP_ID)


def metainfo(version: str, when: int) -> str:
    """Return the page of a software centre, with this release in it."""
    day = subprocess.run(["date", "-u", "+%F", f"-d@{when}"], capture_output=True, text=True, check=True).stdout
    text = (HERE / "desktop" / "counterfoil.metainfo.xml").read_text("utf-8")
    filled = {"APP_ID": APP_ID, "PUBLISHER": PUBLISHER, "VERSION": version, "DATE": day.strip()}
    for word, value in filled.items():
        text = text.replace(f"@{word}@", value)
    return text


def _timers(tree: Path) -> None:
    """Lay the timers of a till without a window where each user's systemd finds them; whoever wants one enables it."""
    shutil.copytree(HERE / "till", tree / "usr/lib/systemd/user")


def _unit(tree: Path) -> None:
    units, defaults = tree / "usr/lib/systemd/system", tree / "etc/default"
    examples = tree / "usr/share/doc/counterfoil-service/examples"
    for place in (units, defaults, examples):
        place.mkdir(parents=True)
    shutil.copyfile(HERE / "service" / "counterfoil-service.service", units / "counterfoil-service.service")
    shutil.copyfile(HERE / "service" / "counterfoil-service.default", defaults / "counterfoil-service")
    for name in ("nginx.conf", "Caddyfile", "Containerfile"):
        shutil.copyfile(HERE / "service" / name, examples / name)
    shutil.copyfile(ROOT / "docs" / "service.md", examples.parent / "service.md")


def _control(tree: Path, package: DebianPackage, needed: list[str], build: str) -> None:
    control = tree / "DEBIAN"
    size = sum(path.lstat().st_size for path in tree.rglob("*") if path.is_file()) // 1024 + 1
    fields = {
        "Package": package.name,
        "Version": build.rpartition("-")[0],
        "Architecture": architecture(),
        "Maintainer": MAINTAINER,
        "Installed-Size": str(size),
        "Depends": ", ".join(dict.fromkeys((*package.depends, *(name for name in needed if name != "libc6")))),
        "Recommends": ", ".join(package.recommends),
        "Suggests": ", ".join(package.suggests),
        "Section": package.section,
        "Priority": "optional",
        "Description": package.summary + "".join(f"\n {line}" for line in package.description.splitlines()),
    }
    sums = [
        f"{hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()}  {path.relative_to(tree)}\n"
        for path in sorted(tree.rglob("*"))
        if path.is_file() and not path.is_symlink() and not path.is_relative_to(tree / "etc")
    ]
    control.mkdir()
    (control / "control").write_text("".join(f"{key}: {value}\n" for key, value in fields.items() if value), "utf-8")
    (control / "md5sums").write_text("".join(sums), "utf-8")
    if package is SERVICE:
        (control / "conffiles").write_text("/etc/default/counterfoil-service\n")
    for script in ("postinst", "prerm", "postrm"):
        written = (HERE / "debian" / script).read_text("utf-8")
        text = written.replace("@NAME@", package.name).replace("@BUILD@", build)
        (control / script).write_text(text, "utf-8")


def _settle(tree: Path, when: int) -> None:
    """Give everything the rights and the date that it has in every build."""
    for path in (tree, *tree.rglob("*")):
        if not path.is_symlink():
            runs = path.is_dir() or (path.parent.name == "DEBIAN" and path.name in {"postinst", "prerm", "postrm"})
            runs = runs or (bool(path.stat().st_mode & stat.S_IXUSR) and ".so" not in path.suffixes)
            path.chmod(0o755 if runs else 0o644)
        os.utime(path, (when, when), follow_symlinks=False)
