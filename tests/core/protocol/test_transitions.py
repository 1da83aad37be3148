"""The transition tables: no machine leaves its table, and no row of a table is dead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, ClassVar, Self

import pytest

from core.domain.money import Money
from core.domain.reply import CardPage, Lost, NotSent, Rejected, Throttled
from core.protocol.adjustment import Adjustment
from core.protocol.adjustment_phases import ADJUSTMENT_TABLE, DOUBTFUL, AdjustmentPhase
from core.protocol.attempt import Fate
from core.protocol.card_edit import EDIT_TABLE, EditPhase
from core.protocol.creation import Creation, CreationStage
from core.protocol.creation_phases import CREATION_TABLE, CreationPhase
from core.protocol.disabling import DISABLING_TABLE, Disabling
from core.protocol.machine import Answer, Elapsed, ReadCard, Step
from core.protocol.probe import PROBE_TABLE, Probe
from core.protocol.pull import FirstPull, IncrementalPull
from core.protocol.pull_phases import FIRST_PULL_TABLE, PULL_TABLE, SWEEP_TABLE, WalkPhase
from core.protocol.sweep import Sweep
from core.protocol.transitions import NO_SENSE, Event, TransitionTable, UnknownTransition
from core.protocol.updating import FieldChange, Updating
from tests.core.protocol.script import (
    BEFORE,
    CARD,
    KEYS,
    LOST,
    REFERENCES,
    adjustment,
    listing,
    read,
    written,
)
from tests.core.protocol.test_probe import Service, probe
from tests.core.protocol.worlds import catalogue, creation, pulling, settling
from tests.core.protocol.worlds.explore import explore
from tests.core.protocol.worlds.taken import Taken

TABLES: dict[str, TransitionTable[Any]] = {
    "adjustment": ADJUSTMENT_TABLE,
    "probe": PROBE_TABLE,
    "creation": CREATION_TABLE,
    "disabling": DISABLING_TABLE,
    "updating": EDIT_TABLE,
    "first pull": FIRST_PULL_TABLE,
    "pull": PULL_TABLE,
    "sweep": SWEEP_TABLE,
}
NO = Rejected(422, "no")
BUSY = Throttled(1.0)
SILENT = NotSent("refused")
READ = read(10_000)
LATE = read(10_000, date=BEFORE + 90)
OTHER = read(10_000, created_at=1, last_characters="9x9x")
Script = tuple[Answer | None, ...]
"""Answers in a row; None is a restart of the till."""


def follow(machine: Any, script: Script) -> Step[Any]:
    step: Step[Any] = machine.begin()
    for answer in script:
        step = step.machine.begin() if answer is None else step.machine.after(answer)
    return step


@pytest.mark.parametrize("name", TABLES)
def test_every_phase_can_be_reached_and_each_row_is_written_once(name: str) -> None:
    rows = TABLES[name].rows
    triples = [(row.phase, row.event, row.following) for row in rows]
    assert len(set(triples)) == len(triples)
    assert all(row.rule for row in rows)
    reached = {rows[0].phase}
    for _ in rows:
        reached |= {row.following for row in rows if row.phase in reached}
    assert {row.phase for row in rows} <= reached
    kinds: set[type] = {type(phase) for phase in reached}
    assert len(kinds) == 1
    walks = kinds == {WalkPhase}
    assert walks or reached == set(kinds.pop())  # type: ignore[call-overload]


@pytest.mark.parametrize("name", TABLES)
def test_nothing_follows_an_end(name: str) -> None:
    over = {"ended", "complete", "broken"}
    rows = TABLES[name].rows
    assert not [row for row in rows if row.phase.value in over]
    assert {row.following.value for row in rows} & over


# no row is dead


DOUBT: Script = (READ, LOST)
JUDGING: Script = (*DOUBT, LOST, Elapsed())
IDLE: Script = tuple(answer for number in range(1, 6) for answer in (READ, written(-100, number)))
"""Five writes that met a race: the next one is the sixth."""
IDLE_LISTED: Script = tuple(
    answer
    for number in range(1, 6)
    for answer in (READ, written(-100, number), listing((number, -100, f"op/{number}")))
)
LOOKING: Script = (READ, LOST, Elapsed())
AGAIN: Script = (*LOOKING, read(10_000, date=BEFORE + 10))
REFUSED_FIVE_TIMES: Script = (Elapsed(), read(10_000, date=BEFORE + 10), Lost("no words", 422)) * 5
PLAIN_SCRIPTS: list[Script] = [
    (BUSY, Elapsed(), SILENT, Elapsed(), NO),
    (*DOUBT, SILENT),
    (*DOUBT, BUSY),
    (*DOUBT, NO),
    (*JUDGING, SILENT, Elapsed(), BUSY, Elapsed(), NO),
    (*IDLE, READ, written(-100, 6), Elapsed()),
    (*IDLE, READ, written(-100, 6), None),
    (*IDLE, *JUDGING, LATE),
    (*IDLE, READ, NO),
]
LIST_SCRIPTS: list[Script] = [
    (*JUDGING, SILENT, Elapsed(), BUSY, Elapsed(), LOST),
    (*JUDGING, NO),
    (*JUDGING, listing((1, -3000, None))),
    (*JUDGING, listing((1, -4000, "op/1"))),
    (*IDLE_LISTED, *JUDGING, listing((9, 0, "op/6"))),
    (READ, NO, LOST, Elapsed(), listing()),
    (READ, written(-1000), NO),
]
KEY_SCRIPTS: list[Script] = [
    (*LOOKING, SILENT, Elapsed(), BUSY, Elapsed(), LOST, Elapsed(), NO),
    (*AGAIN, SILENT, Elapsed(), READ, BUSY),
    (*AGAIN, written(-4000)),
    (*AGAIN, written(-1000)),
    (*AGAIN, NO, *AGAIN, NO),
    (READ, LOST, *REFUSED_FIVE_TIMES),
    (*LOOKING, OTHER),
    (READ, NO, READ, NO),
    (*IDLE, *AGAIN, written(0, 6)),
    (*IDLE, *AGAIN, NO),
]
WORLDS = [
    *(worlds[0] for worlds in catalogue.ABLE_WORLDS.values()),
    catalogue.FACADE[1],
    catalogue.FACADE[2],
    catalogue.RACES[2],
    *catalogue.ODD[:3],
    catalogue.COPIES[0],
]


def test_no_row_of_an_adjustment_is_dead() -> None:
    seen = Taken(ADJUSTMENT_TABLE)

    class Watched(Adjustment):
        table: ClassVar[TransitionTable[AdjustmentPhase]] = seen

    for world in WORLDS:
        assert not explore(world.with_client(replace(world.client, machine=Watched))).wrong
    assert len(seen.rows_taken) >= 39, "most of them are taken by the worlds"
    follow(_watched(Watched, adjustment(0)), ())
    for able, scripts in ((None, PLAIN_SCRIPTS), (REFERENCES, LIST_SCRIPTS), (KEYS, KEY_SCRIPTS)):
        for script in scripts:
            follow(_watched(Watched, adjustment(-3000, able)), script)
    assert not seen.dead


def _watched(kind: type[Adjustment], machine: Adjustment) -> Adjustment:
    return kind(machine.ledger, machine.doubt, operation_id="op", card=READ.card.identity)


def test_a_probe_may_go_on_with_its_trials_where_it_is_refused() -> None:
    """All other rows of its table are those of an adjustment."""
    seen = Taken(PROBE_TABLE)

    class Watched(Probe):
        table: ClassVar[TransitionTable[AdjustmentPhase]] = seen

    for strict in (frozenset(), frozenset({"key"})):
        service, made = Service(keys=True, strict=strict), probe()
        step = Watched(made.ledger, made.doubt, operation_id="op").begin()
        while service.writes < 2:
            wants = step.action
            step = step.machine.after(service.read() if isinstance(wants, ReadCard) else service.put(wants))  # type: ignore[arg-type]
        assert strict or step.machine.after(NO).action == ReadCard()
    own = {(row.phase, row.event, row.following) for row in PROBE_TABLE.rows[len(ADJUSTMENT_TABLE.rows) :]}
    assert own <= seen.rows_taken


def test_no_row_of_a_creation_is_dead() -> None:
    seen = Taken(CREATION_TABLE)

    class Watched(Creation):
        table: ClassVar[TransitionTable[CreationPhase]] = seen

    for world in creation.WORLDS:
        assert not creation.explore(replace(world, machine=Watched)).wrong
    made = Watched(creation.mark(0), 40, True, False, 90.0, Money(2500, "USD"))
    follow(made, (LOST, Elapsed(), SILENT, Elapsed(), BUSY))
    follow(made, (NO,))
    follow(replace(made, stage=CreationStage.TAKEN, ever_doubted=True), ())
    assert not seen.dead


EDIT_SCRIPTS: list[Script] = [
    (BUSY, Elapsed(), SILENT, Elapsed(), NO),
    (READ, LOST, NO, Elapsed(), BUSY, Elapsed(), SILENT, Elapsed(), NO),
]


def test_no_row_of_a_disable_is_dead() -> None:
    seen = Taken(DISABLING_TABLE)

    class Watched(Disabling):
        table: ClassVar[TransitionTable[EditPhase]] = seen

    for world in settling.WORLDS:
        if isinstance(world.machine, Disabling):
            assert not settling.explore(replace(world, machine=Watched(card=world.machine.card)))[2]
    for script in EDIT_SCRIPTS:
        follow(Watched(), script)
    assert not seen.dead


def test_no_row_of_an_update_is_dead() -> None:
    seen = Taken(EDIT_TABLE)

    class Watched(Updating):
        table: ClassVar[TransitionTable[EditPhase]] = seen

    changes = (FieldChange("note", "old", "new"),)
    for world in settling.WORLDS:
        if isinstance(world.machine, Updating):
            assert not settling.explore(replace(world, machine=Watched(changes, card=world.machine.card)))[2]
    for script in EDIT_SCRIPTS:
        follow(Watched((FieldChange("note", None, "new"),)), script)
    assert not seen.dead


def page(*ids: int, updated_at: int = 1000) -> CardPage:
    cards = tuple(replace(CARD, card_id=card_id, updated_at=updated_at) for card_id in ids)
    return CardPage(cards, 100_000, None)


def test_no_row_of_a_pull_is_dead() -> None:
    seen = Taken(PULL_TABLE)

    class Watched(IncrementalPull):
        table: ClassVar[TransitionTable[WalkPhase]] = seen

    assert pulling.lost(pulling.Puller(machine=Watched), pulling.schedules()[::97]) == []
    assert Watched(98_000).after(page(1, updated_at=5)).broken
    with pulling.small_pages(0):
        walk = Watched(98_000).after(page(1, 2, updated_at=99_000))
        assert walk.phase is WalkPhase.IN_SECOND
        assert walk.after(page(1, updated_at=98_999)).broken
    assert not seen.dead


@pytest.mark.parametrize(("machine", "table"), [(FirstPull, FIRST_PULL_TABLE), (Sweep, SWEEP_TABLE)])
def test_no_row_of_a_walk_by_id_is_dead(machine: type[Any], table: TransitionTable[WalkPhase]) -> None:
    seen = Taken(table)
    watched = type("Watched", (machine,), {"table": seen})
    for pages in ([page(1, 2), page()], [page(2, 1)]):
        walk = watched()
        for each in pages:
            walk = walk.after(each)
    assert not seen.dead


# what a table refuses


class Forgetful(Adjustment):
    """Begins a new round where a PUT is in doubt."""

    def _lost(self, why: str) -> Step[Self]:
        return self._round()


def test_a_step_that_is_not_in_the_table_is_refused() -> None:
    made = adjustment(-3000)
    step = Forgetful(made.ledger, made.doubt).begin().machine.after(READ)
    with pytest.raises(UnknownTransition, match="writing -- lost --> reading"):
        step.machine.after(LOST)


@pytest.mark.parametrize("answer", [READ, Elapsed(), page(1), listing()])
def test_what_is_no_answer_to_a_write_counts_as_lost(answer: Answer) -> None:
    step = follow(adjustment(-3000), (READ, answer))
    assert step.machine.phase is AdjustmentPhase.GLANCING
    assert step.machine.attempts[-1].fate is Fate.UNKNOWN
    assert step.evidence[0][1].values["why"] == NO_SENSE


def test_nobody_tells_a_machine_anything_after_its_end() -> None:
    step = follow(adjustment(0), ())
    with pytest.raises(UnknownTransition):
        step.machine.after(READ)


def _phases_of(script: Script) -> Sequence[AdjustmentPhase]:
    return [follow(adjustment(-3000, KEYS), script[:count]).machine.phase for count in range(len(script) + 1)]


def test_a_phase_of_doubt_is_one_in_which_a_write_has_no_answer_yet() -> None:
    """What the services ask of an attempt and what the machine says of itself are the same."""
    for able, scripts in ((None, PLAIN_SCRIPTS), (REFERENCES, LIST_SCRIPTS), (KEYS, KEY_SCRIPTS)):
        for script in scripts:
            for count in range(len(script) + 1):
                machine = follow(adjustment(-3000, able), script[:count]).machine
                doubted = machine.last is not None and machine.last.in_doubt
                assert (machine.phase in DOUBTFUL) == doubted or machine.phase is AdjustmentPhase.ENDED


def test_a_lost_write_goes_through_the_phases_of_its_doubt() -> None:
    phase = AdjustmentPhase
    expected = [phase.READING, phase.WRITING, phase.WAIT_RESEND, phase.LOOKING, phase.RESENDING, phase.READING]
    assert _phases_of((*AGAIN, NO)) == expected
    assert Event.BEGIN not in {row.event for row in ADJUSTMENT_TABLE.rows if row.phase is not phase.READY}


@pytest.mark.parametrize("script", [(*AGAIN, NO), (*AGAIN, written(-1000)), (*AGAIN, LOST)])
def test_a_look_before_a_resend_is_forgotten_with_that_resend(script: Script) -> None:
    assert follow(adjustment(-3000, KEYS), AGAIN).machine.doubt.look is not None
    assert follow(adjustment(-3000, KEYS), script).machine.doubt.look is None


def test_a_lost_answer_of_a_list_is_not_the_end_of_the_doubt() -> None:
    step = follow(adjustment(-3000, REFERENCES), (*JUDGING, Lost("time-out")))
    assert step.machine.phase is AdjustmentPhase.JUDGING
