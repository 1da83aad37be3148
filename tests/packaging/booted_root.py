"""A root that was booted: systemd is its first process, in namespaces and a control group of its own.

Its network is this machine's, and nothing of it asks on this machine's consoles. It is gone when it was switched off.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.packaging.installed_root import Root, first_child, wait_for

_BOOT = """
set -eu
mount --bind "$0" "$0"
cd "$0"
mount -t proc proc proc
mount -t sysfs sysfs sys
mount -t cgroup2 cgroup2 sys/fs/cgroup
mount -t tmpfs tmpfs run
mount -t tmpfs -o mode=1777 tmpfs tmp
mkdir -p dev/pts dev/shm old
mount -t devpts devpts dev/pts
mount -t tmpfs tmpfs dev/shm
pivot_root . old
umount -l /old
exec env -i container=other PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 /lib/systemd/systemd --system
"""
_CONSOLES = ("getty@.service", "serial-getty@.service", "console-getty.service", "systemd-logind.service")
_PATIENCE_S = 90


def control_groups() -> Path | None:
    """Return where this machine has its control groups of version 2, or None."""
    found = re.findall(r"^\S+ (\S+) cgroup2 rw\S* ", Path("/proc/self/mounts").read_text(), re.MULTILINE)
    return Path(found[0]) if found else None


@dataclass(frozen=True)
class Booted:
    """`pid` is that of its systemd, as this machine counts."""

    pid: int

    def run(self, *words: str, code: int = 0) -> str:
        """Run a command as root in there, and return what it prints."""
        command = ["nsenter", "-t", str(self.pid), "--all", "env", "DEBIAN_FRONTEND=noninteractive", *words]
        done = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
        assert done.returncode == code, f"{words}: {done.returncode}\n{done.stdout[-3000:]}{done.stderr[-3000:]}"
        return done.stdout

    def is_up(self) -> bool:
        asked = ["nsenter", "-t", str(self.pid), "--all", "systemctl", "is-system-running"]
        told = subprocess.run(asked, capture_output=True, text=True, check=False).stdout
        return told.strip() in {"running", "degraded"}


@contextmanager
def booted(root: Root) -> Iterator[Booted]:
    """Boot a root with systemd in it, and switch it off at the end."""
    for unit in _CONSOLES:
        link = root.place / "etc/systemd/system" / unit
        link.unlink(missing_ok=True)
        link.symlink_to("/dev/null")
    groups = control_groups()
    assert groups is not None
    group = groups / f"counterfoil-test-{os.getpid()}"
    group.mkdir()
    words = ["unshare", "--mount", "--pid", "--cgroup", "--uts", "--ipc", "--fork", "--kill-child"]
    enter = ["sh", "-ec", 'echo $$ > "$0/cgroup.procs"; exec "$@"', str(group)]
    started = subprocess.Popen(
        [*enter, *words, "--propagation", "private", "bash", "-c", _BOOT, str(root.place)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(lambda: Path(f"/proc/{started.pid}/comm").read_text() == "unshare\n", "its namespaces")
        machine = Booted(first_child(started.pid))
        wait_for(machine.is_up, "a machine that is up", _PATIENCE_S)
        yield machine
    finally:
        if started.poll() is None:
            os.kill(first_child(started.pid), signal.SIGRTMIN + 4)  # systemd: switch off
            try:
                started.wait(_PATIENCE_S)
            except subprocess.TimeoutExpired:
                started.kill()
                started.wait(20)
        for path in sorted((path for path in group.rglob("*") if path.is_dir()), reverse=True):
            path.rmdir()
        group.rmdir()
