"""F7: the power goes at any moment of a commit: the log of the database ends anywhere between the last one and this.

With synchronous=FULL what a finished commit wrote is on the disk: a cut falls at its end at the earliest. The record
outside may lag behind. As a control the log is also cut as it could be without FULL: then the missing intent must show.
"""

from __future__ import annotations

import shutil
import sqlite3
import threading
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from tests.builders import database_of
from tests.torture import moments, oracle
from tests.torture.kills import Ground, ground_of
from tests.torture.processes import in_child, share_out
from tests.torture.scenes import SCENES, Scene
from tests.torture.shop import Shop, keep_times, put_back

_FULL = 2
_FRAME = 24 + 4096
_LOG_HEAD = 32


@dataclass(frozen=True)
class Image:
    """The disk at a moment. `sent` writes had left the till by then."""

    folder: Path
    moment: str
    sent: int
    log: int
    """Bytes of the write-ahead log."""


@dataclass(frozen=True)
class Cut:
    """`files` has the database and its log, of which `length` bytes came to the disk; the rest is as in `world`."""

    files: Image
    world: Image
    length: int
    lagging: Image | None = None


@dataclass
class Tally:
    cuts: int = 0
    inside: int = 0
    scenes: int = 0
    controls: int = 0
    noticed: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def line(self) -> str:
        return (
            f"{self.cuts:,} cuts in {self.scenes} scenes, {self.inside:,} of them inside a frame: "
            f"{len(self.faults)} faults (a write that was sent and is not in the journal, lost, double, unsound, "
            f"false alarm); without FULL {self.noticed} of {self.controls} would have lost an intent"
        )


def cut_everywhere(scenes: Sequence[Scene] = SCENES, *, every: int = 1) -> Tally:
    """Every `every`-th cut of each scene of a till that is on a real service and was not copied."""
    usual = [scene for scene in scenes if not scene.sandbox and not scene.alarm]
    total = Tally()
    for one in share_out(lambda worker, lot: _lot(worker, lot, every), usual):
        for name in ("cuts", "inside", "scenes", "controls", "noticed", "faults"):
            setattr(total, name, getattr(total, name) + getattr(one, name))
    return total


def _lot(worker: int, scenes: Sequence[Scene], every: int) -> list[Tally]:
    tally = Tally()
    with ground_of(worker) as ground:
        for scene in scenes:
            ground.prepare(scene, 0)
            shutil.rmtree(ground.folder / "images", ignore_errors=True)
            before, images = in_child(_recorded, ground, scene)
            tally.scenes += 1
            for cut in _cuts(images)[::every]:
                _judged(ground, scene, cut, before, tally)
            for image in images:
                if image.moment.startswith("answered P"):
                    tally.controls += 1
                    tally.noticed += in_child(_noticed, ground, scene, image, before)
    return [tally]


def _recorded(ground: Ground, scene: Scene) -> tuple[int, list[Image]]:
    """Runs the scene and takes an image of everything at each moment."""
    put_back(ground.template, ground.root)
    shop = ground.shop(scene, 0)
    shop.serve(2)
    scene.before(shop)
    shop.keep_plan()
    before, images, sent = oracle.asked(shop.settings.database_path), [], 0
    lock = threading.Lock()  # several cards at once: several threads meet moments

    def met(moment: str) -> None:
        nonlocal sent
        verb = moment.split()[1]
        if moment.startswith("sent") or (verb.islower() and verb != "commit"):
            return
        with lock:
            if moment.startswith("answered") and verb != "GET":
                sent += 1
            images.append(_image(shop, ground.folder / "images" / f"{len(images):04}", moment, sent))

    moments.watch(ground.root, met)
    core = shop.open()
    with database_of(core).reading() as conn:
        assert conn.exec_driver_sql("PRAGMA synchronous").scalar() == _FULL
    scene.act(shop)
    shop.close()
    return before, images


def _image(shop: Shop, folder: Path, moment: str, sent: int) -> Image:
    folder.mkdir(parents=True)
    shutil.copytree(shop.till, folder / "till", ignore=shutil.ignore_patterns("*-shm", "owner.lock"))
    for name in ("state", "plan.json", "clerk.told"):
        source = shop.root / name
        if source.is_dir():
            shutil.copytree(source, folder / name)
        elif source.exists():
            shutil.copy(source, folder / name)
    with (
        closing(sqlite3.connect(shop.service_database)) as live,
        closing(sqlite3.connect(folder / "service.db")) as kept,
    ):
        live.backup(kept)
    log = folder / "till" / "till.db-wal"
    return Image(folder, moment, sent, log.stat().st_size if log.exists() else 0)


def _cuts(images: list[Image]) -> list[Cut]:
    """At the end of each commit, and in each frame of it while it is written."""
    cuts: list[Cut] = []
    for at, image in enumerate(images):
        lagging = images[at // 2] if at % 2 else None
        if not (image.folder / "till" / "till.db").exists():
            continue
        cuts.append(Cut(image, image, image.log, lagging))
        if not image.moment.startswith("after commit") or images[at - 1].moment != image.moment.replace(
            "after", "before"
        ):
            continue
        start = _LOG_HEAD if _begun_anew(images[at - 1], image) else images[at - 1].log
        for frame in range(start, image.log, _FRAME):
            cuts += [Cut(image, images[at - 1], frame + more, lagging) for more in (0, 13, 2024, _FRAME - 1)]
    return cuts


def _begun_anew(before: Image, after: Image) -> bool:
    """Return whether the log was written from its start again: its head has other salts then.

    A commit that changed nothing writes no frame, and leaves the log as it was.
    """
    heads = [(each.folder / "till" / "till.db-wal") for each in (before, after)]
    return not heads[0].exists() or heads[0].read_bytes()[:_LOG_HEAD] != heads[1].read_bytes()[:_LOG_HEAD]


def _judged(ground: Ground, scene: Scene, cut: Cut, before: int, tally: Tally) -> None:
    tally.cuts += 1
    tally.inside += (cut.length - _LOG_HEAD) % _FRAME != 0
    try:
        faults = in_child(_played, ground, scene, cut, before)
    except AssertionError as error:
        faults = [str(error)]
    told = f"{scene.name}, cut at {cut.length} of {cut.files.log} {cut.files.moment}"
    tally.faults += [f"{told}: {fault}" for fault in faults]


def _put_down(ground: Ground, scene: Scene, cut: Cut) -> Shop:
    put_back(cut.world.folder, ground.root)
    shutil.rmtree(ground.root / "till")
    shutil.copytree(cut.files.folder / "till", ground.root / "till")
    if cut.lagging is not None and list((cut.lagging.folder / "state").glob("*.seen")):
        put_back(cut.lagging.folder / "state", ground.root / "state")
    log = ground.root / "till" / "till.db-wal"
    if log.exists():
        with log.open("r+b") as file:
            file.truncate(cut.length)
    keep_times(ground.root)
    return ground.shop(scene, 0)


def _played(ground: Ground, scene: Scene, cut: Cut, before: int) -> list[str]:
    shop = _put_down(ground, scene, cut)
    shop.port = ground.port
    faults = oracle.unjournalled(shop.settings.database_path, cut.world.sent, before)
    with shop.going(3):
        scene.see_to_its_end(shop)
        shop.close()
    return faults + scene.faults(shop)


def _noticed(ground: Ground, scene: Scene, image: Image, before: int) -> bool:
    """Without FULL the commit before the request could be missing as well: does the check see that?"""
    shop = _put_down(ground, scene, Cut(image, image, 0))
    return bool(oracle.unjournalled(shop.settings.database_path, image.sent, before))
