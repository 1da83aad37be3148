"""A layer over this machine's own Debian: what is installed or removed there is in the layer alone."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import roots

from tests.packaging.installed_root import HOME, USER, Root

_INSIDE = """set -e
mount -t overlay overlay -o "lowerdir=/,upperdir=$0/over,workdir=$0/work" "$0/both"
mount -t proc proc "$0/both/proc"
mount --bind /dev "$0/both/dev"
exec chroot "$0/both" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 \
    DEBIAN_FRONTEND=noninteractive "$@"
"""
_BARE = """
rm -f /usr/bin/python3* /usr/local/bin/python3* /etc/dpkg/dpkg.cfg.d/*
mkdir -p /etc/dpkg/dpkg.cfg.d
echo force-unsafe-io > /etc/dpkg/dpkg.cfg.d/fast
touch /root/.layered
"""
"""As a till has it: no Python to be found, and nothing of a package left out, as some images do."""


@dataclass(frozen=True)
class Layer(Root):
    """`place` holds what differs from the machine. The mounts are gone whenever a command has ended."""

    def run(self, *words: str, code: int = 0) -> str:
        done = run_inside(self.place.parent, *words)
        assert done.returncode == code, f"{words}: {done.returncode}\n{done.stdout[-3000:]}{done.stderr[-3000:]}"
        return done.stdout

    def files(self) -> list[str]:
        """Return every file that was added or changed, as its path on the machine."""
        return [f"/{each.relative_to(self.place)}" for each in self.place.rglob("*") if each.is_file()]


def run_inside(place: Path, *words: str) -> subprocess.CompletedProcess[str]:
    spaces = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "--propagation", "private"]
    command = [*spaces, "bash", "-c", _INSIDE, str(place), *words]
    return subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)


def why_none(place: Path) -> str:
    """Return why no layer can be laid from `place`, in the words of the system; nothing when it can."""
    for name in ("over", "work", "both"):
        (place / name).mkdir(parents=True)
        (place / name).chmod(0o755)  # that of "over" is what / is then, for every user
    done = run_inside(place, "true")
    return done.stderr.strip() if done.returncode else ""


@contextmanager
def layered(place: Path) -> Iterator[Layer]:
    """Make the till's user in the layer of which `why_none` said that it can be; remove all of it at the end."""
    layer = Layer(place / "over")
    try:
        layer.run("sh", "-ec", _BARE)
        layer.run("useradd", "-m", USER)
        layer.run("install", "-d", "-m", "700", "-o", USER, "-g", USER, f"{HOME}/run")
        yield layer
    finally:
        roots.remove(place)
