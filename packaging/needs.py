"""Which Debian packages a folder of ours needs: those of every library that a file in it names and that is not in it.

Runs in the root that the folder was built in. `needs.py FOLDER` prints one package a line.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

_NEEDED = re.compile(r"\(NEEDED\)\s+Shared library: \[([^]]+)]")
_KNOWN = re.compile(r"^\s*(\S+) \([^)]*x86-64[^)]*\) => (\S+)$|^\s*(\S+) \([^)]*\) => (\S+)$", re.MULTILINE)
_OPTIONAL = {"libcups.so.2", "libwayland-cursor.so.0", "libwayland-egl.so.1", "libwayland-client.so.0"}
"""Needed by plug-ins that a till can do without: the package recommends them."""


def wanted(folder: Path) -> set[str]:
    """Return the names of the libraries that files in the folder ask the system for."""
    own = {path.name for path in folder.rglob("*.so*")}
    found: set[str] = set()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink() and path.read_bytes()[:4] == b"\x7fELF":
            told = subprocess.run(["readelf", "-d", "-W", str(path)], capture_output=True, text=True, check=True)
            found |= set(_NEEDED.findall(told.stdout))
    return found - own - _OPTIONAL


def packages(libraries: set[str]) -> list[str]:
    """Return the packages that these libraries come from here. Raises LookupError for one that is nowhere."""
    cache = subprocess.run(["/sbin/ldconfig", "-p"], capture_output=True, text=True, check=True).stdout
    places = {match[1] or match[3]: match[2] or match[4] for match in _KNOWN.finditer(cache)}
    found = set()
    for library in sorted(libraries):
        if library not in places:
            raise LookupError(f"{library} is needed and not installed here")
        found.add(owner(places[library]))
    return sorted(found)


def owner(path: str) -> str:
    """Return the package that a file belongs to. A merged system's /usr/lib may be known as /lib."""
    real = str(Path(path).resolve())
    for tried in (real, real.removeprefix("/usr"), path, path.removeprefix("/usr"), f"/usr{path}"):
        told = subprocess.run(["dpkg", "-S", tried], capture_output=True, text=True, check=False).stdout
        if told:
            return told.partition(":")[0]
    raise LookupError(f"no package has {path}")


if __name__ == "__main__":
    sys.stdout.write("".join(f"{name}\n" for name in packages(wanted(Path(sys.argv[1])))))
