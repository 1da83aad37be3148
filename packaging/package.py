"""Builds the Debian packages of this checkout: `make package`, or `python packaging/package.py [--quick] [--out DIR]`.

Needs root, debootstrap and the network. What can be used again is kept in build/packages: the bare root, the wheels and
the root to build in while the lock is the same, and the folders while the sources are.
"""

from __future__ import annotations

import argparse
import fcntl
import hashlib
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import debian
import folders
import roots
from contents import ROOT

CACHE = ROOT / "build" / "packages"
_SOURCES = ("main.py", "core", "gui", "resources", "LICENSE", "packaging/*.spec", "packaging/[cns]*.py")


def build(out: Path, cache: Path = CACHE, *, level: int = debian.SMALLEST) -> list[Path]:
    """Build every package into `out` and return them; `level` is zstd's, of 1 to 19. Ends the program with why not."""
    if roots.why_none():
        raise SystemExit(f"No package can be built here: {roots.why_none()}.")
    made = build_folders(cache)
    out.mkdir(parents=True, exist_ok=True)
    with _timed("the packages"):
        return [debian.wrap(each, made, out, level=level) for each in debian.PACKAGES.values()]


def build_folders(cache: Path = CACHE) -> Path:
    """Return the folder in `cache` with the folders of this checkout's programs, built unless they are there."""
    base = base_root(folders.SUITE, cache)
    with alone(cache):
        return _build_folders(base, cache)


def _build_folders(base: Path, cache: Path) -> Path:
    place, wheels = cache / "roots" / "build", cache / "wheels"
    lock = hashlib.sha256(folders.LOCK.read_bytes()).hexdigest()

    def prepare() -> None:
        shutil.rmtree(wheels, ignore_errors=True)
        folders.fetch_wheels(wheels)
        folders.make_build_root(base, place, wheels)

    unless_done(cache / "prepared", lock, prepare, "the wheels, and a root to build in")
    made = cache / "folders"
    unless_done(cache / "built", sources() + lock, lambda: folders.build(place, made), "the programs")
    return made


def base_root(suite: str, cache: Path = CACHE) -> Path:
    """Return a bare root of that Debian, made unless it is there."""
    place = cache / "roots" / suite
    with alone(cache):
        if not place.exists():
            with _timed(f"a bare {suite}"):
                roots.make(place, suite)
    return place


@contextmanager
def alone(cache: Path) -> Iterator[None]:
    """Let one process build at a time; another waits, and finds what was built."""
    cache.mkdir(parents=True, exist_ok=True)
    with (cache / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def sources() -> str:
    """Return a fingerprint of all that goes into a package."""
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *_SOURCES]
    names = subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    digest = hashlib.sha256()
    for name in sorted(set(names) - {""}):
        if (ROOT / name).is_file():
            digest.update(name.encode() + b"\0" + hashlib.sha256((ROOT / name).read_bytes()).digest())
    return digest.hexdigest()


def unless_done(stamp: Path, wanted: str, do: Callable[[], None], what: str) -> None:
    """Do it unless `stamp` says that it was done for `wanted`; print which of both it was."""
    if stamp.exists() and stamp.read_text() == wanted:
        _say(f"{what}: as before, nothing has changed")
        return
    stamp.unlink(missing_ok=True)
    with _timed(what):
        do()
    stamp.write_text(wanted)


@contextmanager
def _timed(what: str) -> Iterator[None]:
    began = time.monotonic()
    yield
    _say(f"{what}: made in {time.monotonic() - began:.0f} s")


def _say(text: str) -> None:
    print(text, flush=True)  # noqa: T201


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=ROOT / "dist", help="where the packages go; dist/ when left out")
    parser.add_argument("--quick", action="store_true", help="packages half as large again, in a tenth of the time")
    options = parser.parse_args(words)
    for made in build(options.out, level=3 if options.quick else debian.SMALLEST):
        digest = hashlib.sha256(made.read_bytes()).hexdigest()
        _say(f"{made}: {made.stat().st_size / 1e6:.1f} MB, SHA-256 {digest}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
