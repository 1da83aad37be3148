"""One scene of the proof: a line, cards, a service with or without keys; eight tills until all is settled."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from pathlib import Path

from core.bootstrap import open_core
from core.domain.settlement import Decision, How
from core.errors import KnownError
from core.server.data.database import database_url, open_database
from core.server.data.tables import metadata
from core.usecases import background
from tests.eight_tills.crew import Crew
from tests.eight_tills.oracle import MONEY, Found, Ledger, TillBooks, compare_books, read_ledger, unsettled
from tests.eight_tills.plan import TillPlan
from tests.eight_tills.service import ShopService, serving

TILLS = 8
_HOT = 8
_SHARE_HOT = 0.9
_VALUE, _HOT_VALUE = "200.00", "1500.00"
_QUARANTINE_S = 15.0
"""docs/protocol.md T_q: longer than a till waits for an answer, and longer than anything here is late."""
_LONGEST_S = 1800.0
_LEVEL_S = 120.0


@dataclass(frozen=True)
class Scene:
    """`commands` of all tills together; `cool` cards that seldom meet two tills at once."""

    repeating: bool
    hot: bool
    keys: bool
    commands: int
    cool: int = 1000
    kill_s: float = 8.0

    @property
    def name(self) -> str:
        words = ("repeating" if self.repeating else "sound", "hot" if self.hot else "cool")
        return " ".join([*words, "keys" if self.keys else "plain"])


@dataclass
class Outcome:
    """A row of the table. `copied` are the requests that nginx sent to more than one upstream."""

    scene: Scene
    found: Found
    kills: int
    service: ShopService
    copied: int

    @property
    def parked(self) -> int:
        """How many are parked though no kill took their answer away."""
        return self.found.parked.total() - self.found.after_kill

    @property
    def share(self) -> float:
        """`parked` of what was accepted."""
        return self.parked / max(1, self.found.accepted)


def play(scene: Scene, folder: Path, database: str, seed: str) -> Outcome:
    """Play the scene in a new folder, with an empty database of PostgreSQL by its address."""
    folder.mkdir(parents=True)
    engine = open_database(database_url(database))
    metadata.drop_all(engine)
    try:
        with serving(folder, database, keys=scene.keys, repeating=scene.repeating) as service:
            plans = _plans(scene, folder, service, seed)
            crew = Crew(plans, random.Random(seed), scene.kill_s, _LONGEST_S)
            crew.open()
            crew.work(service, troubled=scene.repeating)
            found, ledger = Found(), read_ledger(engine)
            books = [TillBooks(plan, ledger) for plan in plans]
            for till in books:
                till.judge(found)
            for till in books:
                found.wrong += _settle(till, ledger)
            after = read_ledger(engine)
            found.wrong += compare_books([TillBooks(plan, after) for plan in plans], after)
            return Outcome(scene, found, crew.kills, service, service.copied)
    finally:
        engine.dispose()


def _plans(scene: Scene, folder: Path, service: ShopService, seed: str) -> list[TillPlan]:
    cool, hot = service.make_cards(scene.cool, _VALUE), service.make_cards(_HOT, _HOT_VALUE)
    probes = service.make_cards(TILLS, "5.00") if scene.keys else [0] * TILLS
    share = _SHARE_HOT if scene.hot else 0.0
    plans = [
        TillPlan(
            folder / f"till-{number}",
            service.url,
            f"{seed} {number}",
            scene.commands // TILLS,
            _QUARANTINE_S,
            cool,
            hot,
            share,
            probes[number],
        )
        for number in range(TILLS)
    ]
    for plan in plans:
        plan.keep()
    return plans


def _settle(books: TillBooks, ledger: Ledger) -> list[str]:
    """Have a person say of everything parked what the ledger says, and bring the till level. Return what went wrong."""
    faults, core = [], open_core(books.plan.settings, "eight tills")
    try:
        for row in unsettled(books):
            try:
                core.settle.decide(_truth(row, ledger))
            except KnownError as error:
                faults.append(f"{books.plan.folder.name}: {row['kind']} cannot be settled: {error.sentence}")
        background.sync_now(core, _LEVEL_S)
        if not core.replay.idle():
            faults.append(f"{books.plan.folder.name}: something is still open after settling")
    finally:
        core.close()
    return faults


def _truth(row: dict[str, object], ledger: Ledger) -> Decision:
    key = str(row["operation_id"])
    if row["kind"] in MONEY:
        return Decision(key, How.AMOUNT, "The ledger", ledger.moved_by(key), signed=True)
    card = ledger.cards.get(int(str(row["card_id"])))
    done = card is not None and (row["kind"] == "issue" or card.disabled_at is not None)
    if row["kind"] == "issue":
        done = any(str(card.note or "").endswith(_mark(row)) for card in ledger.cards.values())
    return Decision(key, How.APPLIED if done else How.DROP, "The ledger")


def _mark(row: dict[str, object]) -> str:
    return str(json.loads(str(row["payload"]))["mark"])
